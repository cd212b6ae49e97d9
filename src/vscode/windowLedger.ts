import type * as vscode from "vscode";
import type { Logger } from "../base/logger.ts";
import { openLedgerBook, type LedgerBook } from "../privacy/ledgerBook.ts";
import { machineTime } from "../privacy/localTime.ts";
import type { Settings } from "../settings/readSettings.ts";
import { createSecretHeads } from "./secretHeads.ts";
import { extensionVersion, workspaceKey } from "./windowPlace.ts";

/** What the ledger of a window goes by besides the editor. */
export type WindowLedgerParts = {
  readonly settings: () => Settings;
  /** Days that the machine's policy file asks for, if it does; it can only shorten the time. */
  readonly ledgerDays: () => number | undefined;
  readonly log: Logger;
};

/** Opens the ledger of this window: records in the extension's storage, heads in the editor's SecretStorage. */
export function openWindowLedger(
  { extension, globalStorageUri, secrets }: vscode.ExtensionContext,
  { settings, ledgerDays, log }: WindowLedgerParts,
): LedgerBook {
  return openLedgerBook({
    folder: `${globalStorageUri.fsPath}/ledger`,
    heads: createSecretHeads(secrets),
    workspaceKey: workspaceKey(extension),
    version: extensionVersion(extension),
    days: () => Math.min(settings()["ledger.days"], ledgerDays() ?? Number.POSITIVE_INFINITY),
    bodyDays: () => settings()["ledger.bodyDays"],
    now: () => new Date(),
    local: machineTime(),
    onHeadFailure: (error) => {
      log.error("The head of a ledger file could not be kept", error);
    },
  });
}
