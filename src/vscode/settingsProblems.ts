import * as vscode from "vscode";
import { plainLine } from "../base/plainLine.ts";
import { withoutLinks } from "../base/withoutLinks.ts";
import type { Rejected, Settings } from "../settings/readSettings.ts";

/** Whoever wrote a setting or a policy file chose some of the words. */
function asText(sentence: string): string {
  return withoutLinks(plainLine(sentence));
}

/** What is an object cannot be edited in the settings editor. */
function opener({ key, path }: Rejected): readonly [button: string, ...command: [string, unknown]] {
  const name = `drawbridge.${key}`;
  return path.length === 0
    ? ["Open Settings", "workbench.action.openSettings", name]
    : ["Open settings.json", "workbench.action.openSettingsJson", { revealSetting: { key: name } }];
}

/** Shows each sentence about a wrong setting or policy file once per window; `place` shows all that is wrong now. */
export function createSettingsProblems(place: (rejected: readonly Rejected[]) => void): {
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
      place(rejected);
      for (const problem of rejected) {
        if (told.has(problem.sentence)) continue;
        told.add(problem.sentence);
        const [open, ...command] = opener(problem);
        void vscode.window.showWarningMessage(asText(problem.sentence), open).then((answer) => {
          if (answer === open) void vscode.commands.executeCommand(...command);
        });
      }
    },
  };
}
