import { isLeftOut } from "../../context/codeIndex/isLeftOut.ts";
import { exclusionSentence, type Restriction } from "../../context/pathVerdict.ts";
import type { CommitChange } from "../../prompt/fitChanges.ts";
import { listed } from "../../terms/listed.ts";
import { language, say } from "../../terms/words.ts";

/** A file that is to be committed, before anything of it was read. */
export type ChangedPath = Omit<CommitChange, "diff"> & {
  /** Why nothing of it may be told, by the path rules; read anew each time. */
  readonly restriction: () => Promise<Restriction | undefined>;
  /** Reads how it differs; `undefined`: that cannot be told. Asked only of what may be read. */
  readonly read: () => Promise<ReadChange>;
};

/** How a file differs. */
export type ReadChange =
  | { readonly kind: "text"; readonly diff: string }
  /** There is nothing to read: it is no text. */
  | { readonly kind: "binary" }
  | { readonly kind: "unreadable" };

/** What is to be committed, as far as it may be told. */
export type GatheredChanges = {
  readonly changes: readonly CommitChange[];
  /** What is left out, and why, as sentences. */
  readonly leftOut: readonly string[];
};

/** Files whose differences are read, at most: git is asked once for each. */
const mostRead = 60;

/** Files that are looked at, at most. */
const mostFiles = 1000;

/**
 * Reads what is to be committed, one file after the other. Each is judged by the path rules first, and one that they keep out
 * is not even named; what no person wrote is named by its path alone.
 */
export async function gatherChanges(
  paths: readonly ChangedPath[],
  signal: AbortSignal,
): Promise<GatheredChanges> {
  const changes: CommitChange[] = [];
  const excluded: [string, Restriction][] = [];
  const unread: string[] = [];
  let read = 0;
  for (const path of paths.slice(0, mostFiles)) {
    if (signal.aborted) break;
    const { source, change, from } = path;
    const told = { source, change, ...(from !== undefined && { from }) };
    const because = await path.restriction();
    if (because !== undefined) {
      excluded.push([source.path, because]);
      continue;
    }
    if (read >= mostRead || isLeftOut(source.path)) {
      changes.push(told);
      continue;
    }
    read += 1;
    const found = await path.read();
    if (found.kind === "unreadable") unread.push(source.path);
    changes.push({ ...told, ...(found.kind === "text" && { diff: found.diff }) });
  }
  return {
    changes,
    leftOut: [...exclusions(excluded), ...unreadWords(unread), ...tooManyWords(paths.length)],
  };
}

/** Every exclusion by its rule while there are few; of many only which files it is about. */
function exclusions(excluded: readonly (readonly [string, Restriction])[]): readonly string[] {
  if (excluded.length <= 2) return excluded.map(([path, because]) => exclusionSentence(path, because));
  const paths = excluded.map(([path]) => path);
  return [say("{0} files are excluded by rules: {1}.", excluded.length, listed(paths))];
}

function tooManyWords(count: number): readonly string[] {
  if (count <= mostFiles) return [];
  const [looked, all] = [mostFiles, count].map((one) => one.toLocaleString(language()));
  return [say("Only the first {0} of {1} changed files were looked at.", looked ?? "", all ?? "")];
}

function unreadWords(paths: readonly string[]): readonly string[] {
  return paths.length === 0 ? [] : [say("The changes in {0} could not be read.", listed(paths))];
}
