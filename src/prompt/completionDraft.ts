import { lineAt, surroundings, type EditorSnapshot } from "../context/editorSnapshot.ts";
import type { Route } from "../routing/route.ts";
import type { FileSource, Source } from "../terms/source.ts";
import type { Draft, Part } from "./draft.ts";
import { makeDraft } from "./makeDraft.ts";

/** Characters of code per token, about; a server's own count comes too late to cut by. */
const charactersPerToken = 3.3;
/** Longest completion to ask for, in tokens. */
const maxTokens = 128;
/** Share of the prompt that goes to the text before the position; the rest goes to the text after it. */
const prefixShare = 0.75;
/** A prompt longer than this costs more prefill time than it brings in quality on ordinary machines. */
const promptTokens = 2048;
/** What is taken from the document even for a model that has hardly any room, in tokens. */
const leastTokens = 32;

const tokenSource: Source = { kind: "instructions" };

/** Keeps whole lines of the end of a text. */
function lastLines(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const cut = text.slice(-characters);
  return cut.slice(cut.indexOf("\n") + 1);
}

/** Keeps whole lines of the start of a text. */
function firstLines(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const cut = text.slice(0, characters);
  return cut.slice(0, cut.lastIndexOf("\n") + 1);
}

/**
 * The text around a position as a raw prompt: with the model's own infill tokens when its family has them, otherwise
 * plainly the text before the position, for the model to continue.
 */
export function completionDraft(snapshot: EditorSnapshot, route: Route): Draft {
  const room = Math.max(leastTokens, route.contextTokens - maxTokens - 64);
  const characters = Math.min(promptTokens, room) * charactersPerToken;
  const { prefix, suffix } = surroundings(snapshot);
  const before = lastLines(prefix, characters * prefixShare);
  const after = firstLines(suffix, characters * (1 - prefixShare));
  const source = (from: number, to: number): FileSource => ({
    kind: "file",
    uri: snapshot.uri,
    path: snapshot.path,
    lines: { first: lineAt(snapshot.text, from), last: lineAt(snapshot.text, to) },
  });
  const beforePart: Part = { text: before, source: source(snapshot.offset - before.length, snapshot.offset) };
  const afterPart: Part = { text: after, source: source(snapshot.offset, snapshot.offset + after.length) };
  const format = route.infill;
  const token = (text: string): Part => ({ text, source: tokenSource });
  return makeDraft({
    task: "completion",
    messages: [
      {
        role: "raw",
        parts:
          format === undefined
            ? [beforePart]
            : [token(format.before), beforePart, token(format.between), afterPart, token(format.after)],
      },
    ],
    stop: format?.stop ?? ["\n\n\n"],
    maxTokens,
  });
}
