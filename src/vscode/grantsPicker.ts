import * as vscode from "vscode";
import { shownName } from "../base/shownName.ts";
import type { ConversationLookup } from "../chat/conversationStore.ts";
import type { GrantBook } from "../privacy/grantBook.ts";
import { grantConversations, grantItems } from "../privacy/grantItems.ts";
import { machineTime } from "../privacy/localTime.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { say } from "../terms/words.ts";

/** What the list of grants is made with. */
export type GrantsPickerParts = {
  readonly grants: GrantBook;
  readonly providers: readonly ProviderConfig[];
  readonly conversations: ConversationLookup;
};

async function titlesOf(
  ids: readonly string[],
  conversations: ConversationLookup,
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  for (const id of ids) {
    const title = await conversations.title(id);
    if (title !== undefined) titles.set(id, title);
  }
  return titles;
}

/** Lists the consents that are kept for this workspace; the chosen ones are taken back. */
export async function manageGrants({ grants, providers, conversations }: GrantsPickerParts): Promise<void> {
  await grants.endWithConversations((id) => conversations.mayBeOpen(id));
  const list = grants.list();
  const titles = await titlesOf(grantConversations(list), conversations);
  const items = grantItems(list, { providers, time: machineTime(), titles }).map(({ id, label, detail }) => ({
    id,
    label: shownName(label),
    detail: shownName(detail),
  }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      say("Nothing may be sent without asking: no grant is kept here."),
    );
    return;
  }
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: say("Grants of this workspace"),
    placeHolder: say("Choose the ones to take back"),
  });
  for (const { id } of picked ?? []) await grants.revoke(id);
}
