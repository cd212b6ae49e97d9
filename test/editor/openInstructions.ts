import { openInstructions, type Instructions } from "../../src/vscode/openInstructions.ts";

/** The rules and prompts of the open workspace, where no path rule is about any file. */
export function openWorkspaceInstructions(): Instructions {
  const stored = new Map<string, unknown>();
  const guard = {
    judge: () => Promise.resolve({ kind: "allowed" } as const),
    onDidRefresh: () => ({ dispose: () => undefined }),
  };
  const store = {
    get: (key: string) => stored.get(key),
    set: (key: string, value: unknown) => {
      stored.set(key, value);
      return Promise.resolve();
    },
  };
  return openInstructions(guard, store);
}
