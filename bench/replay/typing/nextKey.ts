import { isCloser, unclosedOpeners, unopenedClosers } from "./brackets.ts";
import {
  press,
  type Effect,
  type Key,
  type Pending,
  type TypedText,
  type TypingHabits,
} from "./typedText.ts";

/** Somebody who types: the document as it is, and what of their text is not in it yet. */
export type Typist = { readonly state: TypedText; readonly remaining: string };

/** The key that brings the document nearer to what is wanted, and what is there after it. */
export type Stroke = { readonly key: Key; readonly effect: Effect; readonly typist: Typist };

/**
 * The next key of somebody who lets the editor help: they type over brackets that it closed, move behind those on a line
 * of their own, leave the indentation to it, and take away what it put where they did not want it. `undefined` when all
 * is typed.
 */
export function nextStroke(typist: Typist, habits: TypingHabits): Stroke | undefined {
  const { state, remaining } = typist;
  const [nearest] = state.pending;
  if (nearest !== undefined && !isWanted(nearest, typist))
    return stroke(typist, { kind: "delete" }, habits, 0);
  if (nearest?.at === state.caret && remaining.startsWith(nearest.text) && nearest.text.length > 1)
    return stroke(typist, { kind: "over" }, habits, nearest.text.length);
  const [next] = remaining;
  if (state.excess > 0 && !goesWithBlanks(typist)) {
    const count = state.excess % habits.unit.length || habits.unit.length;
    return stroke(typist, { kind: "backspace", count }, habits, 0);
  }
  if (next === undefined) return undefined;
  if (next === "\n") return enter(typist, habits);
  const isLineStart = /(?:^|\n)[ \t]*$/.test(state.text.slice(0, state.caret));
  const character = isLineStart && remaining.startsWith(habits.unit) ? habits.unit : next;
  return stroke(typist, { kind: "character", text: character }, habits, character.length);
}

/** Whether what is still to be typed closes the bracket that the editor has closed already, on a line like that. */
export function isWanted({ text, openedAt }: Pending, { state, remaining }: Typist): boolean {
  const inside = unclosedOpeners(state.text.slice(openedAt + 1, state.caret));
  const at = unopenedClosers(remaining)[inside];
  return at !== undefined && remaining.slice(0, at + 1).endsWith(text);
}

/** Blanks too many go away with a closing bracket typed on their line, and with Enter when the line stays empty. */
function goesWithBlanks({ state, remaining }: Typist): boolean {
  const [next = ""] = remaining;
  if (isCloser(next)) return true;
  const line = state.text.slice(state.text.lastIndexOf("\n", state.caret - 1) + 1, state.caret);
  return next === "\n" && line.length === state.excess;
}

function enter(typist: Typist, habits: TypingHabits): Stroke {
  const { key, effect, typist: after } = stroke(typist, { kind: "enter" }, habits, 1);
  const { text, caret } = effect.after;
  const given = text.slice(text.lastIndexOf("\n", caret - 1) + 1, caret);
  const wanted = /^[ \t]*/.exec(after.remaining)?.[0] ?? "";
  let common = 0;
  while (common < given.length && given[common] === wanted[common]) common += 1;
  const state = { ...effect.after, excess: given.length - common };
  return {
    key,
    effect: { ...effect, after: state },
    typist: { state, remaining: after.remaining.slice(common) },
  };
}

function stroke(typist: Typist, key: Key, habits: TypingHabits, typed: number): Stroke {
  const effect = press(typist.state, key, habits);
  return { key, effect, typist: { state: effect.after, remaining: typist.remaining.slice(typed) } };
}
