import * as vscode from "vscode";
import { excludedSentence } from "../chat/excludedSentence.ts";
import { filePicture, mostPictureFileBytes, type PictureFile } from "../chat/filePicture.ts";
import type { MentionRead } from "../chat/mentions.ts";
import type { PathGuard } from "../context/pathGuard.ts";

/** Whether a file is called like a picture that a model can be shown. */
export function isNamedPicture({ path }: Pick<vscode.Uri, "path">): boolean {
  return /\.(?:png|jpe?g|gif|webp)$/i.test(path);
}

/** Reads a picture that is mentioned, once the guard has said that it may be read. */
export async function readMentionedPicture(
  uri: vscode.Uri,
  guard: Pick<PathGuard, "judge">,
): Promise<MentionRead> {
  const address = uri.toString();
  const path = vscode.workspace.asRelativePath(uri);
  const verdict = await guard.judge(address);
  if (verdict.kind === "never")
    return { attachments: [], leftOut: excludedSentence({ uri: address, path, because: verdict }) };
  return filePicture({ uri: address, path }, await readFile(uri));
}

async function readFile(uri: vscode.Uri): Promise<PictureFile> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > mostPictureFileBytes) return { kind: "tooLarge", size };
    return { kind: "read", bytes: await vscode.workspace.fs.readFile(uri) };
  } catch {
    return { kind: "unreadable" };
  }
}
