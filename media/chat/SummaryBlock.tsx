import type { JSX } from "preact";
import type { TurnView } from "../../src/protocol/messages.ts";
import { MeasuredLine } from "./MeasuredLine.tsx";
import { VisibleText } from "../parts/VisibleText.tsx";
import { spelledOut } from "../parts/visibleRuns.ts";
import { useStore } from "./useStore.ts";
import { say } from "../../src/terms/words.ts";

/** What stands for a turn and all before it when something is asked, folded, and the way back. */
export function SummaryBlock({ turn: { id, summary } }: { readonly turn: TurnView }): JSX.Element | null {
  const store = useStore();
  if (summary === undefined) return null;
  const { text, model, measured } = summary;
  return (
    <div class="summary-block" role="group" aria-label={say("Summary")}>
      <details>
        <summary>{say("Earlier messages, summarised by {0}", spelledOut(model, "code"))}</summary>
        <p>
          <VisibleText text={text} as="prose" />
        </p>
        {measured !== undefined && <MeasuredLine measured={measured} model={model} />}
      </details>
      <button
        type="button"
        class="button secondary"
        title={say("Send the messages themselves again, as far as there is room")}
        onClick={() => {
          store.post({ type: "undoSummary", turn: id });
        }}
      >
        {say("Undo")}
      </button>
    </div>
  );
}
