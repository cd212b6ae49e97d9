import * as vscode from "vscode";
import { shownName } from "../base/shownName.ts";
import type { RuleChoice, Rules } from "../chat/rules.ts";
import { isTrusted } from "./windowPlace.ts";

type Row = vscode.QuickPickItem & { readonly uri: string };

function rowOf({ file: { uri, path, isForSomeFiles }, tokens, isOn }: RuleChoice): Row {
  const size = `${tokens.toLocaleString("en")} tok`;
  const note = isForSomeFiles ? ["it says that it is about some files only"] : [];
  return { uri, label: shownName(path), description: [size, ...note].join(" · "), picked: isOn };
}

/** Lets a person choose which of the project's rules go along with their questions. */
export async function chooseRules(rules: Rules): Promise<void> {
  const rows = (await rules.choices()).map(rowOf);
  if (rows.length === 0) {
    void vscode.window.showInformationMessage(
      isTrusted()
        ? "This workspace has no rules. Write them into AGENTS.md or .drawbridge/rules/NAME.md."
        : "Drawbridge reads no rules of a workspace that you do not trust. Trust it first.",
    );
    return;
  }
  const picked = await vscode.window.showQuickPick(rows, {
    canPickMany: true,
    title: "Rules of this workspace",
    placeHolder: "Choose the ones that go along with every question",
  });
  if (picked !== undefined) await rules.choose(new Set(picked.map(({ uri }) => uri)));
}
