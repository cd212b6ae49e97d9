import * as vscode from "vscode";
import { messageText } from "../base/messageText.ts";
import type { Rejected, Settings } from "../settings/readSettings.ts";
import type { SettingKey } from "../settings/table.ts";
import { say } from "../terms/words.ts";

/** What is an object cannot be edited in the settings editor. */
function opener({ key, path }: Rejected): readonly [button: string, ...command: [string, unknown]] {
  const name = `drawbridge.${key}`;
  return path.length === 0
    ? [say("Open Settings"), "workbench.action.openSettings", name]
    : [say("Open settings.json"), "workbench.action.openSettingsJson", { revealSetting: { key: name } }];
}

/** What is done about wrong settings elsewhere. */
export type SettingsProblemsParts = {
  /** Shows all that is wrong now, where it stands. */
  readonly place: (rejected: readonly Rejected[]) => void;
  /** The user wants a key out of their settings: of which entry, under which property. */
  readonly moveKey: (id: string, property: string) => void;
};

async function ask(
  sentence: string,
  problem: Rejected,
  ...first: readonly string[]
): Promise<string | undefined> {
  const [open, ...command] = opener(problem);
  const answer = await vscode.window.showWarningMessage(messageText(sentence), ...first, open);
  if (answer === open) await vscode.commands.executeCommand(...command);
  return answer;
}

async function showKey(problem: Rejected, moveKey: SettingsProblemsParts["moveKey"]): Promise<void> {
  const move = say("Move to Secret Storage");
  const [id = "", property = ""] = problem.path;
  if ((await ask(problem.sentence, problem, move)) === move) moveKey(id, property);
}

/** One message for all that is wrong with one setting: where several entries are, it only counts them. */
function showWrong(problems: readonly Rejected[]): void {
  const [first] = problems;
  if (first === undefined) return;
  const entries = new Set(problems.map(({ path: [id] }) => id)).size;
  const counted = say(
    "{0} entries of drawbridge.{1} are wrong. The Problems panel says what, at the line of each.",
    entries,
    first.key,
  );
  void ask(entries === 1 ? first.sentence : counted, first);
}

/**
 * Shows each sentence about a policy file, and each question about a key, once per window; what is wrong with a setting
 * once until that setting is right again, so that nobody is told at every letter they write.
 */
export function createSettingsProblems({ place, moveKey }: SettingsProblemsParts): {
  readonly show: (settings: Settings) => void;
  readonly tell: (sentences: readonly string[]) => void;
} {
  const told = new Set<string>();
  const wrong = new Set<SettingKey>();
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
        if (problem.holdsKey !== true || told.has(problem.sentence)) continue;
        told.add(problem.sentence);
        void showKey(problem, moveKey);
      }
      const others = rejected.filter(({ holdsKey }) => holdsKey !== true);
      const keys = new Set(others.map(({ key }) => key));
      for (const key of wrong) if (!keys.has(key)) wrong.delete(key);
      for (const key of keys) {
        if (wrong.has(key)) continue;
        wrong.add(key);
        showWrong(others.filter((problem) => problem.key === key));
      }
    },
  };
}
