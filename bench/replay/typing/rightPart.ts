import type { Edit } from "../host/openDocument.ts";
import { isWanted, type Typist } from "./nextKey.ts";
import { afterEdit, type TypedText } from "./typedText.ts";

/**
 * What is left to type when an edit is taken over instead of typing, or `undefined` when it is not what would have been
 * typed: then something would have to be taken away again.
 */
export function afterTaking({ state, remaining }: Typist, edit: Edit): Typist | undefined {
  const caret = edit.start + edit.text.length;
  const taken = afterEdit(state, edit, caret);
  const typed =
    taken.text.length - pendingLength(taken) - (state.text.length - pendingLength(state) - state.excess);
  if (typed <= 0 || typed > remaining.length) return undefined;
  const before = state.text.slice(0, state.caret - state.excess) + remaining.slice(0, typed);
  if (withoutPending(taken) !== before + withoutPending(state).slice(state.caret)) return undefined;
  const left: Typist = { state: taken, remaining: remaining.slice(typed) };
  const isAtPlace = caret === before.length || left.remaining === "";
  const [nearest] = taken.pending;
  return isAtPlace && (nearest === undefined || isWanted(nearest, left)) ? left : undefined;
}

function pendingLength({ pending }: TypedText): number {
  return pending.reduce((sum, { text }) => sum + text.length, 0);
}

/** A document without what the editor put there and will be typed over. */
function withoutPending({ text, pending }: TypedText): string {
  return pending
    .toSorted((one, other) => other.at - one.at)
    .reduce((rest, { at, text: closer }) => rest.slice(0, at) + rest.slice(at + closer.length), text);
}
