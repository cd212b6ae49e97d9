import { unchecked, type PathVerdict } from "../context/pathVerdict.ts";
import { draftSources, type Draft } from "../prompt/draft.ts";
import { staysHere, type Destination } from "../terms/destination.ts";
import type { Refusal } from "../terms/refusal.ts";
import { fileOf } from "../terms/source.ts";

/** What the path rules say of files, by URI. A file that is not here was not judged and is excluded. */
export type PathVerdicts = ReadonlyMap<string, PathVerdict>;

/** Whether text of a file with this verdict may go to a destination. */
export function mayGo(verdict: PathVerdict, destination: Destination): boolean {
  return verdict.kind === "allowed" || (verdict.kind === "deviceOnly" && staysHere(destination));
}

/** The refusal for the first file in a draft that may not go to a destination; `undefined` when all may. */
export function excludedSource(
  draft: Draft,
  verdicts: PathVerdicts,
  destination: Destination,
): Extract<Refusal, { kind: "sourceExcluded" }> | undefined {
  for (const source of draftSources(draft).flatMap((one) => fileOf(one) ?? [])) {
    const verdict = verdicts.get(source.uri) ?? unchecked;
    if (verdict.kind === "allowed" || mayGo(verdict, destination)) continue;
    const { kind: reach, rule, from } = verdict;
    return { kind: "sourceExcluded", source, reach, rule, from, destination };
  }
  return undefined;
}
