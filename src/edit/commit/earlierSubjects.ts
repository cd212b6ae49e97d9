import { oneLine } from "../../base/oneLine.ts";
import { plainLine } from "../../base/plainLine.ts";

/** A commit, as much of it as its message's form is learned from. */
export type EarlierCommit = { readonly message: string; readonly parents: readonly string[] };

/** Commits that are asked for: some of them are merges. */
export const earlierCommits = 30;

/** Subjects that go along. */
const mostSubjects = 10;

/** Characters of one subject. */
const longestSubject = 100;

/** Messages that git or a person's habit makes up, which show nothing of how messages are written. */
const madeUp = /^(?:merge\b|revert "|fixup!|squash!|amend!|wip\b)/i;

/** The first lines of the latest commit messages that a person wrote, the latest first, each once. */
export function earlierSubjects(commits: readonly EarlierCommit[]): readonly string[] {
  const subjects = commits
    .filter(({ message, parents }) => parents.length < 2 && !madeUp.test(message))
    .map(({ message }) => oneLine(plainLine(message.split("\n")[0] ?? ""), longestSubject))
    .filter((subject) => subject !== "");
  return [...new Set(subjects)].slice(0, mostSubjects);
}
