import * as vscode from "vscode";
import { excludedSentence } from "../chat/excludedSentence.ts";
import type { MentionRead } from "../chat/mentions.ts";
import { pictureFaultWords } from "../chat/pictureFaultWords.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { nameOf } from "../context/pathVerdict.ts";
import { readPicture, type PictureFault } from "../context/readPicture.ts";

/** Bytes of a file that is read at most: a camera's photo can have a preview in it that is left behind. */
const mostRead = 20_000_000;

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
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > mostRead) return faulty(path, { kind: "tooManyBytes", bytes: size });
    const read = readPicture(await vscode.workspace.fs.readFile(uri));
    if (!read.ok) return faulty(path, read.error);
    const source = { kind: "file", uri: address, path } as const;
    return { attachments: [{ source, languageId: "", text: "", picture: read.value }] };
  } catch {
    return { attachments: [], leftOut: `${nameOf(path)} could not be read.` };
  }
}

function faulty(path: string, fault: PictureFault): MentionRead {
  const tip =
    fault.kind === "notAPicture" ? "" : " A picture that you copy and paste is made smaller for you.";
  return { attachments: [], leftOut: pictureFaultWords(nameOf(path), fault) + tip };
}
