import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { later } from "../base/later.ts";
import type { Logger } from "../base/logger.ts";
import type { Here } from "../settings/readSettings.ts";
import { isCode } from "./editorContext.ts";

/** What is loaded, and when it is worth it. */
export type LoadForCodeParts = {
  readonly load: () => Promise<unknown>;
  /** Whether completion is on for a document. */
  readonly isOn: (here: Here) => boolean;
  readonly log: Pick<Logger, "error">;
};

/** Whoever looks at code for so long, in milliseconds, will type in it; the editor has settled by then. */
const lookingMs = 2000;

/** Loads completion when code has been before the person for a moment, so that the first key does not wait for it. */
export function loadForCode({ load, isOn, log }: LoadForCodeParts): Disposable {
  const store = new DisposableStore();
  let timer: Disposable | undefined;
  const look = (): void => {
    timer?.dispose();
    timer = later(lookingMs, () => {
      const document = vscode.window.activeTextEditor?.document;
      if (document === undefined || !isCode(document)) return;
      if (!isOn({ languageId: document.languageId, uri: document.uri.toString() })) return;
      load().catch((error: unknown) => {
        log.error("Completion could not be loaded", error);
      });
    });
  };
  store.add(vscode.window.onDidChangeActiveTextEditor(look));
  store.add({
    dispose: () => {
      timer?.dispose();
    },
  });
  look();
  return store;
}
