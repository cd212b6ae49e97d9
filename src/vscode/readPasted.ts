import * as vscode from "vscode";
import { cutText } from "../chat/cutText.ts";
import { largestAttachment } from "../chat/largestAttachment.ts";
import { cutWords } from "../chat/leftOutWords.ts";
import type { MentionRead } from "../chat/mentions.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import type { FileSource, PastedSource } from "../terms/source.ts";
import { documentPath, isCode } from "./editorContext.ts";
import type { Lines } from "./readMentioned.ts";
import { say } from "../terms/words.ts";

/**
 * Takes in a pasted text. When a document that is open holds it, it is that document's, with its lines, and the rules about
 * that hold; a document that may not be read is not looked into, so that its text counts as the person's own.
 */
export async function readPasted(pasted: string, guard: Pick<PathGuard, "judge">): Promise<MentionRead> {
  const { text, cut } = cutText(pasted.replaceAll("\r\n", "\n"), largestAttachment);
  // What goes along is looked up, cut or not: whatever document holds the whole holds that.
  const held = await documentWith(text, guard);
  const words = cut && cutWords(cut, "first");
  return {
    attachments: [
      {
        source: held === undefined ? ownSource(text) : sourceIn(held),
        ...{ languageId: held?.document.languageId ?? "", text },
        ...(words !== undefined && { cut: words }),
      },
    ],
    ...(words !== undefined && { leftOut: say("What you pasted is long: the {0} go along.", words) }),
  };
}

function ownSource(text: string): PastedSource {
  return { kind: "pasted", id: crypto.randomUUID(), lineCount: text.replace(/\n$/, "").split("\n").length };
}

/** A document that holds a text, and the lines that it has there. */
type Held = { readonly document: vscode.TextDocument; readonly lines: Lines };

function sourceIn({ document, lines }: Held): FileSource {
  return { kind: "file", uri: document.uri.toString(), path: documentPath(document), lines };
}

/**
 * The open document that may be read and holds a text. When there are several it is one that stays on this device, if any
 * does: which of them the text was copied from is not known. Of equals the active one comes first.
 */
async function documentWith(text: string, guard: Pick<PathGuard, "judge">): Promise<Held | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  const others = vscode.workspace.textDocuments.filter((document) => document !== active);
  let found: Held | undefined;
  for (const document of [...(active === undefined ? [] : [active]), ...others].filter(isCode)) {
    const { kind } = await guard.judge(document.uri.toString());
    if (kind === "never" || (kind === "allowed" && found !== undefined)) continue;
    const lines = linesOf(text, document.getText().replaceAll("\r\n", "\n"));
    if (lines === undefined) continue;
    found = { document, lines };
    if (kind === "deviceOnly") break;
  }
  return found;
}

function linesOf(part: string, whole: string): Lines | undefined {
  const wanted = part.trimEnd();
  const at = whole.indexOf(wanted);
  if (at === -1 || wanted === "") return undefined;
  const first = whole.slice(0, at).split("\n").length;
  return { first, last: first + wanted.split("\n").length - 1 };
}
