import * as vscode from "vscode";
import { messageText } from "../base/messageText.ts";
import { keyInEntry } from "../setup/keyInEntry.ts";
import { parseProviders, type ProviderConfig } from "../settings/providerConfig.ts";
import { presetOf } from "../settings/providerPresets.ts";
import { originOf } from "../terms/origin.ts";
import type { DeskParts } from "./deskParts.ts";
import { tellKeyChanged } from "./tellKeyChanged.ts";
import { rawProviders, storeKey, writeEntry, writeInsistently } from "./writeProviders.ts";
import { say } from "../terms/words.ts";

function providerIn(id: string, entry: unknown): ProviderConfig | undefined {
  const parsed = parseProviders({ [id]: entry });
  return parsed.ok ? parsed.value[0] : undefined;
}

function tell(sentence: string): void {
  void vscode.window.showInformationMessage(messageText(sentence));
}

/** A key that is stored already may be the newer one. `undefined`: the person closed the question. */
async function mayReplace(origin: string, key: string, { keys }: DeskParts): Promise<boolean | undefined> {
  const stored = await keys.keyFor(origin);
  if (stored === undefined || stored === key) return true;
  const [use, keep] = [say("Use the One from the Settings"), say("Keep the Stored One")];
  const answer = await vscode.window.showWarningMessage(
    say(
      "Another key is stored for {0} already. Which one is right? The settings hold none afterwards.",
      origin,
    ),
    use,
    keep,
  );
  return answer === undefined ? undefined : answer === use;
}

/**
 * Moves a key from an entry of `drawbridge.providers` to the secret storage, under the exact origin of its provider. It is
 * stored before it is taken out of the settings, so that it is never nowhere, and shown nowhere.
 */
export async function moveKey(id: string, property: string, parts: DeskParts): Promise<void> {
  const entry = rawProviders()[id];
  const held = keyInEntry(entry, property);
  const provider = providerIn(id, entry);
  if (held === undefined) return;
  if (provider === undefined) {
    tell(
      say(
        'Correct the entry "{0}" first: as long as it is wrong, nobody knows which address its key is for.',
        id,
      ),
    );
    return;
  }
  if (held.key === undefined || presetOf(provider.kind).key === "none") {
    const why =
      held.key === undefined
        ? say("What stands there is no key that could be sent")
        : say("{0} takes no key", provider.label);
    tell(say('{0}. Remove "{1}" from the entry "{2}" in settings.json.', why, property, id));
    return;
  }
  const origin = originOf(provider.url);
  const replace = await mayReplace(origin, held.key, parts);
  if (replace === undefined) return;
  if (replace && !(await storeKey(parts.keys, origin, held.key))) return;
  if (!(await writeInsistently(() => writeEntry(id, held.rest)))) return;
  tellKeyChanged(provider, parts);
  tell(
    say(
      "The key of {0} is in the secret storage now. Older copies of settings.json can still hold it (the editor's own history keeps some): a new key from its maker is safest.",
      provider.label,
    ),
  );
}
