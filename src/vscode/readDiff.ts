import type { PathGuard } from "../context/pathGuard.ts";
import type { Restriction } from "../context/pathVerdict.ts";
import type { ChangedFile } from "./changedFile.ts";

/** How a file differs, or why that is not told. */
export type DiffRead =
  /** As git writes it, with `\n` at the ends of its lines; empty where nothing differs any more. */
  | { readonly kind: "text"; readonly diff: string }
  /** There is nothing to compare it with: all of it is new. */
  | { readonly kind: "new" }
  | { readonly kind: "binary" }
  | { readonly kind: "unreadable" }
  /** A path rule keeps it out, and nothing of it was read. */
  | { readonly kind: "excluded"; readonly because: Restriction };

type Guard = Pick<PathGuard, "judge">;

/** Reads how a file differs, once the path rules have said that it may be read. Never throws. */
export async function readDiff(file: ChangedFile, guard: Guard): Promise<DiffRead> {
  const because = await restrictionOf(file, guard);
  if (because !== undefined) return { kind: "excluded", because };
  if (file.diff === undefined) return { kind: "new" };
  const read = await file.diff().catch(() => undefined);
  if (read === undefined) return { kind: "unreadable" };
  const diff = withoutFilesOfModule(read.replaceAll("\r\n", "\n"));
  return isBinary(diff) ? { kind: "binary" } : { kind: "text", diff };
}

/**
 * Why a difference is not read. The gate judges it as it judges the file of today; a text that comes from elsewhere, where a
 * rule holds it back in any way, is left out altogether.
 */
export async function restrictionOf(
  { uri, before }: Pick<ChangedFile, "uri" | "before">,
  guard: Guard,
): Promise<Restriction | undefined> {
  const verdict = await guard.judge(uri.toString());
  if (verdict.kind === "never") return verdict;
  if (before.toString() === uri.toString()) return undefined;
  const then = await guard.judge(before.toString());
  return then.kind === "allowed" ? undefined : then;
}

/**
 * Where git was told so, it writes for a repository within this one how each file in there differs, which no rule was asked about:
 * of those nothing is told.
 */
function withoutFilesOfModule(diff: string): string {
  if (!diff.startsWith("Submodule ")) return diff;
  const files = diff.search(/^diff --git /m);
  return files === -1 ? diff : diff.slice(0, files);
}

/** Git writes no lines of a file that it takes for no text. */
function isBinary(diff: string): boolean {
  return /^Binary files .* differ$/m.test(diff) && !/^@@ /m.test(diff);
}
