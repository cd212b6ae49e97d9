import * as vscode from "vscode";
import { messageText } from "../base/messageText.ts";
import { findServers, usualAddresses, type FoundServer } from "../setup/findServers.ts";
import { addedSentence, entryOf, idFor, judgeName, judgeUrl, mayBeOwn } from "../setup/newProvider.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { presetOf, type ProviderKind } from "../settings/providerPresets.ts";
import { parseProviderUrl } from "../settings/serverUrl.ts";
import { originOf } from "../terms/origin.ts";
import { keyStep } from "./keyStep.ts";
import type { DeskParts } from "./deskParts.ts";
import { pickRow, typeText, walkSteps, type Step } from "./inputSteps.ts";
import { kindRows, lookRow, type KindRow } from "./providerKindRows.ts";
import { tellKeyChanged } from "./tellKeyChanged.ts";
import { writeUserSetting } from "./writeUserSetting.ts";
import { rawProviders, storeKey, writeEntry, writeInsistently } from "./writeProviders.ts";
import { say } from "../terms/words.ts";

/** What can be done where nothing answered: the way back to the list of kinds, each with its address. */
const nothingRow: FoundRow = { label: say("Nothing answered"), detail: say("Go back and type the address") };

type FoundRow = vscode.QuickPickItem & { readonly found?: FoundServer };

/** What a person has said so far; all of it outlives going back. */
type Draft = {
  /** What was picked first: where the cursor is when they come back. */
  row: KindRow;
  kind: ProviderKind;
  url: string;
  isOwn: boolean;
  label: string;
  /** A key, and the origin that it was typed for. */
  key: { readonly origin: string; readonly typed: string } | undefined;
};

/** Another kind means another address and name, unless somebody typed their own. */
function choose(draft: Draft, kind: ProviderKind, url: string): void {
  const before = presetOf(draft.kind);
  if (draft.kind !== kind || draft.url === "" || draft.url === before.url) draft.url = url;
  if (draft.label === "" || draft.label === before.name) draft.label = presetOf(kind).name;
  draft.kind = kind;
}

function askKind(draft: Draft): Step {
  const rows = kindRows();
  return async (place) => {
    const active = rows.find(({ label, url }) => label === draft.row.label && url === draft.row.url);
    const picked = await pickRow(place, { rows, active, placeholder: say("Which kind of server or API?") });
    if (picked.way !== "next") return picked.way;
    draft.row = picked.row;
    if (picked.row.offers !== undefined) choose(draft, picked.row.offers, picked.row.url ?? "");
    return "next";
  };
}

const askToLook: Step = async (place) => {
  const hosts = usualAddresses().map(({ url }) => new URL(url).host);
  const row = {
    label: say("$(search) Ask these {0} addresses", hosts.length),
    detail: say("{0}; each request is in the ledger", hosts.join(", ")),
  };
  const picked = await pickRow(place, { rows: [row], placeholder: say("Ask this machine's usual ports?") });
  return picked.way;
};

function foundRow(found: FoundServer, parts: DeskParts): FoundRow {
  const origin = originOf(found.url);
  const there = parts.providers().find(({ url }) => originOf(url) === origin);
  const models = found.models === 1 ? say("1 model") : say("{0} models", found.models);
  return {
    label: presetOf(found.kind).name,
    description: found.url,
    detail: there === undefined ? models : say("{0} · already there as {1}", models, there.label),
    found,
  };
}

function askFound(draft: Draft, parts: DeskParts): Step {
  return async (place) => {
    if (parts.policy().paused) {
      void vscode.window.showInformationMessage(
        say("Drawbridge is paused in this workspace, so nothing is asked. Resume it, then look again."),
      );
      return "back";
    }
    const picked = await pickRow<FoundRow>(place, {
      rows: [],
      placeholder: say("What answers is listed here; go back to type an address"),
      later: async (add) => {
        let answered = 0;
        await findServers(parts.run, (found) => {
          answered += 1;
          add(found.map((one) => foundRow(one, parts)));
        });
        if (answered === 0) add([nothingRow]);
      },
    });
    if (picked.way !== "next") return picked.way;
    const { found } = picked.row;
    if (found === undefined) return "back";
    choose(draft, found.kind, found.url);
    return "next";
  };
}

function askUrl(draft: Draft, parts: DeskParts): Step {
  return (place) =>
    typeText(place, {
      prompt: say("Where {0} is reached", presetOf(draft.kind).name),
      placeholder: presetOf(draft.kind).url ?? "https://…/v1",
      value: draft.url,
      judge: (typed) => judgeUrl(typed, draft.kind, parts.settings()["network.hosts"]),
      onTyped: (typed) => (draft.url = typed),
    });
}

/** The address as it will be used; `undefined` while it is wrong. */
function urlOf({ url, kind }: Draft): string | undefined {
  const parsed = parseProviderUrl(url.trim() === "" ? undefined : url, kind);
  return parsed.ok ? parsed.value : undefined;
}

/** What was typed as a key for this very origin: at another one, or where no key is taken, it is none. */
function keyAt(origin: string, { key, kind }: Draft): string {
  return key?.origin === origin && presetOf(kind).key !== "none" ? key.typed : "";
}

function askKey(draft: Draft, url: string, parts: DeskParts): Step {
  const origin = originOf(url);
  return keyStep(
    () => ({ ...draft, url, key: keyAt(origin, draft) }),
    parts,
    (typed) => (draft.key = { origin, typed }),
  );
}

function askOwner(draft: Draft): Step {
  return async (place) => {
    const host = new URL(urlOf(draft) ?? "").hostname;
    const rows = [
      {
        label: say("{0} is somebody else's", host),
        detail: say('It counts as a cloud: nothing goes there before mode "Ask before cloud"'),
        isOwn: false,
      },
      {
        label: say("{0} is my own", host),
        detail: say(
          'Is added to drawbridge.network.hosts: may be used from mode "My network" on, once you confirm it',
        ),
        isOwn: true,
      },
    ];
    const active = rows.find(({ isOwn }) => isOwn === draft.isOwn);
    const picked = await pickRow(place, { rows, active, placeholder: say("Whose machine is {0}?", host) });
    if (picked.way === "next") draft.isOwn = picked.row.isOwn;
    return picked.way;
  };
}

function takenIds(): ReadonlySet<string> {
  return new Set(Object.keys(rawProviders()));
}

function askName(draft: Draft): Step {
  return (place) =>
    typeText(place, {
      prompt: say("What Drawbridge calls it on screen"),
      value: draft.label,
      judge: (typed) => judgeName(typed, takenIds()),
      onTyped: (typed) => (draft.label = typed),
    });
}

function stepsFor(draft: Draft, parts: DeskParts): readonly Step[] {
  const looking = draft.row === lookRow;
  const url = urlOf(draft);
  const ask = url !== undefined && mayBeOwn(url, draft.kind, parts.settings()["network.hosts"]);
  const takesKey = presetOf(draft.kind).key !== "none";
  return [
    askKind(draft),
    ...(looking ? [askToLook, askFound(draft, parts)] : []),
    askUrl(draft, parts),
    ...(ask ? [askOwner(draft)] : []),
    askName(draft),
    ...(url !== undefined && takesKey ? [askKey(draft, url, parts)] : []),
  ];
}

async function write(draft: Draft, provider: ProviderConfig, { settings }: DeskParts): Promise<void> {
  const hosts = settings()["network.hosts"];
  const { hostname } = new URL(provider.url);
  if (draft.isOwn && mayBeOwn(provider.url, provider.kind, hosts))
    await writeUserSetting("network.hosts", [...hosts, hostname]);
  await writeEntry(provider.id, entryOf(provider));
}

/**
 * Asks for a provider step by step and writes it into the user's settings. What was added; `undefined`: nothing was. No mode
 * changes by it.
 */
export async function addProvider(parts: DeskParts): Promise<ProviderConfig | undefined> {
  const draft: Draft = {
    ...{ row: lookRow, kind: "openaiCompatible", url: "", isOwn: false, label: "", key: undefined },
  };
  const isDone = await walkSteps(say("Add Provider"), () => stepsFor(draft, parts));
  const url = urlOf(draft);
  const label = draft.label.trim();
  const id = idFor(label, takenIds());
  if (!isDone || url === undefined || id === undefined) return undefined;
  const provider: ProviderConfig = { id, kind: draft.kind, url, label, models: [] };
  if (!(await writeInsistently(() => write(draft, provider, parts)))) return undefined;
  const key = keyAt(originOf(url), draft).trim();
  if (key !== "" && (await storeKey(parts.keys, originOf(url), key))) tellKeyChanged(provider, parts);
  return provider;
}

/** Says what was added, and offers to test it. `true`: they want to. */
export async function tellAdded(provider: ProviderConfig, { settings, policy }: DeskParts): Promise<boolean> {
  const sentence = addedSentence(provider, settings()["network.hosts"], policy().mode);
  return (await vscode.window.showInformationMessage(messageText(sentence), say("Test"))) === "Test";
}
