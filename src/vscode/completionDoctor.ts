import * as vscode from "vscode";
import { shownName } from "../base/shownName.ts";
import { doctor, type DoctorFacts } from "../completion/doctor.ts";
import type { FindingAction } from "../completion/finding.ts";
import type { CompletionDesk } from "../completion/completionDesk.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import type { Sending } from "../sending/send.ts";
import { documentPath, isCode } from "./editorContext.ts";
import type { SettingsSource } from "./settingsSource.ts";
import { windowSwitches } from "./windowSwitches.ts";
import { say } from "../terms/words.ts";

/** What the doctor looks at. */
export type DoctorParts = {
  readonly settings: Pick<SettingsSource, "current" | "completesIn" | "editorShows">;
  readonly sending: Pick<Sending, "outlook">;
  readonly pathGuard: { readonly guard: Pick<PathGuard, "judge"> };
};

type Row = vscode.QuickPickItem & { readonly action: FindingAction | undefined };

/** Says why there is no suggestion now. Returns what the person wants done about it, if anything. */
export async function showDoctor(
  parts: DoctorParts,
  desk: CompletionDesk,
): Promise<FindingAction | undefined> {
  const findings = doctor(await gatherFacts(parts, desk));
  const rows = findings.map(({ sentence, action }): Row => {
    const shown = {
      label: `$(${action === undefined ? "info" : "lightbulb"}) ${shownName(sentence)}`,
      action,
    };
    return action === undefined ? shown : { ...shown, detail: shownName(action.label) };
  });
  const title = say("Why is there no suggestion?");
  return (await vscode.window.showQuickPick(rows, { title, matchOnDetail: true }))?.action;
}

async function gatherFacts(parts: DoctorParts, desk: CompletionDesk): Promise<DoctorFacts> {
  const active = vscode.window.activeTextEditor?.document;
  const document = active !== undefined && isCode(active) ? active : undefined;
  return {
    editorShows: parts.settings.editorShows(document),
    snoozed: desk.snooze.current(),
    ...(document && { document: await documentFacts(document, parts) }),
    outlook: parts.sending.outlook("completion"),
    last: lastIn(document, desk),
    figures: desk.figures(),
  };
}

/** What came of the last request, unless that was in another document. */
function lastIn(document: vscode.TextDocument | undefined, desk: CompletionDesk): DoctorFacts["last"] {
  const last = desk.last();
  return last?.uri === document?.uri.toString() ? last?.outcome : undefined;
}

async function documentFacts(
  document: vscode.TextDocument,
  { settings, pathGuard }: DoctorParts,
): Promise<NonNullable<DoctorFacts["document"]>> {
  const uri = document.uri.toString();
  return {
    path: documentPath(document),
    off: windowSwitches(settings)({ uri, languageId: document.languageId }),
    verdict: await pathGuard.guard.judge(uri),
  };
}
