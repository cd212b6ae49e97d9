import type * as vscode from "vscode";

const key = "codeIndex.isPaused";

/** Whether a person paused the code index of a workspace; `state` is the editor's own store of it. */
export type KeptPause = {
  readonly isPaused: () => boolean;
  readonly keep: (isPaused: boolean) => Thenable<void>;
};

/** Remembers a pause of the code index for the workspace's next windows. */
export function createKeptPause(state: vscode.Memento): KeptPause {
  return {
    isPaused: () => state.get<unknown>(key) === true,
    keep: (isPaused) => state.update(key, isPaused || undefined),
  };
}
