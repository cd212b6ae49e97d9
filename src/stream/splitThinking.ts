const opening = "<think>";
const closing = "</think>";

/** A piece of an answer, or of what was thought before it. */
export type SpokenPiece = { readonly kind: "text" | "thinking"; readonly text: string };

type State =
  /** Nothing but blanks and perhaps the beginning of the tag came so far. */
  | { readonly at: "start"; readonly held: string }
  | { readonly at: "thinking"; readonly held: string }
  /** Behind the closing tag: blanks before the answer are no part of it. */
  | { readonly at: "between" }
  | { readonly at: "answer" };

type Step = { readonly state: State; readonly said: readonly SpokenPiece[]; readonly rest: string };

/** How many characters at the end of a text could be the beginning of a tag. */
function tagBegun(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length -= 1)
    if (tag.startsWith(text.slice(text.length - length))) return length;
  return 0;
}

function atStart(text: string): Step {
  const trimmed = text.trimStart();
  if (trimmed.startsWith(opening))
    return { state: { at: "thinking", held: "" }, said: [], rest: trimmed.slice(opening.length) };
  if (opening.startsWith(trimmed)) return { state: { at: "start", held: text }, said: [], rest: "" };
  return { state: { at: "answer" }, said: [], rest: text };
}

function inThinking(text: string): Step {
  const end = text.indexOf(closing);
  if (end >= 0) {
    const said = [{ kind: "thinking" as const, text: text.slice(0, end) }];
    return { state: { at: "between" }, said, rest: text.slice(end + closing.length) };
  }
  const known = text.length - tagBegun(text, closing);
  const said = [{ kind: "thinking" as const, text: text.slice(0, known) }];
  return { state: { at: "thinking", held: text.slice(known) }, said, rest: "" };
}

function stepOn(state: State, text: string): Step {
  switch (state.at) {
    case "start":
      return atStart(state.held + text);
    case "thinking":
      return inThinking(state.held + text);
    case "between": {
      const answer = text.trimStart();
      return answer === ""
        ? { state, said: [], rest: "" }
        : { state: { at: "answer" }, said: [], rest: answer };
    }
    case "answer":
      return { state, said: [{ kind: "text", text }], rest: "" };
  }
}

function isSomething({ text }: SpokenPiece): boolean {
  return text !== "";
}

/**
 * Takes a leading `<think>…</think>` out of an answer that comes in pieces, wherever the tags are cut: models whose server
 * does not know how they think write it so. Without a closing tag all of it was thinking. A tag anywhere but at the start
 * is the model's text. `end` gives what was held back.
 */
export function splitThinking(): {
  readonly take: (text: string) => readonly SpokenPiece[];
  readonly end: () => readonly SpokenPiece[];
} {
  let state: State = { at: "start", held: "" };
  return {
    take: (text) => {
      const said: SpokenPiece[] = [];
      for (let rest = text; rest !== "";) {
        const next = stepOn(state, rest);
        said.push(...next.said);
        ({ state, rest } = next);
      }
      return said.filter(isSomething);
    },
    end: () => {
      if (state.at !== "start" && state.at !== "thinking") return [];
      const kind = state.at === "start" ? "text" : "thinking";
      return [{ kind, text: state.held } as const].filter(isSomething);
    },
  };
}
