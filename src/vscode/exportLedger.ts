import { mkdtemp, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { LedgerReader } from "../ledger/ledgerReader.ts";
import { exportCsv, exportJsonLines } from "../privacy/ledgerExport.ts";
import { writeLines } from "../privacy/writeLines.ts";
import { language, say } from "../terms/words.ts";

type Format = vscode.QuickPickItem & {
  readonly extension: string;
  readonly lines: (reader: LedgerReader) => AsyncIterable<string>;
};

const formats: readonly Format[] = [
  {
    label: say("JSON lines"),
    detail: say("Every line as it is stored, its chain included"),
    extension: "jsonl",
    lines: (reader) => exportJsonLines(reader.lines()),
  },
  {
    label: "CSV",
    detail: say("One line for each request, refusal and opened link, for a spreadsheet"),
    extension: "csv",
    lines: (reader) => exportCsv(reader.rows()),
  },
];

/** Asks for a format and a place, and writes the whole ledger there. Nothing is written when somebody cancels. */
export async function exportLedger(reader: LedgerReader): Promise<void> {
  const format = await vscode.window.showQuickPick(formats, {
    title: say("Export Ledger"),
    placeHolder: say("What should the file hold?"),
  });
  if (format === undefined) return;
  const { label, extension } = format;
  const name = `drawbridge-ledger.${extension}`;
  const target = await vscode.window.showSaveDialog({
    title: say("Export Ledger"),
    saveLabel: say("Export"),
    filters: { [label]: [extension] },
    // Not the workspace: what was asked there would be a commit away from everybody who reads the repository.
    defaultUri: vscode.Uri.file(join(homedir(), name)),
  });
  if (target === undefined) return;
  const count = await write(format.lines(reader), target, name);
  if (count === undefined) return;
  const lines = count === 1 ? say("1 line") : say("{0} lines", count.toLocaleString(language()));
  void vscode.window.showInformationMessage(say("The ledger was exported: {0}.", lines));
}

/** The place may be on another machine than this code: the file is made here and then copied, whole or not at all. */
async function write(
  lines: AsyncIterable<string>,
  target: vscode.Uri,
  name: string,
): Promise<number | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "drawbridge-export-"));
  try {
    const file = join(folder, name);
    const count = await withProgress((signal, onProgress) => writeLines(file, lines, { signal, onProgress }));
    if (count !== undefined)
      await vscode.workspace.fs.copy(vscode.Uri.file(file), target, { overwrite: true });
    return count;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function withProgress<T>(
  task: (signal: AbortSignal, onProgress: (lines: number) => void) => Promise<T>,
): Promise<T> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: say("Exporting the ledger"),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => {
      controller.abort();
    });
    return task(controller.signal, (lines) => {
      progress.report({ message: say("{0} lines", lines.toLocaleString(language())) });
    });
  });
}
