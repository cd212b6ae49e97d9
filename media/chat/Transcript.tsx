import type { JSX } from "preact";
import type { ChatViewState } from "../../src/protocol/messages.ts";
import { Icon } from "../parts/Icon.tsx";
import { chunked } from "./chunked.ts";
import { TurnPlace } from "./TurnPlace.tsx";
import { useReadersPlace } from "./useReadersPlace.ts";
import { say } from "../../src/terms/words.ts";

/** So many turns, from the last, are drawn at once: more than one screen. Earlier ones are when they come near. */
const drawnAtOnce = 6;

/** So many turns stand in one box: where one of them gets another size, the boxes below are moved, not each turn in them. */
const placedAsOne = 20;

/** The conversation so far. It follows the answer until the reader scrolls up, and then stays where they are. */
export function Transcript({ state }: { readonly state: ChatViewState }): JSX.Element {
  const { turns, busy, readOnly } = state;
  const current = readOnly === undefined ? turns.at(-1) : undefined;
  const place = useReadersPlace();
  const places = turns.map((turn, index) => (
    <TurnPlace
      key={turn.id}
      turn={turn}
      current={turn === current}
      busy={busy || readOnly !== undefined}
      atOnce={index >= turns.length - drawnAtOnce || turn.id === place.remembered?.turn}
    />
  ));
  return (
    <div class="transcript-frame">
      <div
        ref={place.frame}
        class={place.following ? "transcript following" : "transcript"}
        role="log"
        aria-live="off"
        aria-busy={busy}
        aria-label={say("Conversation")}
        tabIndex={0}
        onKeyDown={(event) => {
          if (event.key === "End" && event.target === event.currentTarget) place.jump();
        }}
      >
        <div ref={place.content} class="turns">
          {chunked(places, placedAsOne).map((group, index) => (
            <div key={index} class="turn-group">
              {group}
            </div>
          ))}
        </div>
      </div>
      {!place.following && (
        <button type="button" class="button secondary floating jump" onClick={place.jump}>
          <Icon name="arrow-down" />
          {say("Jump to latest")}
        </button>
      )}
    </div>
  );
}
