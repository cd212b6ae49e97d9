import type { JSX } from "preact";
import type { DecisionsView, ReviewView } from "../../src/protocol/reviewMessages.ts";
import { SendButton } from "./SendButton.tsx";
import { useReviewStore } from "./useReviewStore.ts";
import { say } from "../../src/terms/words.ts";

const reasonId = "first-reason";

/** What can be answered. */
export function AnswerBar(props: {
  readonly review: ReviewView;
  readonly decisions: DecisionsView;
}): JSX.Element {
  const store = useReviewStore();
  const { offers, deviceModel, tooSoon } = props.review;
  const { first, waiting } = props.decisions;
  return (
    <footer class="answers">
      {first !== undefined && waiting === undefined && (
        <p id={reasonId} class="answers-note">
          {first.reason}
        </p>
      )}
      <p class="answers-note" role="status">
        {waiting ?? (store.wasTooSoon.value ? tooSoon : "")}
      </p>
      <div class="answers-row">
        {waiting === undefined && (
          <>
            {first === undefined ? <SendButton offers={offers} /> : <DecideFirst label={first.label} />}
            {deviceModel !== undefined && (
              <button
                type="button"
                class="button secondary"
                onClick={() => {
                  store.act({ type: "onDevice" });
                }}
              >
                {say("Answer on this device instead ({0})", deviceModel)}
              </button>
            )}
          </>
        )}
        <button
          type="button"
          class="button secondary"
          onClick={() => {
            store.act({ type: "cancel" });
          }}
        >
          {say("Cancel")}
        </button>
      </div>
    </footer>
  );
}

/** Stands where Send will be: leads to what is to be decided, instead of being a button that does nothing. */
function DecideFirst({ label }: { readonly label: string }): JSX.Element {
  return (
    <button
      type="button"
      class="button secondary"
      aria-describedby={reasonId}
      onClick={() => {
        const button = document.querySelector<HTMLButtonElement>(".finding:not(.kept) button");
        button?.scrollIntoView({ block: "center" });
        button?.focus();
      }}
    >
      {label}
    </button>
  );
}
