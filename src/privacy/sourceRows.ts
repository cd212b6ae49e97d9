import { plainLine } from "../base/plainLine.ts";
import type { Draft, Part } from "../prompt/draft.ts";
import { pictureSides, type Picture } from "../terms/picture.ts";
import {
  isAttached,
  lineCountWords,
  sourceKey,
  sourcePlace,
  type AttachedSource,
  type FileSource,
  type Source,
} from "../terms/source.ts";
import { say } from "../terms/words.ts";

/** One source of a draft with every text that was made from it. */
export type SourceRow = {
  readonly label: string;
  /** `lines 40–96`, `whole file`, or why there is no text. */
  readonly detail: string;
  /** As they are in the draft; a source that is only named has none. */
  readonly texts: readonly string[];
  /** A file or the clipboard holds at most one; the same may stand in the draft more than once. */
  readonly pictures: readonly Picture[];
  /** What it is left out by, when it goes along with the question that is asked now. */
  readonly removableAs?: string;
};

type Gathered = {
  readonly source: Source;
  /** Whether the question that is asked now holds something of it, which can be left out. */
  isCurrent: boolean;
  readonly texts: string[];
  readonly pictures: Picture[];
};

type UnattachedKind = Exclude<Source["kind"], AttachedSource["kind"]>;

const words: { readonly [K in UnattachedKind]: readonly [now: string, before: string] } = {
  question: [say("Your question"), say("Earlier messages")],
  answer: [say("Answers of the model"), say("Answers of the model")],
  instructions: [say("Instructions"), say("Instructions")],
  history: [say("First lines of earlier commits"), say("First lines of earlier commits")],
};

/** The order of reading: what this question is made of, then what came before it. */
const order: { readonly [K in Source["kind"]]: readonly [now: number, before: number] } = {
  question: [0, 3],
  file: [1, 2],
  terminal: [1, 2],
  pasted: [1, 2],
  answer: [4, 4],
  history: [3, 3],
  instructions: [5, 5],
};

function key(source: Source, isCurrent: boolean): string {
  return isAttached(source) ? JSON.stringify(source) : words[source.kind][isCurrent ? 0 : 1];
}

/** How much of where it came from a text is. */
function extent(source: AttachedSource): string {
  switch (source.kind) {
    case "file":
      return linesLabel(source);
    case "terminal":
      return say("a command and its output");
    case "pasted":
      return source.sides === undefined ? lineCountWords(source) : say("picture");
  }
}

function linesLabel({ lines, shows, revision }: FileSource): string {
  if (shows !== undefined) {
    const words = shows === "problems" ? say("problems") : say("changes");
    return revision === undefined ? words : `${words} (${revision})`;
  }
  if (lines === undefined) return say("whole file");
  const { first, last } = lines;
  return first === last ? say("line {0}", first) : say("lines {0}–{1}", first, last);
}

function gather(draft: Draft): readonly Gathered[] {
  const current = draft.messages.findLast(({ role }) => role === "user");
  const all = new Map<string, Gathered>();
  // The current message first: a file that is in it can be left out, wherever else it may be. So can rules of the project.
  for (const message of [current, ...draft.messages.filter((one) => one !== current)]) {
    const isCurrent = message === current || message?.role === "system";
    for (const part of message?.parts ?? []) add(all, part, isCurrent);
  }
  return [...all.values()];
}

function add(all: Map<string, Gathered>, { source, text, picture }: Part, isCurrent: boolean): void {
  const found = key(source, isCurrent);
  const gathered = all.get(found) ?? { source, isCurrent: false, texts: [], pictures: [] };
  // What a summary before the question was made from is only named there.
  gathered.isCurrent ||= isCurrent && (text !== "" || picture !== undefined);
  if (text !== "") gathered.texts.push(text);
  if (picture !== undefined) gathered.pictures.push(picture);
  all.set(found, gathered);
}

function rowOf({ source, isCurrent, texts, pictures }: Gathered): SourceRow {
  if (!isAttached(source))
    return { label: words[source.kind][isCurrent ? 0 : 1], detail: "", texts, pictures };
  return {
    label: plainLine(sourcePlace(source)),
    detail: detailOf(source, { texts, pictures }),
    texts,
    pictures,
    ...(isCurrent && { removableAs: sourceKey(source) }),
  };
}

function detailOf(source: AttachedSource, { texts, pictures }: Pick<Gathered, "texts" | "pictures">): string {
  const [picture] = pictures;
  if (picture !== undefined)
    return say("picture, {0}. A picture is not screened for secrets", pictureSides(picture));
  return texts.length === 0
    ? say("{0}, not sent again; an answer may repeat it", extent(source))
    : extent(source);
}

/** What a draft is made from, each source once, in the order in which a person would want to check it. */
export function sourceRows(draft: Draft): readonly SourceRow[] {
  return gather(draft)
    .toSorted((a, b) => rank(a) - rank(b))
    .map(rowOf);
}

function rank({ source, isCurrent }: Gathered): number {
  return order[source.kind][isCurrent ? 0 : 1];
}
