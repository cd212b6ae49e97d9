import * as vscode from "vscode";
import { messageText } from "../base/messageText.ts";
import type { Rejected, Settings } from "../settings/readSettings.ts";

/** What is an object cannot be edited in the settings editor. */
function opener({ key, path }: Rejected): readonly [button: string, ...command: [string, unknown]] {
  const name = `drawbridge.${key}`;
  return path.length === 0
    ? ["Open Settings", "workbench.action.openSettings", name]
    : ["Open settings.json", "workbench.action.openSettingsJson", { revealSetting: { key: name } }];
}

/** What is done about wrong settings elsewhere. */
export type SettingsProblemsParts = {
  /** Shows all that is wrong now, where it stands. */
  readonly place: (rejected: readonly Rejected[]) => void;
  /** The user wants a key out of their settings: of which entry, under which property. */
  readonly moveKey: (id: string, property: string) => void;
};

function showProblem(problem: Rejected, moveKey: SettingsProblemsParts["moveKey"]): void {
  const [open, ...command] = opener(problem);
  const move = "Move to Secret Storage";
  const buttons = problem.holdsKey === true ? [move, open] : [open];
  const [id = "", property = ""] = problem.path;
  void vscode.window.showWarningMessage(messageText(problem.sentence), ...buttons).then((answer) => {
    if (answer === move) moveKey(id, property);
    else if (answer === open) void vscode.commands.executeCommand(...command);
  });
}

/** Shows each sentence about a wrong setting or policy file once per window. */
export function createSettingsProblems({ place, moveKey }: SettingsProblemsParts): {
  readonly show: (settings: Settings) => void;
  readonly tell: (sentences: readonly string[]) => void;
} {
  const told = new Set<string>();
  return {
    tell: (sentences) => {
      for (const sentence of sentences) {
        if (told.has(sentence)) continue;
        told.add(sentence);
        void vscode.window.showWarningMessage(messageText(sentence));
      }
    },
    show: ({ rejected }) => {
      place(rejected);
      for (const problem of rejected) {
        if (told.has(problem.sentence)) continue;
        told.add(problem.sentence);
        showProblem(problem, moveKey);
      }
    },
  };
}
