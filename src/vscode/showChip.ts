import * as vscode from "vscode";
import type { Attachment } from "../context/attachment.ts";
import { sourceLabel } from "../terms/source.ts";

const scheme = "drawbridge-context";

/** Opens the very text that goes along with a question, as a document that nobody can change. */
export async function showChip({ source, languageId, text }: Attachment): Promise<void> {
  // A command may hold slashes; it is one name all the same.
  const path = `/${sourceLabel(source).replace(/[\\/]/g, " ")}`;
  // A name of its own: the same lines may have had another text when they were asked about before.
  const uri = vscode.Uri.from({ scheme, path, query: crypto.randomUUID() });
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: () => text,
  });
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    if (languageId !== "") await vscode.languages.setTextDocumentLanguage(document, languageId);
    await vscode.window.showTextDocument(document, { preview: true });
  } finally {
    provider.dispose();
  }
}
