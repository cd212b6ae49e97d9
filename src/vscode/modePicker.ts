import * as vscode from "vscode";
import { shownName } from "../base/shownName.ts";
import { modeItems, modeQuestion } from "../privacy/modeChoice.ts";
import type { WorkspacePolicy } from "../privacy/workspacePolicy.ts";
import type { NameableProvider } from "../setup/nameableProviders.ts";
import type { Mode } from "../terms/mode.ts";
import { togglePause } from "./togglePause.ts";
import { workspaceName } from "./windowPlace.ts";
import { say } from "../terms/words.ts";

type Item = vscode.QuickPickItem & { readonly act: "pause" | "ledger" | Mode; readonly locked?: string };

function items(policy: WorkspacePolicy): readonly Item[] {
  const current = policy.current();
  const rows = modeItems(current).map((item): Item => ({
    label: `$(${item.isCurrent ? "check" : "blank"}) ${item.label}`,
    detail: item.locked ?? item.detail,
    act: item.mode,
    ...(item.isCurrent && { description: say("in force") }),
    ...(item.locked !== undefined && { locked: item.locked }),
  }));
  const separator: Item = { label: "", kind: vscode.QuickPickItemKind.Separator, act: "pause" };
  const pause: Item = current.paused
    ? { label: `$(debug-continue) ${say("Resume")}`, detail: say("Let requests through again"), act: "pause" }
    : {
        label: `$(debug-pause) ${say("Pause")}`,
        detail: say("No requests at all, until you resume"),
        act: "pause",
      };
  return [
    ...rows,
    separator,
    pause,
    {
      label: say("$(list-ordered) Open ledger"),
      detail: say("Every request, refusal and opened link"),
      act: "ledger",
    },
  ];
}

async function nameProviders(
  providers: readonly NameableProvider[],
): Promise<readonly NameableProvider[] | undefined> {
  if (providers.length === 0) return [];
  const rows = providers.map((provider) => ({
    label: shownName(provider.label),
    description: shownName(provider.host),
    provider,
    picked: true,
  }));
  const picked = await vscode.window.showQuickPick(rows, {
    canPickMany: true,
    title: say("Which providers may be used without asking here?"),
  });
  return picked?.map(({ provider }) => provider);
}

async function choose(
  mode: Mode,
  policy: WorkspacePolicy,
  providers: readonly NameableProvider[],
): Promise<void> {
  const named = mode === "cloud" ? await nameProviders(providers) : [];
  if (named === undefined) return;
  const question = modeQuestion({
    from: policy.current().mode,
    to: mode,
    providers: named.map(({ label, host }) => `${label} (${host})`),
    workspace: workspaceName(),
  });
  if (question !== undefined) {
    const { title, detail, button } = question;
    if ((await vscode.window.showWarningMessage(title, { modal: true, detail }, button)) !== button) return;
  }
  await policy.choose(
    mode,
    named.map(({ origin }) => origin),
  );
}

/** Opens the mode picker. A looser mode is confirmed in a modal dialog; a stricter one takes effect at once. */
export async function pickMode(
  policy: WorkspacePolicy,
  providers: readonly NameableProvider[],
): Promise<void> {
  const picked = await vscode.window.showQuickPick(items(policy), {
    title: say("Drawbridge: where may this workspace's code go?"),
  });
  if (picked === undefined) return;
  if (picked.act === "pause") await togglePause(policy);
  else if (picked.act === "ledger") await vscode.commands.executeCommand("drawbridge.openLedger");
  else if (picked.locked === undefined) await choose(picked.act, policy, providers);
  else void vscode.window.showInformationMessage(`${picked.locked}.`);
}
