import { isUsableRule, mostRules } from "../../settings/pathRules.ts";
import { ignoreFileRules } from "../ignoreFiles.ts";
import { matchRules } from "../matchRules.ts";

/** A `.gitignore`, and the directory it is in, relative to its workspace folder; empty for the folder itself. */
export type GitIgnore = { readonly directory: string; readonly text: string };

/**
 * Tells which paths of a workspace folder git leaves out. This keeps an index small and nothing secret: a rule that could
 * take long to match is skipped.
 */
export function gitIgnores(files: readonly GitIgnore[], foldsCase: boolean): (path: string) => boolean {
  const outermostFirst = files.toSorted((a, b) => a.directory.length - b.directory.length);
  const rules = outermostFirst.flatMap(({ directory, text }) => {
    const usable = text.split(/\r?\n/).filter(isUsableRule).slice(0, mostRules);
    return ignoreFileRules({ kind: "text", text: usable.join("\n") }, directory);
  });
  const matches = matchRules(rules, foldsCase);
  return (path) => matches(path) !== undefined;
}
