import type { JSX } from "preact";
import type { ChatViewState } from "../../src/protocol/messages.ts";
import { Icon } from "../parts/Icon.tsx";
import { TurnBlock } from "./TurnBlock.tsx";
import { useReadersPlace } from "./useReadersPlace.ts";

/** The conversation so far. It follows the answer until the reader scrolls up, and then stays where they are. */
export function Transcript({ state }: { readonly state: ChatViewState }): JSX.Element {
  const { turns, busy, readOnly } = state;
  const current = readOnly === undefined ? turns.at(-1) : undefined;
  const place = useReadersPlace(turns.length);
  const shown = turns.slice(-place.shown);
  return (
    <div class="transcript-frame">
      <div
        ref={place.frame}
        class="transcript"
        role="log"
        aria-live="off"
        aria-busy={busy}
        aria-label="Conversation"
        tabIndex={0}
      >
        <div ref={place.content} class="turns">
          {shown.length < turns.length && (
            <button type="button" class="button secondary earlier" onClick={place.showEarlier}>
              Show earlier messages
            </button>
          )}
          {shown.map((turn) => (
            <TurnBlock
              key={turn.id}
              turn={turn}
              current={turn === current}
              busy={busy || readOnly !== undefined}
            />
          ))}
        </div>
      </div>
      {!place.following && (
        <button type="button" class="button secondary floating jump" onClick={place.jump}>
          <Icon name="arrow-down" />
          Jump to latest
        </button>
      )}
    </div>
  );
}
