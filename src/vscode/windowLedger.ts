import type * as vscode from "vscode";
import type { Logger } from "../base/logger.ts";
import { openLedgerBook, type LedgerBook } from "../privacy/ledgerBook.ts";
import type { Settings } from "../settings/readSettings.ts";
import { createSecretHeads } from "./secretHeads.ts";
import { extensionVersion, workspaceKey } from "./windowPlace.ts";

/** Opens the ledger of this window: records in the extension's storage, heads in the editor's SecretStorage. */
export function openWindowLedger(
  { extension, globalStorageUri, secrets }: vscode.ExtensionContext,
  settings: () => Settings,
  log: Logger,
): LedgerBook {
  return openLedgerBook({
    folder: `${globalStorageUri.fsPath}/ledger`,
    heads: createSecretHeads(secrets),
    workspaceKey: workspaceKey(extension),
    version: extensionVersion(extension),
    days: () => settings()["ledger.days"],
    bodyDays: () => settings()["ledger.bodyDays"],
    now: () => new Date(),
    onHeadFailure: (error) => {
      log.error("The head of a ledger file could not be kept", error);
    },
  });
}
