import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import type { Logger } from "../base/logger.ts";
import { commandTable, isHandedThings, type CommandId } from "./commandTable.ts";
import { say } from "../terms/words.ts";

/** What each command does. Only one in a menu of files or terminals is given anything, and anybody may call it with anything. */
export type CommandHandlers = { readonly [C in CommandId]: (...given: readonly unknown[]) => unknown };

/** Registers every command of the table; a handler that throws is logged and told once. */
export function registerCommands(handlers: CommandHandlers, log: Logger): Disposable {
  const store = new DisposableStore();
  for (const id of Object.keys(commandTable) as readonly CommandId[]) {
    const handle = async (...given: readonly unknown[]): Promise<void> => {
      try {
        await handlers[id](...(isHandedThings(id) ? given : []));
      } catch (error) {
        log.error(`${id} failed`, error);
        void vscode.window.showErrorMessage(
          say('"{0}" failed; Drawbridge\'s log has the details.', commandTable[id].title),
        );
      }
    };
    store.add(vscode.commands.registerCommand(id, handle));
  }
  return store;
}
