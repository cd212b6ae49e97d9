import * as vscode from "vscode";
import { excludedSentence } from "../chat/excludedSentence.ts";
import type { MentionRead } from "../chat/mentions.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { fileSourceLabel } from "../terms/source.ts";
import { say } from "../terms/words.ts";

/** What the editor finds wrong with a file. */
export type FoundProblems = { readonly uri: vscode.Uri; readonly problems: readonly vscode.Diagnostic[] };

/** Problems of one file that go along, at most. */
const mostOfOne = 50;

/** Tells what is wrong with a file. Messages repeat code, so that they are judged as their file is. */
export async function readProblems(
  { uri, problems }: FoundProblems,
  guard: Pick<PathGuard, "judge">,
): Promise<MentionRead> {
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
