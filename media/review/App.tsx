import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ReviewView } from "../../src/protocol/reviewMessages.ts";
import { DestinationLabel } from "../parts/DestinationLabel.tsx";
import { Icon } from "../parts/Icon.tsx";
import { AnswerBar } from "./AnswerBar.tsx";
import { ExactBody } from "./ExactBody.tsx";
import { Findings } from "./Findings.tsx";
import { SourceRows } from "./SourceRows.tsx";
import { useReviewStore } from "./useReviewStore.ts";
import { say } from "../../src/terms/words.ts";

/** The whole view. Nothing is drawn before the host has said what is asked. */
export function App(): JSX.Element | null {
  const store = useReviewStore();
  const review = store.review.value;
  // A new question is a new page: nothing that was unfolded or had the keyboard for another body stays.
  return review === undefined ? null : <Review key={review.id} review={review} />;
}

function Review({ review }: { readonly review: ReviewView }): JSX.Element {
  const decisions = useReviewStore().decisions.value;
  return (
    <main class="review">
      <Question review={review} />
      <div class="content" inert={decisions.waiting !== undefined}>
        <SourceRows rows={review.rows} />
        {review.warning !== undefined && (
          <p class="warning">
            <Icon name="warning" />
            <span>{review.warning}</span>
          </p>
        )}
        <Findings findings={decisions.findings} />
        <ExactBody exact={review.exact} />
      </div>
      <AnswerBar review={review} decisions={decisions} />
    </main>
  );
}

/** What is asked, and where it would go. The keyboard begins here: an Enter meant for elsewhere answers nothing. */
function Question({ review }: { readonly review: ReviewView }): JSX.Element {
  const { title, tokens, destination, route } = review;
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <header class={destination.cloud ? "asked leaving" : "asked"}>
      <div class="asked-line">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <span class="tokens">{tokens}</span>
      </div>
      <p class="goes">
        <DestinationLabel destination={destination} />
        <span class="quiet">{route}</span>
      </p>
      {destination.details.length > 0 && (
        <ul class="evidence" aria-label={say("What is known about where it goes")}>
          {destination.details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
    </header>
  );
}
