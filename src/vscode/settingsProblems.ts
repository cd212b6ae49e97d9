import * as vscode from "vscode";
import { plainLine } from "../base/plainLine.ts";
import { withoutLinks } from "../base/withoutLinks.ts";
import type { Settings } from "../settings/readSettings.ts";

/** Whoever wrote a setting or a policy file chose some of the words. */
function asText(sentence: string): string {
  return withoutLinks(plainLine(sentence));
}

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
        void vscode.window.showWarningMessage(asText(sentence));
      }
    },
    show: ({ rejected }) => {
      for (const { key, sentence } of rejected) {
        if (told.has(sentence)) continue;
        told.add(sentence);
        const open = "Open Settings";
        void vscode.window.showWarningMessage(asText(sentence), open).then((answer) => {
          if (answer === open)
            void vscode.commands.executeCommand("workbench.action.openSettings", `drawbridge.${key}`);
        });
      }
    },
  };
}
