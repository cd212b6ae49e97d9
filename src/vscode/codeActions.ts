import * as vscode from "vscode";
import type { Disposable } from "../base/disposable.ts";
import { offeredActions, type CodeTask, type OfferedAction } from "../edit/actions/offeredActions.ts";
import { nameRulesOf } from "../edit/rename/nameRules.ts";
import { symbolName } from "../edit/rename/symbolName.ts";
import { codeSchemes } from "../terms/codeSchemes.ts";
import type { CommandId } from "./commandTable.ts";
import { renamableName, type NamePlace } from "./symbolRename.ts";

/** The command that does each task. */
const commands: { readonly [T in CodeTask]: CommandId } = {
  fix: "drawbridge.fix",
  explain: "drawbridge.explain",
  writeDocs: "drawbridge.writeDocs",
  writeTests: "drawbridge.writeTests",
  suggestNames: "drawbridge.suggestNames",
};

const { QuickFix, Refactor, RefactorRewrite } = vscode.CodeActionKind;

const kinds: { readonly [K in OfferedAction["kind"]]: vscode.CodeActionKind } = {
  quickfix: QuickFix,
  "refactor.rewrite": RefactorRewrite,
  "refactor.rename": Refactor.append("rename"),
};

/**
 * Offers what can be done with code where the editor lists such things. Nothing is asked or read for that, but for whether the
 * name at the cursor can be changed, which the editor's own languages say.
 */
export function registerCodeActions(isOn: () => boolean): Disposable {
  return vscode.languages.registerCodeActionsProvider(
    codeSchemes.map((scheme) => ({ scheme })),
    {
      provideCodeActions: async (document, range, { diagnostics, only, triggerKind }) => {
        if (!isOn()) return [];
        const isAsked = triggerKind === vscode.CodeActionTriggerKind.Invoke;
        return offeredActions({
          problemLines: diagnostics.filter(isWrong).map((one) => one.range.start.line),
          only: only?.value ?? "",
          isAsked,
          isOnName: isAsked && (await isOnName({ document, position: range.start })),
          isWholeDocument: document.uri.scheme !== "vscode-notebook-cell",
        }).map((offered) => codeAction(offered, { document, range, diagnostics }));
      },
    },
    { providedCodeActionKinds: Object.values(kinds) },
  );
}

async function isOnName(place: NamePlace): Promise<boolean> {
  if (nameRulesOf(place.document.languageId) === undefined) return false;
  return symbolName((await renamableName(place)) ?? "") !== undefined;
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
  const action = new vscode.CodeAction(title, kinds[kind]);
  const own = diagnostics.filter((one) => one.range.start.line === line);
  if (own.length > 0) action.diagnostics = own;
  const start = own[0]?.range.start;
  const place = start === undefined ? range : new vscode.Range(start, start);
  action.command = { command: commands[task], title, arguments: [document.uri, place] };
  return action;
}
