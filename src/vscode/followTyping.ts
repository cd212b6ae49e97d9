import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { later } from "../base/later.ts";
import type { Acceptance } from "../completion/acceptance.ts";
import { isCode } from "./editorContext.ts";

/** A pause in typing, at a position. */
export type Pause = {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  /** It is long enough for a server to read a prompt with other code from elsewhere in it. */
  readonly isLong: boolean;
  readonly signal: AbortSignal;
};

/** Who hears of what a person does in code. */
export type TypingListeners = {
  readonly acceptance: Pick<Acceptance, "changed" | "moved" | "closed">;
  readonly onPause: (pause: Pause) => void;
};

/** Follows what a person types. */
export type Typing = Disposable & {
  /** Milliseconds since a document was last changed, by the clock of `performance`. */
  readonly sinceKeyMs: (uri: string) => number;
};

const shortMs = 700;
const longMs = 5000;

/** Tells of every change and move in code, and of the pauses between them. */
export function followTyping({ acceptance, onPause }: TypingListeners): Typing {
  const store = new DisposableStore();
  const changedAtMs = new Map<string, number>();
  let timers: readonly Disposable[] = [];
  let controller = new AbortController();
  const wait = (): void => {
    controller.abort();
    for (const timer of timers) timer.dispose();
    const { signal } = (controller = new AbortController());
    const pause = (isLong: boolean) => (): void => {
      const editor = vscode.window.activeTextEditor;
      if (editor === undefined || !isCode(editor.document)) return;
      onPause({ document: editor.document, position: editor.selection.active, isLong, signal });
    };
    timers = [later(shortMs, pause(false)), later(longMs, pause(true))];
  };
  store.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!isCode(document) || contentChanges.length === 0) return;
      const uri = document.uri.toString();
      changedAtMs.set(uri, performance.now());
      const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        offset: rangeOffset,
        removed: rangeLength,
        text,
      }));
      acceptance.changed({ uri, changes });
      wait();
    }),
  );
  store.add(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document, selections } }) => {
      if (!isCode(document)) return;
      const [only, ...others] = selections;
      const isOne = only?.isEmpty === true && others.length === 0;
      const offset = isOne ? document.offsetAt(only.active) : undefined;
      acceptance.moved(offset === undefined ? undefined : { uri: document.uri.toString(), offset });
      wait();
    }),
  );
  store.add(vscode.window.onDidChangeActiveTextEditor(wait));
  store.add(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      changedAtMs.delete(uri.toString());
      acceptance.closed(uri.toString());
    }),
  );
  store.add({
    dispose: () => {
      controller.abort();
      for (const timer of timers) timer.dispose();
    },
  });
  return {
    sinceKeyMs: (uri) => performance.now() - (changedAtMs.get(uri) ?? performance.now()),
    dispose: () => {
      store.dispose();
    },
  };
}
