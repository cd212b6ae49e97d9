import * as vscode from "vscode";
import { cutText } from "../chat/cutText.ts";
import { excludedSentence } from "../chat/excludedSentence.ts";
import { largestAttachment } from "../chat/largestAttachment.ts";
import { cutSentence, cutWords, nothingOf } from "../chat/leftOutWords.ts";
import type { MentionRead } from "../chat/mentions.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { documentPath } from "./editorContext.ts";

/** Lines of a document, counted from 1, the last one included. */
export type Lines = { readonly first: number; readonly last: number };

/** What is read: a document, or lines of it; at most so many characters. */
export type Mentioned = { readonly uri: vscode.Uri; readonly lines?: Lines; readonly most?: number };

/** Reads what is mentioned, once the guard has said that it may be read. What is too long is cut, and said to be. */
export async function readMentioned(
  { uri, lines, most = largestAttachment }: Mentioned,
  guard: Pick<PathGuard, "judge">,
): Promise<MentionRead> {
  const address = uri.toString();
  const path = vscode.workspace.asRelativePath(uri);
  const verdict = await guard.judge(address);
  if (verdict.kind === "never")
    return { attachments: [], leftOut: excludedSentence({ uri: address, path, because: verdict }) };
  const document = await open(uri);
  if (document === undefined) return nothingOf(path, "unreadable");
  return asAttachment(document, lines, most);
}

/** The editor reads it, in the encoding that the person set; it takes what is binary or gone for no text. */
async function open(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

function asAttachment(document: vscode.TextDocument, lines: Lines | undefined, most: number): MentionRead {
  const path = documentPath(document);
  const { text, cut } = cutText(document.getText(lines && rangeOf(lines)).replaceAll("\r\n", "\n"), most);
  if (text.trim() === "") return nothingOf(path, "empty");
  const first = lines?.first ?? 1;
  const shown = cut === undefined ? lines : { first, last: first + cut.kept - 1 };
  const source = {
    kind: "file",
    uri: document.uri.toString(),
    path,
    ...(shown && { lines: shown }),
  } as const;
  return {
    attachments: [
      { source, languageId: document.languageId, text, ...(cut && { cut: cutWords(cut, "first") }) },
    ],
    ...(cut && { leftOut: cutSentence(path, cut) }),
  };
}

function rangeOf({ first, last }: Lines): vscode.Range {
  return new vscode.Range(
    new vscode.Position(first - 1, 0),
    new vscode.Position(last - 1, Number.MAX_SAFE_INTEGER),
  );
}
