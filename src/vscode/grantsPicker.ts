import * as vscode from "vscode";
import type { GrantBook } from "../privacy/grantBook.ts";
import { grantItems } from "../privacy/grantItems.ts";

/** Lists the consents that are kept for this workspace; the chosen ones are taken back. */
export async function manageGrants(book: GrantBook): Promise<void> {
  const items = grantItems(book.list());
  if (items.length === 0) {
    void vscode.window.showInformationMessage("Nothing may be sent without asking: no grant is kept here.");
    return;
  }
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: "Grants of this workspace",
    placeHolder: "Choose the ones to take back",
  });
  for (const { id } of picked ?? []) await book.revoke(id);
}
