import { join } from "node:path";
import * as vscode from "vscode";
import { DisposableStore, toDisposable, type Disposable } from "../base/disposable.ts";
import { later } from "../base/later.ts";
import { sizeWords } from "../base/sizeWords.ts";
import { CodeEmbedder } from "../chat/codeEmbedder.ts";
import { openCodebase } from "../chat/openCodebase.ts";
import type { CodeIndex } from "../context/codeIndex/codeIndex.ts";
import { codeIndexWords, embeddingWords } from "../chat/codeIndexWords.ts";
import { createCodeIndexFiles } from "./codeIndexFiles.ts";
import type { CodeIndexParts } from "./codeIndexParts.ts";
import { isTrusted } from "./windowPlace.ts";
import { say } from "../terms/words.ts";

/** The window's code index, and what its commands do. */
export type OpenCodeIndex = Disposable & {
  /** The path of what it keeps. */
  readonly folder: string;
  readonly index: CodeIndex;
  /** Builds it before the person's eyes; cancelling pauses it. */
  readonly build: () => Promise<void>;
  /** Pauses it, or goes on. */
  readonly toggle: () => Promise<void>;
  /** Deletes it, and says how large it was. */
  readonly delete: () => Promise<void>;
};

/** Tells the index what changes in the workspace. */
function follow(index: CodeIndex, guard: CodeIndexParts["guard"]): Disposable {
  const store = new DisposableStore();
  const touch = (uri: vscode.Uri): void => {
    index.touch(uri.toString());
  };
  const lookAgain = (): void => {
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) touch(uri);
  };
  const heard = (uri: vscode.Uri): void => {
    // Which files there are is another question then.
    if (uri.path.endsWith("/.gitignore")) lookAgain();
    else touch(uri);
  };
  const watcher = store.add(vscode.workspace.createFileSystemWatcher("**/*"));
  for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
    store.add(event(heard));
  store.add(vscode.workspace.onDidChangeWorkspaceFolders(lookAgain));
  store.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (["files.exclude", "search.exclude"].some((key) => event.affectsConfiguration(key))) lookAgain();
    }),
  );
  store.add(
    guard.onDidRefresh(() => {
      index.rulesChanged();
    }),
  );
  return store;
}

/** Says how far a build is, from now until it is over. */
function report(index: CodeIndex, progress: vscode.Progress<{ message?: string; increment?: number }>) {
  let shown = 0;
  return index.onDidChange((state) => {
    if (state.kind !== "building" || state.total === 0) return;
    const percent = (100 * state.done) / state.total;
    progress.report({
      message: say("{0} of {1} files", state.done, state.total),
      increment: percent - shown,
    });
    shown = percent;
  });
}

const title = say("Drawbridge: indexing code");

/** Shows a build that nobody asked for by a command in the status bar, from its start to its end. */
function showProgress(index: CodeIndex, isShown: () => boolean): Disposable {
  let end: (() => void) | undefined;
  return index.onDidChange(({ kind }) => {
    if (kind !== "building") {
      end?.();
      end = undefined;
    } else if (end === undefined && !isShown()) {
      const over = new Promise<void>((resolve) => (end = resolve));
      void vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, (progress) => {
        const reporting = report(index, progress);
        return over.finally(() => {
          reporting.dispose();
        });
      });
    }
  });
}

/** In a notification, since what the status bar shows cannot be cancelled. */
async function buildShown(index: CodeIndex, pause: () => Promise<void>): Promise<void> {
  const location = vscode.ProgressLocation.Notification;
  await vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
    const reporting = report(index, progress);
    const cancelling = token.onCancellationRequested(pause);
    await index.build();
    cancelling.dispose();
    reporting.dispose();
  });
  await index.lookForModel();
  const state = index.state();
  if (state.kind === "ready") void vscode.window.showInformationMessage(codeIndexWords(state));
}

/** Shows in the status bar how many parts have a vector, as long as more are being made. */
function showEmbedding(index: CodeIndex): Disposable {
  let tell: ((words: string) => void) | undefined;
  let end: (() => void) | undefined;
  const over = (): void => {
    end?.();
    [end, tell] = [undefined, undefined];
  };
  const listening = index.onDidChange((state) => {
    const words = embeddingWords(state);
    if (words === undefined) over();
    else if (tell !== undefined) tell(words);
    else {
      const location = vscode.ProgressLocation.Window;
      void vscode.window.withProgress({ location, title: say("Drawbridge: embedding code") }, (progress) => {
        tell = (message) => {
          progress.report({ message });
        };
        tell(words);
        return new Promise<void>((resolve) => (end = resolve));
      });
    }
  });
  return toDisposable(() => {
    listening.dispose();
    over();
  });
}

/**
 * Makes the index of this window, kept below the editor's own folder for its workspace. It does nothing yet, and nothing until
 * it is told to go on when a person paused it in an earlier window; a pause after a failure is not kept.
 */
export function openCodeIndex(
  storage: string,
  { searchExcludes, guard, embedding, pause: kept, log }: CodeIndexParts,
): OpenCodeIndex {
  const store = new DisposableStore();
  const folder = join(storage, "codeIndex");
  const clock = (): number => performance.now();
  const embedder = store.add(new CodeEmbedder({ ...embedding, clock, log }));
  const index = store.add(
    openCodebase({
      ...{ guard, embedder, clock, log, later, folder },
      editor: createCodeIndexFiles(searchExcludes),
      isAllowed: isTrusted,
      yieldNow: () => new Promise((resolve) => setImmediate(resolve)),
    }),
  );
  if (kept.isPaused()) index.pause();
  let building = 0;
  const pause = async (): Promise<void> => {
    index.pause();
    await kept.keep(true);
  };
  const build = async (): Promise<void> => {
    building += 1;
    await kept.keep(false);
    await buildShown(index, pause).finally(() => (building -= 1));
  };
  store.add(follow(index, guard));
  store.add(showProgress(index, () => building > 0));
  store.add(showEmbedding(index));
  return {
    ...{ index, folder },
    build,
    toggle: async () => {
      if (index.state().kind === "paused") return build();
      await pause();
      void vscode.window.showInformationMessage(
        say("The code index is paused. What it holds can be searched."),
      );
    },
    delete: async () => {
      const freed = await index.delete();
      await kept.keep(false);
      void vscode.window.showInformationMessage(say("The code index was deleted: {0}.", sizeWords(freed)));
    },
    dispose: () => {
      store.dispose();
    },
  };
}
