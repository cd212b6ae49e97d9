import type { Edit } from "../host/openDocument.ts";
import { closers, isCloser } from "./brackets.ts";

/** A closing bracket that the editor put behind the caret, with the line break before it once Enter was pressed there. */
export type Pending = {
  readonly at: number;
  readonly text: string;
  /** Where the bracket that it closes stands. */
  readonly openedAt: number;
};

/** A document under the hands of somebody who types. */
export type TypedText = {
  readonly text: string;
  readonly caret: number;
  /** The nearest to the caret first. */
  readonly pending: readonly Pending[];
  /** How many blanks before the caret the editor put there although they are not wanted. */
  readonly excess: number;
};

/** A key, as far as it changes something. */
export type Key =
  | { readonly kind: "character"; readonly text: string }
  | { readonly kind: "enter" }
  | { readonly kind: "backspace"; readonly count: number }
  /** Takes away what the editor put behind the caret. */
  | { readonly kind: "delete" }
  /** Moves behind what the editor put behind the caret. */
  | { readonly kind: "over" };

/** What a key does: one edit, or only a move of the caret. */
export type Effect = { readonly edit: Edit | undefined; readonly after: TypedText };

/** What an editor does for a language by itself. */
export type TypingHabits = {
  readonly languageId: string;
  /** One step of indentation. */
  readonly unit: string;
};

/** Where an editor closes a bracket by itself: before white space, closing signs, and the end. */
const closesBefore = /^(?:[\s;:.,=}\])>`]|$)/;

/** Presses a key. */
export function press(state: TypedText, key: Key, habits: TypingHabits): Effect {
  switch (key.kind) {
    case "character":
      return typeCharacter(state, key.text);
    case "enter":
      return pressEnter(state, habits);
    case "backspace":
      return pressBackspace(state, key.count);
    case "delete":
      return pressDelete(state);
    case "over":
      return moveOver(state);
  }
}

/** A document into which something was put at once, in place of what an edit says. */
export function afterEdit(state: TypedText, edit: Edit, caret: number): TypedText {
  const { start, end, text } = edit;
  const delta = text.length - (end - start);
  const pending = state.pending
    .filter(({ at, text: closer }) => at >= end || at + closer.length <= start)
    .map((each) => ({
      ...each,
      at: each.at >= end ? each.at + delta : each.at,
      openedAt: each.openedAt >= end ? each.openedAt + delta : each.openedAt,
    }));
  return { text: state.text.slice(0, start) + text + state.text.slice(end), caret, pending, excess: 0 };
}

function typeCharacter(state: TypedText, character: string): Effect {
  const { text, caret, pending, excess } = state;
  const [nearest] = pending;
  if (nearest?.at === caret && nearest.text === character) return overtype(state, character);
  const start = isCloser(character) ? caret - excess : caret;
  const closer = closers.get(character);
  const isClosed = closer !== undefined && closesBefore.test(text.slice(caret, caret + 1));
  const edit = { start, end: caret, text: isClosed ? character + closer : character };
  const after = afterEdit(state, edit, start + character.length);
  if (!isClosed) return { edit, after };
  const added = { at: start + 1, text: closer, openedAt: start };
  return { edit, after: { ...after, pending: [added, ...after.pending] } };
}

/** Typing a closing bracket over the one that the editor put there replaces it by itself, and blanks too many before it. */
function overtype(state: TypedText, character: string): Effect {
  const { caret, pending, excess } = state;
  const edit = { start: caret - excess, end: caret + 1, text: character };
  return { edit, after: afterEdit({ ...state, pending: pending.slice(1) }, edit, edit.start + 1) };
}

function pressEnter(state: TypedText, { languageId, unit }: TypingHabits): Effect {
  const { text, caret, pending, excess } = state;
  const line = text.slice(text.lastIndexOf("\n", caret - 1) + 1, caret);
  const indentation = /^[ \t]*/.exec(line)?.[0] ?? "";
  const opens = /[{[(]\s*$/.test(line) || (languageId === "python" && /:\s*$/.test(line));
  const inner = opens ? indentation + unit : indentation;
  const [nearest] = pending;
  const splits = nearest?.at === caret && nearest.openedAt === caret - 1;
  // Blanks that the editor put on a line and nobody wanted go away with the next Enter.
  const start = excess > 0 && line.trim() === "" ? caret - excess : caret;
  const edit = { start, end: caret, text: splits ? `\n${inner}\n${indentation}` : `\n${inner}` };
  const at = start + 1 + inner.length;
  const after = afterEdit(state, edit, at);
  if (!splits) return { edit, after };
  const [, ...others] = after.pending;
  return {
    edit,
    after: { ...after, pending: [{ ...nearest, at, text: `\n${indentation}${nearest.text}` }, ...others] },
  };
}

function pressBackspace(state: TypedText, count: number): Effect {
  const edit = { start: state.caret - count, end: state.caret, text: "" };
  const after = afterEdit(state, edit, edit.start);
  return { edit, after: { ...after, excess: Math.max(0, state.excess - count) } };
}

function pressDelete(state: TypedText): Effect {
  const { caret, pending, excess } = state;
  const [nearest] = pending;
  if (nearest === undefined) return { edit: undefined, after: state };
  const brackets = nearest.text.trimStart();
  const blank = nearest.text.length - brackets.length;
  // A line break first, as the key does; the bracket is then where the caret is.
  const edit = { start: nearest.at, end: nearest.at + (blank > 0 ? blank : brackets.length), text: "" };
  const rest = afterEdit({ ...state, pending: pending.slice(1) }, edit, caret);
  const kept = blank > 0 ? [{ ...nearest, text: brackets }] : [];
  return { edit, after: { ...rest, pending: [...kept, ...rest.pending], excess } };
}

function moveOver(state: TypedText): Effect {
  const [nearest, ...others] = state.pending;
  if (nearest === undefined) return { edit: undefined, after: state };
  const { caret, excess } = state;
  const over = { ...state, caret: nearest.at + nearest.text.length, pending: others, excess: 0 };
  if (excess === 0) return { edit: undefined, after: over };
  // Blanks that nobody wanted go away when their line is left.
  const edit = { start: caret - excess, end: caret, text: "" };
  return { edit, after: afterEdit(over, edit, over.caret - excess) };
}
