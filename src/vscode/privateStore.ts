import type * as vscode from "vscode";
import type { PrivateStore } from "../privacy/workspacePolicy.ts";

/** The editor's global state: outside every repository, and never marked for sync. */
export function createPrivateStore(state: vscode.Memento): PrivateStore {
  return {
    get: (key) => state.get<unknown>(key),
    set: async (key, value) => {
      await state.update(key, value);
    },
    keys: () => state.keys(),
  };
}
