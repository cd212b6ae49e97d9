import type { Run } from "../runsOf.ts";
import { nextStroke, type Typist } from "./nextKey.ts";
import { placeBehind } from "./placeBehind.ts";
import { typo } from "./rhythm.ts";
import type { TypingHabits } from "./typedText.ts";

/** A session that is typed to its end without any help but the editor's. */
export type Alone = { readonly keys: number; readonly final: string };

/** Who types what. */
export type AloneAt = {
  readonly start: string;
  readonly habits: TypingHabits;
  readonly seed: number;
  readonly session: string;
};

/** How many keys the runs take when nothing is suggested, slips of the fingers included. */
export function keysAlone(runs: readonly Run[], { start, habits, seed, session }: AloneAt): Alone {
  let state = { text: start, caret: 0, pending: [], excess: 0 } as Typist["state"];
  let keys = 0;
  for (const [index, { after, backspaces, text }] of runs.entries()) {
    const moved = after === undefined ? state.caret : placeBehind(state.text, after);
    const caret = moved - backspaces;
    state = { ...state, text: state.text.slice(0, caret) + state.text.slice(moved), caret };
    keys += backspaces;
    let typist: Typist = { state, remaining: text };
    for (let stroke = nextStroke(typist, habits); stroke !== undefined; stroke = nextStroke(typist, habits)) {
      const place = { seed, session, run: index + 1, left: typist.remaining.length };
      const slips = stroke.key.kind === "character" && typo(place, stroke.key.text) !== undefined;
      keys += slips ? 3 : 1;
      ({ typist } = stroke);
    }
    ({ state } = typist);
  }
  return { keys, final: state.text };
}
