import type { JSX } from "preact";
import type { ComposerView } from "../../src/protocol/messages.ts";
import { VisibleText } from "../parts/VisibleText.tsx";
import { useStore } from "./useStore.ts";
import { say } from "../../src/terms/words.ts";

/** What of the conversation the model has no room for, to be looked at, and what can be done about it. */
export function RoomBlock({ composer }: { readonly composer: ComposerView }): JSX.Element | null {
  const { noRoomFor, summary } = composer;
  if (noRoomFor === undefined && summary === undefined) return null;
  return (
    <div class="room" role="group" aria-label={say("Room")}>
      {noRoomFor !== undefined && (
        <details>
          <summary>{say("Not all of the conversation fits; some of it is left out")}</summary>
          <ul>
            {noRoomFor.map((line, index) => (
              <li key={index}>
                <VisibleText text={line} as="prose" />
              </li>
            ))}
          </ul>
        </details>
      )}
      {summary !== undefined && <SummaryLine summary={summary} />}
    </div>
  );
}

function SummaryLine({ summary }: { readonly summary: NonNullable<ComposerView["summary"]> }): JSX.Element {
  const store = useStore();
  const { isRunning, problem } = summary;
  const [label, type] = isRunning
    ? ([say("Stop"), "stopSummary"] as const)
    : ([say("Summarise earlier messages"), "summarise"] as const);
  return (
    <p class="room-summary">
      {isRunning && <span role="status">{say("Summarising earlier messages…")}</span>}
      {problem !== undefined && (
        <span>
          <VisibleText text={problem} as="prose" />
        </span>
      )}
      <button
        type="button"
        class="button secondary"
        onClick={() => {
          store.post({ type });
        }}
      >
        {label}
      </button>
    </p>
  );
}
