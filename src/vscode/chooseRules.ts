import * as vscode from "vscode";
import { shownName } from "../base/shownName.ts";
import type { RuleChoice, Rules } from "../chat/rules.ts";
import { isTrusted } from "./windowPlace.ts";
import { language, say } from "../terms/words.ts";

type Row = vscode.QuickPickItem & { readonly uri: string };

function rowOf({ file: { uri, path, isForSomeFiles }, tokens, isOn }: RuleChoice): Row {
  const size = say("{0} tok", tokens.toLocaleString(language()));
  const note = isForSomeFiles ? [say("it says that it is about some files only")] : [];
  return { uri, label: shownName(path), description: [size, ...note].join(" · "), picked: isOn };
}

/** Lets a person choose which of the project's rules go along with their questions. */
export async function chooseRules(rules: Rules): Promise<void> {
  const rows = (await rules.choices()).map(rowOf);
  if (rows.length === 0) {
    void vscode.window.showInformationMessage(
      isTrusted()
        ? say("This workspace has no rules. Write them into AGENTS.md or .drawbridge/rules/NAME.md.")
        : say("Drawbridge reads no rules of a workspace that you do not trust. Trust it first."),
    );
    return;
  }
  const picked = await vscode.window.showQuickPick(rows, {
    canPickMany: true,
    title: say("Rules of this workspace"),
    placeHolder: say("Choose the ones that go along with every question"),
  });
  if (picked !== undefined) await rules.choose(new Set(picked.map(({ uri }) => uri)));
}
