import { homedir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { conversationJson } from "../chat/conversationExport.ts";
import { readEvents } from "../chat/conversationFile.ts";
import { conversationMarkdown } from "../chat/conversationMarkdown.ts";
import type { LocalTime } from "../privacy/localTime.ts";
import { say } from "../terms/words.ts";

type Format = vscode.QuickPickItem & {
  readonly extension: string;
  /** `undefined` when the text is no conversation. */
  readonly write: (text: string, time: LocalTime) => string | undefined;
};

const formats: readonly Format[] = [
  {
    label: "Markdown",
    detail: say("To be read: questions, answers, and the text of the files that went along"),
    extension: "md",
    write: (text, { day, clock }) => {
      const read = readEvents(text);
      const words = (iso: string): string => `${day(iso)} ${clock(iso).slice(0, 5)}`;
      return read.ok ? conversationMarkdown(read.value, words) : undefined;
    },
  },
  {
    label: "JSON",
    detail: say("Everything as it is kept, to be imported again"),
    extension: "json",
    write: conversationJson,
  },
];

/** The title as the name of a file. */
function fileName(title: string, extension: string): string {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return `${words.join("-").slice(0, 50) || "conversation"}.${extension}`;
}

/** What is exported: the text of a conversation's file. */
export type Exported = { readonly title: string; readonly text: string };

/** Asks for a format and a place, and writes the conversation there. Nothing is written when somebody cancels. */
export async function exportConversation({ title, text }: Exported, time: LocalTime): Promise<void> {
  const format = await vscode.window.showQuickPick(formats, {
    title: say("Export Conversation"),
    placeHolder: say("What should the file hold?"),
  });
  if (format === undefined) return;
  const { label, extension, write } = format;
  const written = write(text, time);
  if (written === undefined) {
    void vscode.window.showErrorMessage(say("This conversation is damaged and could not be exported."));
    return;
  }
  const target = await vscode.window.showSaveDialog({
    title: say("Export Conversation"),
    saveLabel: say("Export"),
    filters: { [label]: [extension] },
    // Not the workspace: what was asked there would be a commit away from everybody who reads the repository.
    defaultUri: vscode.Uri.file(join(homedir(), fileName(title, extension))),
  });
  if (target === undefined) return;
  await vscode.workspace.fs.writeFile(target, Buffer.from(written));
  void vscode.window.showInformationMessage(say("The conversation was exported."));
}
