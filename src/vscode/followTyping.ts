import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { later } from "../base/later.ts";
import type { Acceptance } from "../completion/acceptance.ts";
import { isCode } from "./editorContext.ts";

/** A pause in typing, at a position. */
export type Pause = {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  /** The document was changed while it was followed, not only looked at. */
  readonly wasTyped: boolean;
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
  /** Milliseconds since a document was last changed; 0 for one that never was. */
  readonly sinceKeyMs: (uri: string) => number;
  /** Tells of the next pauses as if a key had been pressed now. */
  readonly awaitPause: () => void;
};

const shortMs = 700;
const longMs = 5000;

/** Tells of every pause, a short one first. */
function watchPauses(
  onPause: (pause: Omit<Pause, "wasTyped">) => void,
): Disposable & { readonly restart: () => void } {
  let timers: readonly Disposable[] = [];
  // Only of a pause that was told: most keys come before any.
  let told: AbortController | undefined;
  const stop = (): void => {
    told?.abort();
    told = undefined;
    for (const timer of timers) timer.dispose();
  };
  const pause = (isLong: boolean) => (): void => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || !isCode(editor.document)) return;
    const { signal } = (told ??= new AbortController());
    onPause({ document: editor.document, position: editor.selection.active, isLong, signal });
  };
  return {
    restart: () => {
      stop();
      timers = [later(shortMs, pause(false)), later(longMs, pause(true))];
    },
    dispose: stop,
  };
}

/** The one place where somebody types; `undefined` where there are several, or something is selected. */
function caretOf({ document, selections }: vscode.TextEditor): { uri: string; offset: number } | undefined {
  const [only, ...others] = selections;
  if (only?.isEmpty !== true || others.length > 0) return undefined;
  return { uri: document.uri.toString(), offset: document.offsetAt(only.active) };
}

/** Tells of every change and move in code, and of the pauses between them. */
export function followTyping({ acceptance, onPause }: TypingListeners): Typing {
  const store = new DisposableStore();
  const changedAtMs = new Map<string, number>();
  const pauses = store.add(
    watchPauses((pause) => {
      onPause({ ...pause, wasTyped: changedAtMs.has(pause.document.uri.toString()) });
    }),
  );
  store.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!isCode(document) || contentChanges.length === 0) return;
      const uri = document.uri.toString();
      changedAtMs.set(uri, performance.now());
      const changes = contentChanges.map(({ rangeOffset: offset, rangeLength: removed, text }) => {
        return { offset, removed, text };
      });
      acceptance.changed({ uri, changes });
      pauses.restart();
    }),
  );
  store.add(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (!isCode(textEditor.document)) return;
      acceptance.moved(caretOf(textEditor));
      pauses.restart();
    }),
  );
  store.add(vscode.window.onDidChangeActiveTextEditor(pauses.restart));
  store.add(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      changedAtMs.delete(uri.toString());
      acceptance.closed(uri.toString());
    }),
  );
  // Whoever opened a file and reads it is about to type.
  pauses.restart();
  const sinceKeyMs = (uri: string): number => {
    const now = performance.now();
    return now - (changedAtMs.get(uri) ?? now);
  };
  return {
    sinceKeyMs,
    awaitPause: pauses.restart,
    dispose: () => {
      store.dispose();
    },
  };
}
