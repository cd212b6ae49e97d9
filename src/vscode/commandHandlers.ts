import * as vscode from "vscode";
import type { StepAction } from "../protocol/messages.ts";
import { confirmRoute, confirmServer } from "../setup/confirmRoute.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { nameableProviders } from "../setup/nameableProviders.ts";
import { type CommandHandlers } from "./commands.ts";
import { deleteLedger } from "./deleteLedger.ts";
import { manageGrants } from "./grantsPicker.ts";
import type { deskCommands } from "./deskCommands.ts";
import type { Task } from "../terms/task.ts";
import { type LedgerPageOpeners } from "./ledgerPageOpeners.ts";
import type { ModelDesk } from "./modelDesk.ts";
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
  return async (action: StepAction, provider: ProviderConfig, task: Task): Promise<unknown> => {
    if (action === "getModel") return (await modelDesk(surface, onStep)).help(provider, task);
    return action === "startServer" ? helpStart(surface, provider) : onStep(action);
  };
}

/** What is about models, loaded when somebody first asks for it. */
export async function modelDesk(surface: SurfaceParts, onStep: OnStep): Promise<ModelDesk> {
  const { ModelDesk: Desk } = await import("./modelDesk.ts");
  return new Desk({
    ...surface,
    onStep,
    startServer: (provider) => helpStart(surface, provider),
    confirmServer: (provider) => confirmServer(provider, surface.parts),
    onPicked: (task, ref) => {
      surface.indicator.setActiveTask(task);
      return confirmRoute(task, surface, ref);
    },
  });
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
  const models = (): Promise<ModelDesk> => modelDesk(surface, onStep);
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
    "drawbridge.chooseChatModel": async () => (await models()).pick("chat"),
    "drawbridge.chooseCompletionModel": async () => (await models()).pick("completion"),
    "drawbridge.pullModel": async () => (await models()).pull(),
    "drawbridge.manageModels": async () => (await models()).manage(),
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
  const steps: ReturnType<typeof stepHandlers> = {
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
    getModel: async () => {
      const provider = modellessProvider(surface);
      if (provider === undefined) await openSettings();
      else await (await modelDesk(surface, (action) => steps[action]())).help(provider, "chat");
    },
    openLedger: commands["drawbridge.openLedger"],
    manageTrust: () => vscode.commands.executeCommand("workbench.trust.manage"),
    showLog: commands["drawbridge.showLog"],
  };
  return steps;
}
