import * as vscode from "vscode";
import type { Disposable } from "../base/disposable.ts";
import { offeredActions, type CodeTask, type OfferedAction } from "../edit/actions/offeredActions.ts";
import { codeSchemes } from "../terms/codeSchemes.ts";
import type { CommandId } from "./commandTable.ts";

/** The command that does each task. */
const commands: { readonly [T in CodeTask]: CommandId } = {
  fix: "drawbridge.fix",
  explain: "drawbridge.explain",
  writeDocs: "drawbridge.writeDocs",
  writeTests: "drawbridge.writeTests",
};

const { QuickFix, RefactorRewrite } = vscode.CodeActionKind;

/** Offers what can be done with code where the editor lists such things. Nothing is asked or read for that. */
export function registerCodeActions(isOn: () => boolean): Disposable {
  return vscode.languages.registerCodeActionsProvider(
    codeSchemes.map((scheme) => ({ scheme })),
    {
      provideCodeActions: (document, range, { diagnostics, only, triggerKind }) =>
        isOn()
          ? offeredActions({
              problemLines: diagnostics.filter(isWrong).map((one) => one.range.start.line),
              only: only?.value ?? "",
              isAsked: triggerKind === vscode.CodeActionTriggerKind.Invoke,
              isWholeDocument: document.uri.scheme !== "vscode-notebook-cell",
            }).map((offered) => codeAction(offered, { document, range, diagnostics }))
          : [],
    },
    { providedCodeActionKinds: [QuickFix, RefactorRewrite] },
  );
}

function isWrong({ severity }: vscode.Diagnostic): boolean {
  return severity <= vscode.DiagnosticSeverity.Warning;
}

type Place = {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
  readonly diagnostics: readonly vscode.Diagnostic[];
};

function codeAction(
  { task, title, kind, line }: OfferedAction,
  { document, range, diagnostics }: Place,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, kind === "quickfix" ? QuickFix : RefactorRewrite);
  const own = diagnostics.filter((one) => one.range.start.line === line);
  if (own.length > 0) action.diagnostics = own;
  const start = own[0]?.range.start;
  const place = start === undefined ? range : new vscode.Range(start, start);
  action.command = { command: commands[task], title, arguments: [document.uri, place] };
  return action;
}
