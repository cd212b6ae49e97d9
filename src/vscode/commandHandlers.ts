import * as vscode from "vscode";
import type { StepAction } from "../protocol/messages.ts";
import { confirmRoute, confirmServer } from "../setup/confirmRoute.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { nameableProviders } from "../setup/nameableProviders.ts";
import type { OpenPanel } from "./chatView.ts";
import { walkthroughId } from "./commandTable.ts";
import { codeIndexCommands } from "./codeIndexCommands.ts";
import { codeCommands } from "./codeCommands.ts";
import { commitCommands } from "./commitCommands.ts";
import { conversationCommands } from "./conversationCommands.ts";
import { contextCommands } from "./contextCommands.ts";
import { type CommandHandlers } from "./commands.ts";
import { deleteLedger } from "./deleteLedger.ts";
import { manageGrants } from "./grantsPicker.ts";
import type { completionCommands } from "./completionCommands.ts";
import { editCommands, type LazyEdit } from "./editCommands.ts";
import type { deskCommands } from "./deskCommands.ts";
import type { historyCommands } from "./historyCommands.ts";
import { type LedgerPageOpeners } from "./ledgerPageOpeners.ts";
import { keyboardCommands } from "./keyboardCommands.ts";
import type { ModelDesk } from "./modelDesk.ts";
import { pickMode } from "./modePicker.ts";
import type { SetUpHelp } from "./setUpHelp.ts";
import { resume, togglePause } from "./togglePause.ts";
import { look } from "./look.ts";
import type { SurfaceParts } from "./surfaceParts.ts";
import { picksFrom, type RoamingTask } from "../terms/task.ts";

function providerOf(task: RoamingTask, { parts }: SurfaceParts): ProviderConfig | undefined {
  const chosen = parts.chosen(task)?.provider;
  return parts.providers().find(({ id }) => chosen === undefined || id === chosen);
}

/** The provider that "no model" is about: the one of the task's route, else the first that can have models here. */
function modellessProvider(task: RoamingTask, { parts, sending }: SurfaceParts): ProviderConfig | undefined {
  const outlook = sending.outlook(task);
  if (!outlook.ok && outlook.error.kind === "noModel") return outlook.error.provider;
  return parts.providers().find(({ kind }) => kind === "ollama");
}

function openSettings(): Thenable<unknown> {
  return vscode.commands.executeCommand("workbench.action.openSettings", "drawbridge");
}

/** Takes a next step, of what was asked for a task; of the chat where none is named. */
export type OnStep = (action: StepAction, task?: RoamingTask) => unknown;

/** A next step for the provider that it is about. */
export function stepFor(
  surface: SurfaceParts,
  openers: Pick<Openers, "onStep" | "setUp">,
): (action: StepAction, provider: ProviderConfig) => unknown {
  return async (action, provider) => {
    if (action === "getModel") return (await modelDesk(surface, openers)).help(provider, "chat");
    return action === "startServer"
      ? (await openers.setUp.desk()).helpStart(provider)
      : openers.onStep(action);
  };
}

/** What is about models, loaded when somebody first asks for it. */
export async function modelDesk(
  surface: SurfaceParts,
  { onStep, setUp }: Pick<Openers, "onStep" | "setUp">,
): Promise<ModelDesk> {
  const { ModelDesk: Desk } = await import("./modelDesk.ts");
  return new Desk({
    ...surface,
    onStep,
    startServer: async (provider) => (await setUp.desk()).helpStart(provider),
    confirmServer: (provider) => confirmServer(provider, surface.parts),
    onPicked: (task, ref) => {
      surface.indicator.setActiveTask(task);
      // Whoever picks a model of a server that rests wants it tried.
      const picked = surface.parts.providers().find(({ id }) => id === ref?.provider);
      if (picked !== undefined) surface.servers.health.forget(picked);
      return confirmRoute(task, surface, ref);
    },
  });
}

/** What a command shows or does that is set up elsewhere. */
export type Openers = {
  readonly openChat: OpenPanel;
  readonly pages: LedgerPageOpeners;
  readonly onStep: OnStep;
  readonly setUp: SetUpHelp;
  readonly desk: ReturnType<typeof deskCommands>;
  readonly completion: ReturnType<typeof completionCommands>;
  readonly history: ReturnType<typeof historyCommands>;
  readonly edit: LazyEdit;
};

/** What each command does. */
export function commandHandlers(surface: SurfaceParts, openers: Openers): CommandHandlers {
  const { openChat, pages, desk, completion, history } = openers;
  const { chat, policy, grants, parts, log, sending, book } = surface;
  const models = (): Promise<ModelDesk> => modelDesk(surface, openers);
  return {
    ...{ ...desk, ...completion, ...history },
    ...codeIndexCommands(surface.codeIndex),
    ...editCommands(openers.edit),
    ...contextCommands(surface, openChat),
    ...commitCommands(surface, openers.onStep),
    ...codeCommands(surface, openChat, openers.edit),
    "drawbridge.openChat": () => openChat(),
    ...conversationCommands(chat, openChat),
    ...keyboardCommands(chat, openChat),
    "drawbridge.changeMode": () => pickMode(policy, nameableProviders(parts, sending.outlook("chat"))),
    "drawbridge.togglePause": () => togglePause(policy),
    "drawbridge.openLedger": () => pages.openLedger(),
    "drawbridge.openDataFlow": pages.openFlow,
    "drawbridge.exportLedger": async () => (await import("./exportLedger.ts")).exportLedger(book.reader),
    "drawbridge.deleteLedger": async () => {
      if (await deleteLedger(book)) pages.close();
    },
    "drawbridge.chooseChatModel": async () => (await models()).pick("chat"),
    "drawbridge.chooseCompletionModel": async () => (await models()).pick("completion"),
    "drawbridge.pullModel": async () => (await models()).pull(),
    "drawbridge.manageModels": async () => (await models()).manage(),
    "drawbridge.manageGrants": async () => {
      const { conversations } = await chat.load();
      await manageGrants({ grants, providers: parts.providers(), conversations });
    },
    "drawbridge.forgetConfirmations": () => policy.forgetConfirmations(),
    "drawbridge.deleteAllData": async () => {
      const { deleteAllData } = await import("./deleteAllData.ts");
      await deleteAllData(surface);
    },
    "drawbridge.openWalkthrough": () =>
      vscode.commands.executeCommand(
        "workbench.action.openWalkthrough",
        `drawbridge.drawbridge#${walkthroughId}`,
      ),
    "drawbridge.diagnose": async () => (await import("./diagnoseWindow.ts")).diagnoseWindow(surface),
    "drawbridge.showLog": () => {
      log.show();
    },
  };
}

/** What a next step of a task does that is not the conversation's own. */
export function stepHandlers(
  task: RoamingTask,
  surface: SurfaceParts,
  commands: CommandHandlers,
  openers: Openers,
): { readonly [A in StepAction]: () => unknown } {
  const { setUp } = openers;
  return {
    retry: () => {
      const outlook = surface.sending.outlook(task);
      // A list without models is believed for a while, too: a person who looks again may have brought one.
      if (!outlook.ok && outlook.error.kind === "noModel")
        surface.servers.forgetServer(outlook.error.provider);
      return look(surface, "person");
    },
    confirmDestination: () => confirmRoute(task, surface),
    changeMode: commands["drawbridge.changeMode"],
    pickModel: commands["drawbridge.chooseChatModel"],
    resume: () => resume(surface.policy),
    openSettings,
    setKey: commands["drawbridge.setKey"],
    useDeviceModel: commands["drawbridge.chooseChatModel"],
    leaveOut: () => {
      surface.chat.loaded()?.session.refresh();
    },
    removePictures: () => {
      surface.chat.loaded()?.session.chips.removePictures();
    },
    editQuestion: commands["drawbridge.editLastQuestion"],
    newConversation: commands["drawbridge.newConversation"],
    startServer: async () => (await setUp.desk()).helpStart(providerOf(task, surface)),
    startHere: async () => (await setUp.desk()).start(providerOf(task, surface)),
    openInstallPage: async () => (await setUp.desk()).openInstallPage(),
    addProvider: commands["drawbridge.addProvider"],
    pullModel: async () => {
      const provider = modellessProvider(task, surface);
      const model = provider && (await setUp.desk()).suggested(provider);
      await (await modelDesk(surface, openers)).pull(provider, model);
    },
    getModel: async () => {
      const provider = modellessProvider(task, surface);
      if (provider === undefined) await openSettings();
      else await (await modelDesk(surface, openers)).help(provider, picksFrom(task));
    },
    openLedger: commands["drawbridge.openLedger"],
    manageTrust: () => vscode.commands.executeCommand("workbench.trust.manage"),
    showLog: commands["drawbridge.showLog"],
  };
}
