import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { say } from "../terms/words.ts";
import type { ProposalDesk } from "./proposalDesk.ts";
import { proposalScheme } from "./proposalScheme.ts";

/** No command of the palette: it is about the change that its lens stands above. */
const decideCommand = "drawbridge.decideHunk";

/** Puts "Accept" and "Reject" above each change of a proposal, where the editor shows such lines in diffs. */
export function registerHunkLenses(desk: ProposalDesk): Disposable {
  const store = new DisposableStore();
  const changed = store.add(new vscode.EventEmitter<void>());
  store.add(
    desk.pages.onDidChangeHunks(() => {
      changed.fire();
    }),
  );
  store.add(
    vscode.commands.registerCommand(decideCommand, async (...given: readonly unknown[]) => {
      const [right, id, verdict] = given;
      if (typeof right !== "string" || typeof id !== "number") return;
      const at = desk.pages.at(vscode.Uri.parse(right, true));
      if (at === undefined) return;
      const decided = { uri: at.uri, hunk: id };
      await (verdict === "accept" ? desk.accept(at.proposal, decided) : desk.reject(at.proposal, decided));
    }),
  );
  store.add(
    vscode.languages.registerCodeLensProvider(
      { scheme: proposalScheme },
      {
        onDidChangeCodeLenses: changed.event,
        provideCodeLenses: ({ uri }) =>
          desk.pages.hunksIn(uri).flatMap(({ id, proposedAt }) => {
            const range = new vscode.Range(proposedAt, 0, proposedAt, 0);
            const lens = (title: string, verdict: string): vscode.CodeLens =>
              new vscode.CodeLens(range, {
                title,
                command: decideCommand,
                arguments: [uri.toString(), id, verdict],
              });
            return [lens(say("Accept"), "accept"), lens(say("Reject"), "reject")];
          }),
      },
    ),
  );
  return store;
}
