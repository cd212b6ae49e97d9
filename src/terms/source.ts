import { nameOf } from "../base/nameOf.ts";
import { oneLine } from "../base/oneLine.ts";
import { say } from "./words.ts";

/** What a piece of a draft was made from. */
export type Source =
  /** Words of Drawbridge's own, the same for everybody. */
  | { readonly kind: "instructions" }
  /** What the user typed into the panel. */
  | { readonly kind: "question" }
  /** An answer of a model; it also carries the sources of its question. */
  | { readonly kind: "answer" }
  /** First lines of earlier commit messages. */
  | { readonly kind: "history" }
  | AttachedSource;

/** What a text beside a question was taken from. */
export type AttachedSource = FileSource | TerminalSource | PastedSource;

/** Text of a document, with the lines it was taken from (1-based, inclusive; absent: the whole file). */
export type FileSource = {
  readonly kind: "file";
  /** The document's URI as text. */
  readonly uri: string;
  /** The path as a person knows it, relative to the workspace when inside it. */
  readonly path: string;
  readonly lines?: { readonly first: number; readonly last: number };
  /** What the text is about the document, when it is not its own: it tells of it all the same. */
  readonly shows?: FileAspect;
  /** Which of its changes the text shows, when not those of the working tree: `staged`, or a commit's short name. */
  readonly revision?: string;
};

/** A command that was run in a terminal, with what it wrote. No document is known behind it, so no path rule speaks of it. */
export type TerminalSource = {
  readonly kind: "terminal";
  /** Tells it from every other one. */
  readonly id: string;
  /** The command line, as the shell reported it. */
  readonly command: string;
};

/** Text from the clipboard that no open document holds, or a picture from there. */
export type PastedSource = {
  readonly kind: "pasted";
  /** Tells it from every other one. */
  readonly id: string;
  /** How many lines it has; a picture has none. */
  readonly lineCount: number;
  /** The sides of a picture, in pixels; a text has none. */
  readonly sides?: { readonly width: number; readonly height: number };
};

/** Whether a source is of a text beside a question. */
export function isAttached(source: Source): source is AttachedSource {
  switch (source.kind) {
    case "file":
    case "terminal":
    case "pasted":
      return true;
    case "instructions":
    case "question":
    case "answer":
    case "history":
      return false;
  }
}

/** The document that a text is of, which path rules speak of; `undefined`: it is of none, and only its words are screened. */
export function fileOf(source: Source): FileSource | undefined {
  switch (source.kind) {
    case "file":
      return source;
    case "terminal":
    case "pasted":
    case "instructions":
    case "question":
    case "answer":
    case "history":
      return undefined;
  }
}

/** What texts are left out of a question by: everything of one document goes together, anything else by itself. */
export function sourceKey(source: AttachedSource): string {
  switch (source.kind) {
    case "file":
      return source.uri;
    case "terminal":
    case "pasted":
      return `${source.kind}:${source.id}`;
  }
}

/** What a text can tell of a document: what the editor finds wrong in it, or how it differs from the last commit. */
export const fileAspects = ["problems", "changes"] as const;

/** One of {@link fileAspects}. */
export type FileAspect = (typeof fileAspects)[number];

/** What a text beside a question is called: `sum.ts:3–9`, `Terminal: npm test`, `Pasted text, 12 lines`. */
export function sourceLabel(source: AttachedSource): string {
  switch (source.kind) {
    case "file":
      return fileSourceLabel(source);
    case "terminal":
      return say("Terminal: {0}", oneLine(source.command, longestCommand));
    case "pasted":
      return source.sides === undefined
        ? say("Pasted text, {0}", lineCountWords(source))
        : say("Pasted picture");
  }
}

/** `1 line`, `12 lines`. */
export function lineCountWords({ lineCount }: Pick<PastedSource, "lineCount">): string {
  return lineCount === 1 ? say("1 line") : say("{0} lines", lineCount);
}

/** Everything that is known of where a text came from, on one line: a whole path, or a whole command. */
export function sourcePlace(source: AttachedSource): string {
  switch (source.kind) {
    case "file":
      return source.path;
    case "terminal":
      return oneLine(source.command);
    case "pasted":
      return say("Pasted into the message box");
  }
}

/** Characters of a command that its label shows. */
const longestCommand = 40;

/** `sum.ts:3–9`, the bare file name for a whole file, or `Problems in sum.ts`. */
export function fileSourceLabel(source: FileSource): string {
  const name = nameOf(source.path);
  if (source.shows !== undefined) {
    const revision = source.revision === undefined ? "" : ` (${source.revision})`;
    return `${aspectWords[source.shows](name)}${revision}`;
  }
  if (source.lines === undefined) return name;
  const { first, last } = source.lines;
  return first === last ? `${name}:${first}` : `${name}:${first}–${last}`;
}

const aspectWords: { readonly [A in FileAspect]: (file: string) => string } = {
  problems: (file) => say("Problems in {0}", file),
  changes: (file) => say("Changes in {0}", file),
};
