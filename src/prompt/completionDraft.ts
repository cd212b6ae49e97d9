import type { ContextBlock } from "../context/contextBlock.ts";
import type { InfillFormat } from "../models/infill.ts";
import type { Route } from "../routing/route.ts";
import type { FileSource, Source } from "../terms/source.ts";
import { lineComment } from "./lineComment.ts";
import type { Draft, Part } from "./draft.ts";
import type { DraftLimits } from "./draftLimits.ts";
import { makeDraft } from "./makeDraft.ts";
import type { PromptWindow, Stretch } from "./promptWindow.ts";
import { toldPath } from "./toldPath.ts";

/** What is wanted for a window. */
export type CompletionWish = {
  readonly window: PromptWindow;
  /** The document that the window was planned for: lines are counted in it. */
  readonly text: string;
  /** How much of an answer is wanted: at most so many tokens, and perhaps no more than the line. */
  readonly answer: { readonly tokens: number; readonly endsWithLine: boolean };
  /** Another answer than the likeliest one. */
  readonly variant?: number;
};

const own: Source = { kind: "instructions" };
const token = (text: string): Part => ({ text, source: own });

/** Texts that end a completion of a model that only continues. */
const plainStop = ["\n\n\n"];

/**
 * A window as a raw prompt: with the model's own infill tokens when its family has them, otherwise plainly the text before
 * the position, for the model to continue. Code of files that may not go where the route leads is left out. The same
 * window gives the same prompt, and one that grew gives one that grew at its end.
 */
export function completionDraft(
  { window, text, answer, variant }: CompletionWish,
  route: Route,
  limits: DraftLimits,
): Draft {
  const { infill } = route;
  const context = window.context.filter(({ source }) => !limits.withheld(source));
  const parts = partsOf({ ...window, context }, sourcesIn(window, text), infill);
  return makeDraft({
    task: "completion",
    messages: [{ role: "raw", parts: parts.filter((part) => part.text !== "") }],
    // First, since some APIs take only a few.
    stop: [...(answer.endsWithLine ? ["\n"] : []), ...(infill?.stop ?? plainStop)],
    maxTokens: answer.tokens,
    logprobs: true,
    ...(variant !== undefined && { variant }),
  });
}

type SourceOf = (stretch: Stretch) => FileSource;

/** Counts lines from one stretch to the next, once each. */
function sourcesIn({ uri, path }: PromptWindow, text: string): SourceOf {
  let [at, line] = [0, 1];
  const lineOf = (offset: number): number => {
    if (offset < at) [at, line] = [0, 1];
    for (let next = text.indexOf("\n", at); next !== -1 && next < offset; next = text.indexOf("\n", at)) {
      at = next + 1;
      line += 1;
    }
    return line;
  };
  return ({ text: piece, from }) => {
    const first = lineOf(from);
    const end = from + piece.length - (piece.endsWith("\n") ? 1 : 0);
    return { kind: "file", uri, path, lines: { first, last: lineOf(end) } };
  };
}

function partsOf(
  window: PromptWindow,
  sourceOf: SourceOf,
  infill: InfillFormat | undefined,
): readonly Part[] {
  const stop = infill?.stop ?? [];
  const part = (stretch: Stretch): Part => ({
    text: withoutTokens(stretch.text, stop),
    source: sourceOf(stretch),
  });
  const [head, prefix, typed] = [part(window.head), part(window.prefix), part(window.typed)];
  const context = contextParts(window, infill);
  if (infill === undefined) return [...context, head, prefix, typed];
  const inside = window.context.length > 0 ? (infill.files?.inside ?? "") : "";
  const lead = [...context, token(infill.before + inside.replace("{path}", toldPath(window.path)))];
  const [between, after] = [token(infill.between), token(infill.after)];
  const suffix = part(window.suffix);
  return infill.order === "prefixFirst"
    ? [...lead, head, prefix, between, suffix, after, typed]
    : [...lead, suffix, between, head, prefix, typed, after];
}

/** Code from elsewhere, the way the family was trained to read it, or as comments. */
function contextParts(
  { context, path, languageId }: PromptWindow,
  infill: InfillFormat | undefined,
): readonly Part[] {
  const files = infill?.files;
  if (files === undefined) return context.map((block) => asComment(block, languageId));
  // A file alone is written the way the family saw single files.
  if (context.length === 0) return [];
  const named = (mark: string, file: string): Part => token(mark.replace("{path}", toldPath(file)));
  const blocks = context.flatMap(({ source, text }): readonly Part[] => [
    named(files.file, source.path),
    { text: `${withoutTokens(text, infill?.stop ?? []).trimEnd()}\n`, source },
  ]);
  return [token(files.start ?? ""), ...blocks, named(files.current, path)];
}

function asComment({ source, text }: ContextBlock, languageId: string): Part {
  const mark = lineComment(languageId);
  const lines = [toldPath(source.path), ...text.trimEnd().split("\n")].map((line) =>
    `${mark} ${line}`.trimEnd(),
  );
  return { text: `${lines.join("\n")}\n`, source };
}

/** A document that speaks of a model's own tokens must not steer the model with them. */
function withoutTokens(text: string, stop: readonly string[]): string {
  return stop
    .filter((mark) => mark.trim().length > 2 && text.includes(mark))
    .reduce((left, mark) => left.replaceAll(mark, `${mark.slice(0, 1)} ${mark.slice(1)}`), text);
}
