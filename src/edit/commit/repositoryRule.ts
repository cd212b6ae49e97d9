import { readProjectText, type ProjectTextParts } from "../../context/projectText.ts";
import type { CommitWish } from "../../prompt/commitDraft.ts";

/** Where a repository says what it wants of its commit messages, below its root. */
export const repositoryRulePath = ".drawbridge/commit.md";

/** Characters of what a repository wants that go along. */
const longestRule = 4000;

/** A file of rules, and the root that it may not lead out of, by a link, say. */
export type RuleAt = { readonly uri: string; readonly path: string; readonly folder: string };

/** What a repository wants of its messages: only of a workspace that the person trusts, and only what the path rules let be read. */
export async function repositoryRule(
  { uri, path, folder }: RuleAt,
  parts: ProjectTextParts,
): Promise<CommitWish["ownRule"]> {
  const found = await readProjectText(uri, folder, parts);
  if (found.kind !== "text" || found.text.trim() === "") return undefined;
  return { text: found.text.slice(0, longestRule), source: { kind: "file", uri, path } };
}
