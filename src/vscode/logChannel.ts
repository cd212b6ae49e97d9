import * as vscode from "vscode";
import type { Logger } from "../base/logger.ts";
import type { Disposable } from "../base/disposable.ts";

/** The "Drawbridge" output channel. */
export type LogChannel = Logger & Disposable & { show(): void };

/** Opens the log; its level follows the editor's "Set Log Level". */
export function createLogChannel(): LogChannel {
  const channel = vscode.window.createOutputChannel("Drawbridge", { log: true });
  return {
    debug: (message) => {
      channel.debug(message);
    },
    info: (message) => {
      channel.info(message);
    },
    warn: (message) => {
      channel.warn(message);
    },
    error: (message, cause) => {
      channel.error(cause instanceof Error ? `${message}: ${cause.stack ?? cause.message}` : message);
    },
    show: () => {
      channel.show();
    },
    dispose: () => {
      channel.dispose();
    },
  };
}
