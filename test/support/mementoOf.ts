/** The editor's own store of a workspace, without an editor. */
import type * as vscode from "vscode";

/** A store over what is kept, which a test can look at and hand on to the next window. */
export function mementoOf(stored: Map<string, unknown> = new Map<string, unknown>()): vscode.Memento {
  return {
    keys: () => [...stored.keys()],
    get: (key: string, fallback?: unknown) => stored.get(key) ?? fallback,
    update: (key, value) => {
      if (value === undefined) stored.delete(key);
      else stored.set(key, value);
      return Promise.resolve();
    },
  };
}
