import * as vscode from "vscode";
import { importConversation, type ImportedConversation } from "../chat/conversationImport.ts";
import { readVirtualFile } from "./virtualFile.ts";
import { say } from "../terms/words.ts";

/** The most bytes of a file that is imported: longer than a year of talk, short enough to be read at once. */
const limitBytes = 64 * 1024 * 1024;

const sentences = {
  newer: say("A newer Drawbridge wrote this conversation. Update Drawbridge to import it."),
  tooLong: say("This conversation is longer than Drawbridge can import."),
  notAConversation: say("This file is no conversation that Drawbridge exported."),
} as const;

function refuse(sentence: string): void {
  void vscode.window.showWarningMessage(say("{0} Nothing was imported.", sentence));
}

/** Lets a person choose a file, and reads it for a conversation with this id; `undefined` when there is none, which is told. */
export async function chooseImport(id: string): Promise<ImportedConversation | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: say("Import Conversation"),
      openLabel: say("Import"),
      filters: { [say("Conversations")]: ["json", "jsonl"] },
    })) ?? [];
  if (uri === undefined) return undefined;
  const file = await readVirtualFile(uri, limitBytes);
  if (file.kind === "text") {
    const read = importConversation(file.text, id);
    if (read.ok) return read.value;
    refuse(sentences[read.error]);
  } else
    refuse(
      file.kind === "missing" ? say("This file is not there any more.") : say("This file {0}.", file.because),
    );
  return undefined;
}
