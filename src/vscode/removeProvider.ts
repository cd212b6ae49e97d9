import * as vscode from "vscode";
import { plainLine } from "../base/plainLine.ts";
import { isOnlyAt, providerUses, removalDetail } from "../setup/providerUses.ts";
import { originOf } from "../terms/origin.ts";
import type { DeskParts } from "./deskParts.ts";
import { pickEntry, type PickedEntry } from "./pickProvider.ts";
import { writeEntry, writeInsistently } from "./writeProviders.ts";
import { say } from "../terms/words.ts";

/** What a removal is told by; `url`: where its server is, as far as that is known. */
type Leaving = {
  readonly id: string;
  readonly title: string;
  readonly what: string;
  readonly url: string | undefined;
  readonly uses: readonly string[];
};

function leaving(picked: PickedEntry, { settings }: DeskParts): Leaving {
  if (picked.kind === "provider") {
    const { id, label, url } = picked.provider;
    return { id, title: plainLine(label), what: url, url, uses: providerUses(id, settings()) };
  }
  const { id, origin } = picked.entry;
  const title = say('the entry "{0}"', plainLine(id));
  return { id, title, what: say("It is wrong and is not used."), url: origin, uses: [] };
}

/** The origin of a key that nobody needs once an entry is gone. */
async function keyLost(
  { id, url }: Leaving,
  { settings, providers, keys }: DeskParts,
): Promise<string | undefined> {
  if (url === undefined || !isOnlyAt({ id, url }, [...providers(), ...settings().providers]))
    return undefined;
  const origin = originOf(url);
  return keys.hadKey(origin) || (await keys.keyFor(origin)) !== undefined ? origin : undefined;
}

/**
 * Removes a provider, or an entry that is wrong, which a person picks and says yes to; with its key, unless another provider
 * has the same origin.
 */
export async function removeProvider(parts: DeskParts): Promise<void> {
  const picked = await pickEntry(parts.settings().providers, say("Remove which provider?"));
  if (picked === undefined) return;
  const gone = leaving(picked, parts);
  const lostKey = await keyLost(gone, parts);
  const remove = say("Remove");
  const answer = await vscode.window.showWarningMessage(
    say("Remove {0}?", gone.title),
    { modal: true, detail: removalDetail(gone.what, gone.uses, lostKey) },
    remove,
  );
  if (answer !== remove || !(await writeInsistently(() => writeEntry(gone.id, undefined)))) return;
  if (lostKey === undefined) return;
  await parts.keys.remove(lostKey);
  if (picked.kind === "provider") parts.onKeysChanged([picked.provider]);
}
