import * as vscode from "vscode";
import { later } from "../base/later.ts";

/** Milliseconds after which a person wonders what is going on. */
const patienceMs = 500;

/** Does something that may take long: after a while it is shown, and can be cancelled there. */
export async function withLateProgress<T>(
  title: string,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const cancelled = new AbortController();
  const working = work(AbortSignal.any([signal, cancelled.signal]));
  const showing = later(patienceMs, () => {
    const location = vscode.ProgressLocation.Notification;
    void vscode.window.withProgress({ location, title, cancellable: true }, async (_progress, token) => {
      token.onCancellationRequested(() => {
        cancelled.abort();
      });
      await working.catch(() => undefined);
    });
  });
  return working.finally(() => {
    showing.dispose();
  });
}
