import * as vscode from "vscode";
import { excludedSentence } from "../chat/excludedSentence.ts";
import { largestAttachment } from "../chat/largestAttachment.ts";
import { joined, noRoomFor, summedUp } from "../chat/leftOutWords.ts";
import type { MentionRead } from "../chat/mentions.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { isCodeUri } from "./editorContext.ts";
import { fileSourceLabel } from "../terms/source.ts";
import type { MentionSource } from "./mentionSource.ts";
import { listed } from "../terms/listed.ts";
import { say } from "../terms/words.ts";

/** Files whose problems go along, and problems of each, at most. */
const [mostFiles, mostOfOne] = [20, 50];

type Found = { readonly uri: vscode.Uri; readonly problems: readonly vscode.Diagnostic[] };

/** Errors and warnings that the editor shows, the files with errors first. */
function findProblems(): readonly Found[] {
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

function worst({ problems }: Found): number {
  return Math.min(...problems.map(({ severity }) => severity));
}

/** What the editor finds wrong, all together. Messages repeat code, so that each is judged as its file is. */
export function mentionedProblems(guard: Pick<PathGuard, "judge">): MentionSource {
  return (query) => {
    const found = findProblems();
    if (!"problems".startsWith(query.trim().toLowerCase()) || found.length === 0) return Promise.resolve([]);
    const count = found.reduce((sum, { problems }) => sum + problems.length, 0);
    const where = listed(found.map(({ uri }) => uri.path));
    return Promise.resolve([
      {
        ...{ kind: "problems", key: "all", label: say("Problems") },
        detail: say("{0} in {1}", count, where),
        read: (signal) => readProblems(found, guard, signal),
      },
    ]);
  };
}

/** Tells the problems of one file after the other, as long as there is room for them. */
async function readProblems(
  found: readonly Found[],
  guard: Pick<PathGuard, "judge">,
  signal: AbortSignal,
): Promise<MentionRead> {
  const reads = new Map<string, MentionRead>();
  const without: string[] = [];
  let [room, taken] = [largestAttachment, 0];
  for (const one of found) {
    if (signal.aborted) break;
    const read = taken < mostFiles ? await told(one, guard) : undefined;
    const length = read?.attachments.reduce((sum, { text }) => sum + text.length, 0) ?? 0;
    if (read === undefined || length > room) without.push(one.uri.path);
    else {
      [room, taken] = [room - length, taken + read.attachments.length];
      reads.set(one.uri.path, read);
    }
  }
  return joined([...summedUp(reads), ...noRoomFor(without)]);
}

async function told({ uri, problems }: Found, guard: Pick<PathGuard, "judge">): Promise<MentionRead> {
  const path = vscode.workspace.asRelativePath(uri);
  const address = uri.toString();
  const verdict = await guard.judge(address);
  if (verdict.kind === "never")
    return { attachments: [], leftOut: excludedSentence({ uri: address, path, because: verdict }) };
  const text = problems.slice(0, mostOfOne).map(lineOf).join("\n");
  const source = { kind: "file", uri: address, path, shows: "problems" } as const;
  const more = problems.length - mostOfOne;
  return {
    attachments: [{ source, languageId: "", text }],
    ...(more > 0 && { leftOut: say("{0}: {1} more are left out.", fileSourceLabel(source), more) }),
  };
}

function lineOf({ range, severity, message, source }: vscode.Diagnostic): string {
  const kind = severity === vscode.DiagnosticSeverity.Error ? "error" : "warning";
  const by = source === undefined ? "" : ` (${source})`;
  return `line ${range.start.line + 1}: ${kind}: ${message}${by}`;
}
