import * as vscode from "vscode";
import { importConversation, type ImportedConversation } from "../chat/conversationImport.ts";
import { readVirtualFile } from "./virtualFile.ts";

/** The most bytes of a file that is imported: longer than a year of talk, short enough to be read at once. */
const limitBytes = 64 * 1024 * 1024;

const sentences = {
  newer: "A newer Drawbridge wrote this conversation. Update Drawbridge to import it.",
  tooLong: "This conversation is longer than Drawbridge can import.",
  notAConversation: "This file is no conversation that Drawbridge exported.",
} as const;

function refuse(sentence: string): void {
  void vscode.window.showWarningMessage(`${sentence} Nothing was imported.`);
}

/** Lets a person choose a file, and reads it for a conversation with this id; `undefined` when there is none, which is told. */
export async function chooseImport(id: string): Promise<ImportedConversation | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: "Import Conversation",
      openLabel: "Import",
      filters: { Conversations: ["json", "jsonl"] },
    })) ?? [];
  if (uri === undefined) return undefined;
  const file = await readVirtualFile(uri, limitBytes);
  if (file.kind === "text") {
    const read = importConversation(file.text, id);
    if (read.ok) return read.value;
    refuse(sentences[read.error]);
  } else refuse(`This file ${file.kind === "missing" ? "is not there any more" : file.because}.`);
  return undefined;
}
