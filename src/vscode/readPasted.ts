import * as vscode from "vscode";
import { cutText } from "../chat/cutText.ts";
import { largestAttachment } from "../chat/largestAttachment.ts";
import { cutWords } from "../chat/leftOutWords.ts";
import type { MentionRead } from "../chat/mentions.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import type { FileSource } from "../terms/source.ts";
import { documentPath, isCode } from "./editorContext.ts";

/**
 * Takes in a pasted text. When a document that is open holds it, it is that document's, with its lines, and the rules about
 * that hold; a document that may not be read is not looked into, so that its text counts as the person's own.
 */
export async function readPasted(pasted: string, guard: Pick<PathGuard, "judge">): Promise<MentionRead> {
  const whole = pasted.replaceAll("\r\n", "\n");
  const { text, cut } = cutText(whole, largestAttachment);
  const held = cut === undefined ? await documentWith(text, guard) : undefined;
  if (held !== undefined) return { attachments: [{ ...held, text }] };
  const lineCount = text.split("\n").length;
  const words = cut && cutWords(cut, "first");
  return {
    attachments: [
      {
        source: { kind: "pasted", id: crypto.randomUUID(), lineCount },
        ...{ languageId: "", text },
        ...(words !== undefined && { cut: words }),
      },
    ],
    ...(words !== undefined && { leftOut: `What you pasted is long: the ${words} go along.` }),
  };
}

type Held = { readonly source: FileSource; readonly languageId: string };

/** The first open document that may be read and holds a text. */
async function documentWith(text: string, guard: Pick<PathGuard, "judge">): Promise<Held | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  const others = vscode.workspace.textDocuments.filter((document) => document !== active);
  for (const document of [...(active === undefined ? [] : [active]), ...others].filter(isCode)) {
    if ((await guard.judge(document.uri.toString())).kind === "never") continue;
    const lines = linesOf(text, document.getText().replaceAll("\r\n", "\n"));
    if (lines === undefined) continue;
    const source = {
      kind: "file",
      uri: document.uri.toString(),
      path: documentPath(document),
      lines,
    } as const;
    return { source, languageId: document.languageId };
  }
  return undefined;
}

function linesOf(part: string, whole: string): FileSource["lines"] {
  const wanted = part.replace(/\n+$/, "");
  const at = whole.indexOf(wanted);
  if (at === -1 || wanted.trim() === "") return undefined;
  const first = whole.slice(0, at).split("\n").length;
  return { first, last: first + wanted.split("\n").length - 1 };
}
