import * as vscode from "vscode";
import { plainLine } from "../base/plainLine.ts";
import { shownName } from "../base/shownName.ts";
import { entryOf, judgeLabel, judgeModels, judgeUrl, modelsIn } from "../setup/newProvider.ts";
import { isOnlyAt } from "../setup/providerUses.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { presetOf } from "../settings/providerPresets.ts";
import { parseProviderUrl } from "../settings/serverUrl.ts";
import { originOf } from "../terms/origin.ts";
import type { DeskParts } from "./deskParts.ts";
import { pickRow, typeText, walkSteps, type Step } from "./inputSteps.ts";
import { keyStep } from "./keyStep.ts";
import { pickEntry } from "./pickProvider.ts";
import { tellKeyChanged } from "./tellKeyChanged.ts";
import { writeUserSetting } from "./writeUserSetting.ts";
import { storeKey, writeEntry, writeInsistently } from "./writeProviders.ts";
import { say } from "../terms/words.ts";

type Part = "url" | "label" | "key" | "models";
type PartRow = vscode.QuickPickItem & { readonly part: Part };
type Changes = { part: Part; url: string; label: string; key: string; models: string };

function rowsFor({ id, kind, url, label, models }: ProviderConfig, hasKey: boolean): readonly PartRow[] {
  const address: PartRow = { label: say("Address"), description: url, part: "url" };
  // The built-in provider has a setting of its own, and only for its address.
  if (id === "ollama") return [address];
  const key: PartRow = {
    label: say("API key"),
    description: hasKey ? say("is set") : say("is not set"),
    part: "key",
  };
  return [
    address,
    { label: say("Name"), description: shownName(label), part: "label" },
    ...(presetOf(kind).key === "none" ? [] : [key]),
    {
      label: say("Models"),
      description: shownName(models.join(", ")) || say("what the server lists"),
      part: "models",
    },
  ];
}

function askPart(rows: readonly PartRow[], changes: Changes): Step {
  return async (place) => {
    const active = rows.find(({ part }) => part === changes.part);
    const picked = await pickRow(place, { rows, active, placeholder: say("What changes?") });
    if (picked.way === "next") changes.part = picked.row.part;
    return picked.way;
  };
}

function askChange(provider: ProviderConfig, changes: Changes, parts: DeskParts): Step {
  const { kind } = provider;
  const asks: { readonly [P in Part]: Step } = {
    url: (place) =>
      typeText(place, {
        prompt: say("Where {0} is reached", presetOf(kind).name),
        value: changes.url,
        judge: (typed) => judgeUrl(typed, kind, parts.settings()["network.hosts"]),
        onTyped: (typed) => (changes.url = typed),
      }),
    label: (place) =>
      typeText(place, {
        prompt: say("What Drawbridge calls it on screen"),
        value: changes.label,
        judge: judgeLabel,
        onTyped: (typed) => (changes.label = typed),
      }),
    key: keyStep(
      () => ({ ...provider, key: changes.key }),
      parts,
      (typed) => (changes.key = typed),
    ),
    models: (place) =>
      typeText(place, {
        prompt: say(
          "Models to offer without asking the server, with commas between them; empty: what it lists",
        ),
        value: changes.models,
        judge: judgeModels,
        onTyped: (typed) => (changes.models = typed),
      }),
  };
  return (place) => asks[changes.part](place);
}

/** A key belongs to one address: at a new one it has to be set anew, and at the old one nobody needs it any more. */
async function leaveOrigin(provider: ProviderConfig, parts: DeskParts): Promise<void> {
  const { keys, providers, settings } = parts;
  const origin = originOf(provider.url);
  if (!keys.hadKey(origin) && (await keys.keyFor(origin)) === undefined) return;
  const isOnly = isOnlyAt(provider, [...providers(), ...settings().providers]);
  if (isOnly) await keys.remove(origin);
  const set = say("Set API Key");
  const answer = await vscode.window.showInformationMessage(
    isOnly
      ? say(
          "The key was for {0} and was removed. It is never sent to the new address: set the key again for it.",
          origin,
        )
      : say("The key was for {0}. It is never sent to the new address: set the key again for it.", origin),
    set,
  );
  if (answer === set) await vscode.commands.executeCommand("drawbridge.setKey");
}

async function save(provider: ProviderConfig, changes: Changes, parts: DeskParts): Promise<void> {
  if (changes.part === "key") {
    const key = changes.key.trim();
    if (key !== "" && (await storeKey(parts.keys, originOf(provider.url), key)))
      tellKeyChanged(provider, parts);
    return;
  }
  const url = parseProviderUrl(changes.url.trim() === "" ? undefined : changes.url, provider.kind);
  if (!url.ok) return;
  const next: ProviderConfig = {
    ...provider,
    url: url.value,
    label: changes.label.trim(),
    models: modelsIn(changes.models),
  };
  const write = (): Promise<void> =>
    provider.id === "ollama"
      ? writeUserSetting("ollama.url", next.url)
      : writeEntry(provider.id, entryOf(next));
  if (!(await writeInsistently(write))) return;
  if (originOf(next.url) !== originOf(provider.url)) await leaveOrigin(provider, parts);
}

/** Changes one part of a provider that a person picks; an entry that is wrong is opened in settings.json instead. */
export async function editProvider(parts: DeskParts): Promise<void> {
  const picked = await pickEntry(parts.providers(), say("Edit which provider?"));
  if (picked === undefined) return;
  if (picked.kind === "wrong") {
    await vscode.commands.executeCommand("workbench.action.openSettingsJson", {
      revealSetting: { key: "drawbridge.providers" },
    });
    return;
  }
  const { provider } = picked;
  const hasKey = (await parts.keys.keyFor(originOf(provider.url))) !== undefined;
  const { url, label, models } = provider;
  const changes: Changes = { part: "url", url, label, key: "", models: models.join(", ") };
  const rows = rowsFor(provider, hasKey);
  const title = say("Edit {0}", plainLine(label));
  const steps = [askPart(rows, changes), askChange(provider, changes, parts)];
  if (await walkSteps(title, () => steps)) await save(provider, changes, parts);
}
