import * as vscode from "vscode";
import { largestAttachment } from "../chat/largestAttachment.ts";
import { joined, noRoomFor, summedUp } from "../chat/leftOutWords.ts";
import type { MentionRead } from "../chat/mentions.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { isCodeUri } from "./editorContext.ts";
import { isNamed } from "./isNamed.ts";
import type { MentionSource } from "./mentionSource.ts";
import { readProblems, type FoundProblems } from "./readProblems.ts";
import { listed } from "../terms/listed.ts";
import { say } from "../terms/words.ts";

/** Files whose problems go along, at most. */
const mostFiles = 20;

/** Errors and warnings that the editor shows, the files with errors first. */
function findProblems(): readonly FoundProblems[] {
  return vscode.languages
    .getDiagnostics()
    .filter(([uri]) => isCodeUri(uri))
    .map(([uri, all]) => ({ uri, problems: all.filter(isWorthTelling).toSorted(byPlace) }))
    .filter(({ problems }) => problems.length > 0)
    .toSorted((a, b) => worst(a) - worst(b));
}

function isWorthTelling({ severity }: vscode.Diagnostic): boolean {
  return severity <= vscode.DiagnosticSeverity.Warning;
}

function byPlace(a: vscode.Diagnostic, b: vscode.Diagnostic): number {
  return a.range.start.compareTo(b.range.start);
}

function worst({ problems }: FoundProblems): number {
  return Math.min(...problems.map(({ severity }) => severity));
}

/** What the editor finds wrong, all together. Messages repeat code, so that each is judged as its file is. */
export function mentionedProblems(guard: Pick<PathGuard, "judge">): MentionSource {
  return (query) => {
    const found = findProblems();
    if (!isNamed(query, "problems", say("Problems")) || found.length === 0) return Promise.resolve([]);
    const count = found.reduce((sum, { problems }) => sum + problems.length, 0);
    const where = listed(found.map(({ uri }) => uri.path));
    return Promise.resolve([
      {
        ...{ kind: "problems", key: "all", label: say("Problems") },
        detail: say("{0} in {1}", count, where),
        read: (signal) => readAll(found, guard, signal),
      },
    ]);
  };
}

/** Tells the problems of one file after the other, as long as there is room for them. */
async function readAll(
  found: readonly FoundProblems[],
  guard: Pick<PathGuard, "judge">,
  signal: AbortSignal,
): Promise<MentionRead> {
  const reads = new Map<string, MentionRead>();
  const without: string[] = [];
  let [room, taken] = [largestAttachment, 0];
  for (const one of found) {
    if (signal.aborted) break;
    const read = taken < mostFiles ? await readProblems(one, guard) : undefined;
    const length = read?.attachments.reduce((sum, { text }) => sum + text.length, 0) ?? 0;
    if (read === undefined || length > room) without.push(one.uri.path);
    else {
      [room, taken] = [room - length, taken + read.attachments.length];
      reads.set(one.uri.path, read);
    }
  }
  return joined([...summedUp(reads), ...noRoomFor(without)]);
}
