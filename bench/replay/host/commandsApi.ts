import { Disposable } from "./disposable.ts";
import type { Host } from "./host.ts";
import { tolerant } from "./tolerant.ts";

type Handler = (...given: readonly unknown[]) => unknown;

/** `vscode.commands`: runs what extensions registered; the language servers behind `vscode.execute…` find nothing. */
export function commandsApi({ commands }: Host): object {
  const register = (id: string, handle: Handler, thisArg?: unknown): Disposable => {
    commands.set(id, (...given) => handle.apply(thisArg, [...given]));
    return new Disposable(() => commands.delete(id));
  };
  return tolerant({
    registerCommand: register,
    registerTextEditorCommand: register,
    getCommands: () => Promise.resolve([...commands.keys()]),
    executeCommand: async (id: string, ...given: readonly unknown[]): Promise<unknown> => {
      const handle = commands.get(id);
      if (handle !== undefined) return await handle(...given);
      return id.startsWith("vscode.execute") ? [] : undefined;
    },
  });
}
