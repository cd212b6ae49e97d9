import type { FileSource, Source } from "../terms/source.ts";
import { commitConvention } from "./commitConvention.ts";
import type { Draft, Part } from "./draft.ts";
import type { DraftLimits } from "./draftLimits.ts";
import type { FittedChange } from "./fitChanges.ts";
import { instructedDraft } from "./instructedDraft.ts";
import { toldPath } from "./toldPath.ts";

/** What a commit message is to be written from. */
export type CommitWish = {
  /** Every file that is to be committed and may be read, as much of it as there is room for. */
  readonly changes: readonly FittedChange[];
  /** First lines of the latest commit messages, the latest first. */
  readonly subjects: readonly string[];
  /** What the user wants of every message; empty: nothing. */
  readonly rule: string;
  /** What the repository wants of them, from a file of its own. */
  readonly ownRule?: { readonly text: string; readonly source: FileSource };
  /** What the user has written in the box for this one. */
  readonly hint: string;
};

/** The source of Drawbridge's own words. */
const own: Source = { kind: "instructions" };

/** The source of what the user wrote. */
const written: Source = { kind: "question" };

const history: Source = { kind: "history" };

/** Longest message to ask for, in tokens, with what some models think before it. */
const longestMessage = 1000;

/** Files that are named to a model, at most. */
const mostNamed = 100;

const system =
  "You write commit messages for git. You answer with the message alone: no quotes, no code fence, no word before or after it.";

const headings: { readonly [C in FittedChange["change"]]: string } = {
  added: "new file",
  changed: "changed",
  deleted: "deleted",
  renamed: "renamed to this",
};

function changeParts({ source, change, from, hunks, lostLines }: FittedChange): readonly Part[] {
  const how = from === undefined ? headings[change] : `renamed from ${toldPath(from)}`;
  const named: Part = {
    text: `## ${toldPath(source.path)} (${how})\n`,
    source,
    isFrame: true,
  };
  if (hunks === "") return [named];
  const end = lostLines === 0 ? "\n\n" : `[… ${lostLines} more lines]\n\n`;
  return [named, { text: hunks, source }, { text: end, source, isFrame: true }];
}

function said(heading: string, text: string, source: Source): readonly Part[] {
  if (text.trim() === "") return [];
  return [
    { text: `\n${heading}\n`, source: own },
    { text: `${text.trim()}\n`, source },
  ];
}

function ask(hasSubjects: boolean): string {
  const form = hasSubjects
    ? "in the language and the form of the latest messages"
    : "in English and in the imperative";
  return (
    `\nWrite one commit message for the changes above, ${form}. Its first line says what they do, in at most 72 characters. ` +
    "Only if more must be told, an empty line and a few short lines follow that say why. Answer with the message alone."
  );
}

/**
 * Asks for a commit message. Every file names itself as a source, so that path rules and the screening for secrets see all that
 * goes along; what the user left out in a review is in no part of it.
 */
export function commitDraft(wish: CommitWish, { removed }: Pick<DraftLimits, "removed">): Draft {
  const changes = wish.changes.filter(({ source }) => !removed.has(source.uri));
  const more = changes.length - mostNamed;
  const { subjects, ownRule } = wish;
  const user: readonly Part[] = [
    { text: "# What is to be committed\n\n", source: own },
    ...changes.slice(0, mostNamed).flatMap(changeParts),
    ...(more > 0 ? [{ text: `[and ${more} more files]\n`, source: own }] : []),
    ...said("# The latest commit messages, without what follows their first lines", list(subjects), history),
    ...said("# The form", commitConvention(subjects), own),
    ...(ownRule === undefined || removed.has(ownRule.source.uri)
      ? []
      : said("# Rules of the repository", ownRule.text, ownRule.source)),
    ...said("# Rules of the author", wish.rule, written),
    ...said("# What the author says about it", wish.hint, written),
    { text: ask(subjects.length > 0), source: own },
  ];
  return instructedDraft({ task: "commit", instructions: system, user, maxTokens: longestMessage });
}

function list(subjects: readonly string[]): string {
  return subjects.map((subject) => `- ${subject}`).join("\n");
}
