import * as vscode from "vscode";
import type { LazyCodeIndex } from "./lazyCodeIndex.ts";
import type { OpenCodeIndex } from "./openCodeIndex.ts";
import { isTrusted } from "./windowPlace.ts";
import { say } from "../terms/words.ts";

/** The commands about the code index, which is loaded with the first one that is run. */
export function codeIndexCommands(codeIndex: Pick<LazyCodeIndex, "load">) {
  const withIndex = (run: (open: OpenCodeIndex) => Promise<unknown>) => async (): Promise<void> => {
    const open = isTrusted() ? await codeIndex.load() : undefined;
    if (open !== undefined) await run(open);
    else
      void vscode.window.showInformationMessage(
        isTrusted()
          ? say("No folder is open. Open one to have its code indexed.")
          : say("Drawbridge does not index a workspace that you do not trust. Trust it first."),
      );
  };
  return {
    "drawbridge.buildCodeIndex": withIndex((open) => open.build()),
    "drawbridge.toggleCodeIndex": withIndex((open) => open.toggle()),
    "drawbridge.deleteCodeIndex": withIndex((open) => open.delete()),
  };
}
