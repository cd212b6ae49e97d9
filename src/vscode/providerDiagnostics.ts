import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { plainLine } from "../base/plainLine.ts";
import type { Rejected } from "../settings/readSettings.ts";
import { settingPlaces } from "../settings/settingPlaces.ts";
import { readVirtualFile } from "./virtualFile.ts";

/** Shows what is wrong with the user's settings in the Problems panel, at the lines it is about. */
export type ProviderDiagnostics = Disposable & {
  /** Shows these and no others. What no file of the user's has a place for is not shown. */
  readonly show: (rejected: readonly Rejected[]) => Promise<void>;
};

type SettingsText = { readonly uri: vscode.Uri; readonly text: string };

/** The editor gives the user's files a scheme of their own, on a desktop as well. */
const userData = "vscode-userdata";
const userFile = /\/User\/(?:profiles\/[^/]+\/)?settings\.json$/;
/** Largest settings file that is looked into, in bytes. */
const largestFile = 1024 * 1024;

function isUserSettings({ scheme, path }: vscode.Uri): boolean {
  return scheme === userData && userFile.test(path);
}

/**
 * Where the user's settings can be, likeliest first: an open document; beside this extension's own storage, which is the
 * user's folder or their profile's; and, in a browser, in its storage.
 */
function candidates(globalStorage: vscode.Uri): readonly vscode.Uri[] {
  const beside = vscode.Uri.joinPath(globalStorage, "..", "..", "settings.json");
  const open = vscode.workspace.textDocuments.map(({ uri }) => uri).filter(isUserSettings);
  return [
    ...open,
    beside.with({ scheme: userData }),
    vscode.Uri.from({ scheme: userData, path: "/User/settings.json" }),
    beside,
  ];
}

async function textAt(uri: vscode.Uri): Promise<SettingsText | undefined> {
  const spelled = uri.toString();
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === spelled);
  if (document !== undefined) return { uri, text: document.getText() };
  const file = await readVirtualFile(uri, largestFile);
  return file.kind === "text" ? { uri, text: file.text } : undefined;
}

function positionAt(text: string, offset: number): vscode.Position {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
}

function diagnosticsIn({ text }: SettingsText, rejected: readonly Rejected[]): readonly vscode.Diagnostic[] {
  const placeOf = settingPlaces(text);
  return rejected.flatMap(({ key, path, sentence, severity }) => {
    const place = placeOf(`drawbridge.${key}`, path);
    if (place === undefined) return [];
    const range = new vscode.Range(
      positionAt(text, place.offset),
      positionAt(text, place.offset + place.length),
    );
    const level = vscode.DiagnosticSeverity[severity === "error" ? "Error" : "Warning"];
    const diagnostic = new vscode.Diagnostic(range, plainLine(sentence), level);
    diagnostic.source = "Drawbridge";
    return [diagnostic];
  });
}

/** Starts showing problems; `globalStorage` is where the editor keeps this extension's files. */
export function createProviderDiagnostics(globalStorage: vscode.Uri): ProviderDiagnostics {
  const store = new DisposableStore();
  const collection = store.add(vscode.languages.createDiagnosticCollection("drawbridge"));
  let shown: readonly Rejected[] = [];
  let round = 0;
  const find = async (): Promise<readonly (readonly [vscode.Uri, readonly vscode.Diagnostic[]])[]> => {
    for (const uri of candidates(globalStorage)) {
      const file = await textAt(uri);
      const found = file === undefined ? [] : diagnosticsIn(file, shown);
      // The file that sets what is wrong is the one the editor read it from.
      if (found.length > 0) return [[uri, found]];
    }
    return [];
  };
  const show = async (rejected: readonly Rejected[]): Promise<void> => {
    shown = rejected;
    round += 1;
    const mine = round;
    const found = shown.length === 0 ? [] : await find();
    if (mine !== round) return;
    collection.clear();
    for (const [uri, diagnostics] of found) collection.set(uri, diagnostics);
  };
  // What is shown stands at lines: typing can move them without changing any setting.
  const again = ({ uri }: vscode.TextDocument): void => {
    if (shown.length > 0 && isUserSettings(uri)) void show(shown);
  };
  store.add(vscode.workspace.onDidOpenTextDocument(again));
  store.add(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      again(document);
    }),
  );
  return {
    show,
    dispose: () => {
      round += 1;
      store.dispose();
    },
  };
}
