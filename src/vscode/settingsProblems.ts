import * as vscode from "vscode";
import type { Settings } from "../settings/readSettings.ts";

/** Shows each sentence about a wrong setting once per window. */
export function createSettingsProblems(): { readonly show: (settings: Settings) => void } {
  const told = new Set<string>();
  return {
    show: ({ rejected }) => {
      for (const { key, sentence } of rejected) {
        if (told.has(sentence)) continue;
        told.add(sentence);
        const open = "Open Settings";
        void vscode.window.showWarningMessage(sentence, open).then((answer) => {
          if (answer === open)
            void vscode.commands.executeCommand("workbench.action.openSettings", `drawbridge.${key}`);
        });
      }
    },
  };
}
