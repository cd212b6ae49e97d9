import * as vscode from "vscode";
import type { Settings } from "../settings/readSettings.ts";

/** Shows each sentence about a wrong setting or policy file once per window. */
export function createSettingsProblems(): {
  readonly show: (settings: Settings) => void;
  readonly tell: (sentences: readonly string[]) => void;
} {
  const told = new Set<string>();
  return {
    tell: (sentences) => {
      for (const sentence of sentences) {
        if (told.has(sentence)) continue;
        told.add(sentence);
        void vscode.window.showWarningMessage(sentence);
      }
    },
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
