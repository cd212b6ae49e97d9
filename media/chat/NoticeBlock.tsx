import type { JSX } from "preact";
import type { ProblemView } from "../../src/protocol/messages.ts";
import { Icon } from "../parts/Icon.tsx";
import { VisibleText } from "../parts/VisibleText.tsx";
import { useStore } from "./useStore.ts";
import { say } from "../../src/terms/words.ts";

/** One quiet sentence about the model before it is asked, which can be told to stay away. */
export function NoticeBlock({ notice }: { readonly notice: ProblemView }): JSX.Element {
  const store = useStore();
  return (
    <div class="notice" role="group" aria-label={say("Notice")}>
      <span>
        <VisibleText text={notice.sentence} as="prose" />
      </span>
      {notice.steps.map(({ label, action }) => (
        <button
          key={label}
          type="button"
          class="button secondary"
          onClick={() => {
            store.post({ type: "step", action });
          }}
        >
          <VisibleText text={label} as="prose" />
        </button>
      ))}
      <button
        type="button"
        class="icon-button"
        title={say("Do not say this of this model again")}
        aria-label={say("Do not say this of this model again")}
        onClick={() => {
          store.post({ type: "dismissNotice" });
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
