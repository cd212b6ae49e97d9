import type { JSX } from "preact";
import type { TurnView } from "../../src/protocol/messages.ts";
import { MeasuredLine } from "./MeasuredLine.tsx";
import { useStore } from "./useStore.ts";

/** What stands for a turn and all before it when something is asked, folded, and the way back. */
export function SummaryBlock({ turn: { id, summary } }: { readonly turn: TurnView }): JSX.Element | null {
  const store = useStore();
  if (summary === undefined) return null;
  const { text, model, measured } = summary;
  return (
    <div class="summary-block" role="group" aria-label="Summary">
      <details>
        <summary>Earlier messages, summarised by {model}</summary>
        <p>{text}</p>
        {measured !== undefined && <MeasuredLine measured={measured} model={model} />}
      </details>
      <button
        type="button"
        class="button secondary"
        title="Send the messages themselves again, as far as there is room"
        onClick={() => {
          store.post({ type: "undoSummary", turn: id });
        }}
      >
        Undo
      </button>
    </div>
  );
}
