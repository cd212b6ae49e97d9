import { plainLine } from "../base/plainLine.ts";
import type { Draft, Part } from "../prompt/draft.ts";
import type { FileSource, Source } from "../terms/source.ts";

/** One source of a draft with every text that was made from it. */
export type SourceRow = {
  readonly label: string;
  /** `lines 40–96`, `whole file`, or why there is no text. */
  readonly detail: string;
  /** As they are in the draft; a source that is only named has none. */
  readonly texts: readonly string[];
  /** The document, when it goes along with the question that is asked now: then it can be left out. */
  readonly removableUri?: string;
};

type Gathered = { readonly source: Source; readonly isCurrent: boolean; readonly texts: string[] };

const words: { readonly [K in Exclude<Source["kind"], "file">]: readonly [now: string, before: string] } = {
  question: ["Your question", "Earlier messages"],
  answer: ["Answers of the model", "Answers of the model"],
  instructions: ["Instructions", "Instructions"],
};

/** The order of reading: what this question is made of, then what came before it. */
const order: { readonly [K in Source["kind"]]: readonly [now: number, before: number] } = {
  question: [0, 3],
  file: [1, 2],
  answer: [4, 4],
  instructions: [5, 5],
};

function key(source: Source, isCurrent: boolean): string {
  return source.kind === "file" ? JSON.stringify(source) : words[source.kind][isCurrent ? 0 : 1];
}

function linesLabel({ lines, shows }: FileSource): string {
  if (shows !== undefined) return shows;
  if (lines === undefined) return "whole file";
  const { first, last } = lines;
  return first === last ? `line ${first}` : `lines ${first}–${last}`;
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

function add(all: Map<string, Gathered>, { source, text }: Part, isCurrent: boolean): void {
  const found = key(source, isCurrent);
  const gathered = all.get(found) ?? { source, isCurrent, texts: [] };
  if (text !== "") gathered.texts.push(text);
  all.set(found, gathered);
}

function rowOf({ source, isCurrent, texts }: Gathered): SourceRow {
  if (source.kind !== "file") return { label: words[source.kind][isCurrent ? 0 : 1], detail: "", texts };
  const lines = linesLabel(source);
  return {
    label: plainLine(source.path),
    detail: texts.length === 0 ? `${lines}, not sent again; an answer may repeat it` : lines,
    texts,
    ...(isCurrent && { removableUri: source.uri }),
  };
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
