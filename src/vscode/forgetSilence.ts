import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import type { IndicatorSource } from "../privacy/indicatorSource.ts";

/** Takes back why completion was silent when another document, or another language, has the keyboard. */
export function forgetSilence(indicator: Pick<IndicatorSource, "setSilence">): Disposable {
  const store = new DisposableStore();
  const forget = (): void => {
    indicator.setSilence(undefined);
  };
  store.add(vscode.window.onDidChangeActiveTextEditor(forget));
  // A document whose language changes is closed and opened again.
  store.add(
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (document === vscode.window.activeTextEditor?.document) forget();
    }),
  );
  return store;
}
