import * as vscode from "vscode";
import type { Disposable } from "../base/disposable.ts";
import { withoutLineEnd } from "../base/withoutLineEnd.ts";
import { later } from "../base/later.ts";
import type { ContextPorts, FindDefinitions, OpenDocument } from "../completion/contextPorts.ts";
import { definitionTargets, linesOf } from "./definitionTargets.ts";
import { documentLength, documentPath, isCode } from "./editorContext.ts";

/** Documents that are remembered as looked at. */
const mostRecent = 40;

function openDocument(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
}

/** A command of the editor's that asks the language servers about a position. */
function asking(command: string): FindDefinitions {
  return async (uri, offset) => {
    const document = openDocument(uri);
    if (document === undefined) return [];
    return definitionTargets(
      await vscode.commands.executeCommand(command, document.uri, document.positionAt(offset)),
    );
  };
}

const readLines: ContextPorts["readLines"] = async (uri, { first, last }) => {
  const document = openDocument(uri) ?? (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)));
  const range = new vscode.Range(new vscode.Position(first - 1, 0), new vscode.Position(last, 0));
  return { path: documentPath(document), text: withoutLineEnd(document.getText(range)) };
};

function described(document: vscode.TextDocument): OpenDocument {
  return {
    uri: document.uri.toString(),
    path: documentPath(document),
    languageId: document.languageId,
    version: document.version,
    characters: documentLength(document),
    read: () => document.getText(),
  };
}

const problems: ContextPorts["problems"] = (uri) =>
  vscode.languages
    .getDiagnostics(vscode.Uri.parse(uri))
    .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
    .map(({ range, message }) => ({ lines: linesOf(range), message }));

/** Follows which documents are looked at. */
function followLooks(): Disposable & { readonly recent: () => readonly vscode.TextDocument[] } {
  let looked: readonly string[] = [];
  const look = (editor: vscode.TextEditor | undefined): void => {
    if (editor === undefined) return;
    const uri = editor.document.uri.toString();
    looked = [uri, ...looked.filter((each) => each !== uri)].slice(0, mostRecent);
  };
  vscode.window.visibleTextEditors.forEach(look);
  look(vscode.window.activeTextEditor);
  const listening = vscode.window.onDidChangeActiveTextEditor(look);
  return {
    // A document that was only read for somebody, and never looked at, is none of them.
    recent: () => looked.flatMap((uri) => openDocument(uri) ?? []).filter(isCode),
    dispose: () => {
      listening.dispose();
    },
  };
}

/** The editor as completion gathers context from it. Nothing here judges: who asks has asked the guard before. */
export function createCompletionContextPorts(guard: ContextPorts["guard"]): ContextPorts & Disposable {
  const looks = followLooks();
  return {
    guard,
    definitions: asking("vscode.executeDefinitionProvider"),
    typeDefinitions: asking("vscode.executeTypeDefinitionProvider"),
    readLines,
    openDocuments: () => looks.recent().map(described),
    problems,
    onDidChange: (listener) =>
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (!isCode(document)) return;
        const uri = document.uri.toString();
        for (const { range, text } of contentChanges)
          listener({ uri, lines: linesOf(range), becameLines: text.split("\n").length });
      }),
    onDidClose: (listener) =>
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        listener(uri.toString());
      }),
    clock: () => performance.now(),
    later,
    yieldNow: () => new Promise((resolve) => setImmediate(resolve)),
    dispose: () => {
      looks.dispose();
    },
  };
}
