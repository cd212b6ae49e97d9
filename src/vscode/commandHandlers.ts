import * as vscode from "vscode";
import type { StepAction } from "../protocol/messages.ts";
import { confirmRoute, confirmServer } from "../setup/confirmRoute.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { modelOffer } from "../setup/modelOffer.ts";
import { nameableProviders } from "../setup/nameableProviders.ts";
import { type CommandHandlers } from "./commands.ts";
import { deleteLedger } from "./deleteLedger.ts";
import { manageGrants } from "./grantsPicker.ts";
import type { deskCommands } from "./deskCommands.ts";
import type { Task } from "../terms/task.ts";
import { type LedgerPageOpeners } from "./ledgerPageOpeners.ts";
import { showModelHelp } from "./modelHelp.ts";
import { pickModel, type ModelPickerParts } from "./modelPicker.ts";
import { pickMode } from "./modePicker.ts";
import { showStartHelp } from "./startHelp.ts";
import { resume, togglePause } from "./togglePause.ts";
import { look } from "./look.ts";
import type { SurfaceParts } from "./surfaceParts.ts";

function chatProvider({ parts }: SurfaceParts): ProviderConfig | undefined {
  const chosen = parts.chosen("chat")?.provider;
  return parts.providers().find(({ id }) => chosen === undefined || id === chosen);
}

/** The provider that "no model" is about: the one of the chat's route, else the first that can have models here. */
function modellessProvider({ parts, sending }: SurfaceParts): ProviderConfig | undefined {
  const outlook = sending.outlook("chat");
  if (!outlook.ok && outlook.error.kind === "noModel") return outlook.error.provider;
  return parts.providers().find(({ kind }) => kind === "ollama");
}

function openSettings(): Thenable<unknown> {
  return vscode.commands.executeCommand("workbench.action.openSettings", "drawbridge");
}

/** Helps with a server that does not answer; one that does by now needs no help. */
async function helpStart({ servers }: SurfaceParts, provider: ProviderConfig | undefined): Promise<void> {
  if (provider?.kind === "ollama" && (await servers.look(provider, "person")).kind === "up")
    void vscode.window.showInformationMessage(`${provider.label} answers now.`);
  else await showStartHelp(provider);
}

/** Takes a next step. */
export type OnStep = (action: StepAction) => unknown;

/** A next step for the provider that it is about. */
export function stepFor(surface: SurfaceParts, onStep: OnStep) {
  return (action: StepAction, provider: ProviderConfig, task: Task): unknown => {
    if (action === "getModel") return showModelHelp(provider, task);
    return action === "startServer" ? helpStart(surface, provider) : onStep(action);
  };
}

/** The model picker, whose rows know the provider that a step is about. */
function modelPickerParts(surface: SurfaceParts, onStep: OnStep): ModelPickerParts {
  return {
    providers: surface.parts.providers,
    offer: (task, provider) => modelOffer(task, provider, surface),
    onStep: stepFor(surface, onStep),
    onConfirm: (provider) => confirmServer(provider, surface.parts),
    onPicked: (task, ref) => {
      surface.indicator.setActiveTask(task);
      return confirmRoute(task, surface, ref);
    },
  };
}

/** What a command shows or does that is set up elsewhere. */
export type Openers = {
  readonly openChat: () => Promise<void>;
  readonly pages: LedgerPageOpeners;
  readonly onStep: OnStep;
  readonly desk: ReturnType<typeof deskCommands>;
};

/** What each command does. */
export function commandHandlers(
  surface: SurfaceParts,
  { openChat, pages, onStep, desk }: Openers,
): CommandHandlers {
  const { chat, policy, grants, parts, log, sending, book, conversations } = surface;
  const picker = modelPickerParts(surface, onStep);
  return {
    ...desk,
    "drawbridge.openChat": openChat,
    "drawbridge.newConversation": () => {
      chat.startNew();
    },
    "drawbridge.changeMode": () => pickMode(policy, nameableProviders(parts, sending.outlook("chat"))),
    "drawbridge.togglePause": () => togglePause(policy),
    "drawbridge.openLedger": () => pages.openLedger(),
    "drawbridge.openDataFlow": pages.openFlow,
    "drawbridge.exportLedger": async () => (await import("./exportLedger.ts")).exportLedger(book.reader),
    "drawbridge.deleteLedger": async () => {
      if (await deleteLedger(book)) await pages.close();
    },
    "drawbridge.chooseChatModel": () => pickModel("chat", picker),
    "drawbridge.chooseCompletionModel": () => pickModel("completion", picker),
    "drawbridge.manageGrants": () => manageGrants({ grants, providers: parts.providers(), conversations }),
    "drawbridge.forgetConfirmations": () => policy.forgetConfirmations(),
    "drawbridge.showLog": () => {
      log.show();
    },
  };
}

/** What a next step does that is not the conversation's own. */
export function stepHandlers(
  surface: SurfaceParts,
  commands: CommandHandlers,
): { readonly [A in StepAction]: () => unknown } {
  return {
    retry: () => look(surface, "person"),
    confirmDestination: () => confirmRoute("chat", surface),
    changeMode: commands["drawbridge.changeMode"],
    pickModel: commands["drawbridge.chooseChatModel"],
    resume: () => resume(surface.policy),
    openSettings,
    setKey: commands["drawbridge.setKey"],
    useDeviceModel: commands["drawbridge.chooseChatModel"],
    leaveOut: () => {
      surface.chat.refresh();
    },
    newConversation: commands["drawbridge.newConversation"],
    startServer: () => helpStart(surface, chatProvider(surface)),
    getModel: () => {
      const provider = modellessProvider(surface);
      return provider === undefined ? openSettings() : showModelHelp(provider, "chat");
    },
    openLedger: commands["drawbridge.openLedger"],
    manageTrust: () => vscode.commands.executeCommand("workbench.trust.manage"),
    showLog: commands["drawbridge.showLog"],
  };
}
