import { arch, platform, version } from "node:process";
import * as vscode from "vscode";
import type { LedgerBook } from "../privacy/ledgerBook.ts";
import type { OpenSending } from "../sending/openSending.ts";
import { diagnose } from "../setup/diagnose.ts";
import { diagnosis } from "../setup/diagnosis.ts";
import { InfillVerdicts } from "../setup/infillVerdicts.ts";
import { machinePlace } from "../setup/setUpView.ts";
import { tryInfill } from "../setup/tryInfill.ts";
import type { StorePort } from "../setup/unfinishedPulls.ts";
import { extensionVersion, isTrusted } from "./windowPlace.ts";
import type { LazyCompletion } from "./lazyCompletion.ts";
import { say } from "../terms/words.ts";

/** What a window is diagnosed from. */
export type DiagnoseWindowParts = OpenSending & {
  readonly book: Pick<LedgerBook, "reader">;
  readonly completion: Pick<LazyCompletion, "loaded">;
  /** The editor's store outside every repository. */
  readonly privateStore: StorePort;
};

/** Why completion said nothing the last time, as a kind; `undefined` when it said something or was not asked. */
function silenceOf({ completion }: DiagnoseWindowParts): string | undefined {
  const last = completion.loaded()?.last()?.outcome;
  if (last === undefined || last.ok) return undefined;
  return last.error.kind === "failed" ? last.error.failure.kind : last.error.kind;
}

/** Writes a report that a person can paste into a bug report, and opens it as a document that is not saved. */
export async function diagnoseWindow(parts: DiagnoseWindowParts): Promise<void> {
  const extension = vscode.extensions.getExtension("drawbridge.drawbridge");
  const silence = silenceOf(parts);
  const isRemote = parts.parts.authority() !== undefined;
  const verdicts = new InfillVerdicts(parts.privateStore);
  const gather = diagnose({
    ...parts,
    rows: () => parts.book.reader.rows(),
    tryInfill: () => tryInfill(undefined, { ...parts, verdicts }, new AbortController().signal),
    window: {
      versions: {
        drawbridge: extension === undefined ? "unknown" : extensionVersion(extension),
        editor: vscode.version,
        window: vscode.env.uiKind === vscode.UIKind.Web ? "web" : "desktop",
        node: version,
        ...{ platform, arch },
      },
      place: machinePlace(isRemote ? (vscode.env.remoteName ?? "web") : undefined),
      trusted: isTrusted(),
      ...(silence !== undefined && { silence }),
    },
  });
  const facts = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: say("Drawbridge is asking your servers what they have"),
    },
    () => gather,
  );
  const document = await vscode.workspace.openTextDocument({
    language: "markdown",
    content: diagnosis(facts),
  });
  await vscode.window.showTextDocument(document, { preview: false });
}
