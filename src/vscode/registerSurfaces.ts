import * as vscode from "vscode";
import { later } from "../base/later.ts";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import type { ChatSession } from "../chat/chatSession.ts";
import type { ConversationLookup } from "../chat/conversationStore.ts";
import type { Completer } from "../completion/completer.ts";
import { silenceReason } from "../completion/silenceReason.ts";
import type { GrantBook } from "../privacy/grantBook.ts";
import type { IndicatorSource } from "../privacy/indicatorSource.ts";
import { createLinkRecorder } from "../privacy/linkRecorder.ts";
import { policyProblems } from "../privacy/policyFiles.ts";
import type { WorkspacePolicy } from "../privacy/workspacePolicy.ts";
import type { StepAction } from "../protocol/messages.ts";
import type { OpenSending } from "../sending/openSending.ts";
import { confirmRoute, confirmServer } from "../setup/confirmRoute.ts";
import { observeLoaded } from "../setup/observeLoaded.ts";
import { scout } from "../setup/scout.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { nameableProviders } from "../setup/nameableProviders.ts";
import type { Trigger } from "../terms/task.ts";
import { registerChatView } from "./chatView.ts";
import { registerCommands, type CommandHandlers } from "./commands.ts";
import { deleteLedger } from "./deleteLedger.ts";
import { exportLedger } from "./exportLedger.ts";
import { followContext } from "./followContext.ts";
import { followLedger } from "./followLedger.ts";
import { forgetSilence } from "./forgetSilence.ts";
import { manageGrants } from "./grantsPicker.ts";
import { registerInlineCompletion } from "./inlineCompletion.ts";
import { createIgnoredNotice } from "./ignoredNotice.ts";
import { inputKey } from "./keyInput.ts";
import { createLedgerPages, type LedgerPages, type LedgerPagesParts } from "./ledgerPages.ts";
import type { LogChannel } from "./logChannel.ts";
import type { ModelDesk, ModelDeskParts } from "./modelDesk.ts";
import { pickMode } from "./modePicker.ts";
import { resumeChat } from "./resumeChat.ts";
import type { SecretKeys } from "./secretKeys.ts";
import { createSettingsProblems } from "./settingsProblems.ts";
import type { PolicyFilesSource } from "./policyFilesSource.ts";
import type { SettingsSource } from "./settingsSource.ts";
import type { TriedSettingsSource } from "./triedSettingsSource.ts";
import type { WatchedPathGuard } from "./watchedPathGuard.ts";
import { showStartHelp } from "./startHelp.ts";
import { createStatusBar } from "./statusBar.ts";
import { resume, togglePause } from "./togglePause.ts";
import { onDidGrantTrust, workspaceName } from "./windowPlace.ts";

/** Everything the surfaces show or call. */
export type SurfaceParts = OpenSending &
  LedgerPagesParts & {
    /** The editor's own store of this workspace. */
    readonly workspaceState: vscode.Memento;
    readonly log: LogChannel;
    readonly settings: SettingsSource;
    readonly tried: TriedSettingsSource;
    readonly policyFiles: PolicyFilesSource;
    readonly pathGuard: WatchedPathGuard;
    readonly policy: WorkspacePolicy;
    readonly grants: GrantBook;
    readonly keys: SecretKeys;
    readonly chat: ChatSession;
    readonly conversations: ConversationLookup;
    readonly completer: Completer;
    readonly indicator: IndicatorSource;
  };

/** The editor comes first: the servers are asked and the ledger is counted when it has settled. */
const settleMs = 500;

async function look(surface: SurfaceParts, trigger: Trigger): Promise<void> {
  const tasks = ["chat", "completion"] as const;
  await Promise.all(tasks.map((task) => scout({ task, trigger }, surface)));
}

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

/** What is about models, loaded when somebody first asks for it. */
async function modelDesk(surface: SurfaceParts, onStep: ModelDeskParts["onStep"]): Promise<ModelDesk> {
  const { openModelDesk } = await import("./modelDesk.ts");
  return openModelDesk({
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
type Openers = {
  readonly openChat: () => Promise<void>;
  readonly pages: LedgerPages;
  readonly models: () => Promise<ModelDesk>;
};

function commandHandlers(surface: SurfaceParts, { openChat, pages, models }: Openers): CommandHandlers {
  const { chat, policy, grants, parts, servers, keys, log, sending, completer, book, conversations } =
    surface;
  return {
    "drawbridge.openChat": openChat,
    "drawbridge.newConversation": () => {
      chat.startNew();
    },
    "drawbridge.changeMode": () => pickMode(policy, nameableProviders(parts, sending.outlook("chat"))),
    "drawbridge.togglePause": () => togglePause(policy),
    "drawbridge.openLedger": () => pages.ledger.open(),
    "drawbridge.openDataFlow": pages.flow.open,
    "drawbridge.exportLedger": () => exportLedger(book.reader),
    "drawbridge.deleteLedger": async () => {
      if (await deleteLedger(book)) pages.close();
    },
    "drawbridge.chooseChatModel": async () => (await models()).pick("chat"),
    "drawbridge.chooseCompletionModel": async () => (await models()).pick("completion"),
    "drawbridge.setKey": async () => {
      const changed = await inputKey(parts.providers(), keys);
      for (const provider of changed) servers.forgetServer(provider);
      completer.reset();
    },
    "drawbridge.manageGrants": () => manageGrants({ grants, providers: parts.providers(), conversations }),
    "drawbridge.forgetConfirmations": () => policy.forgetConfirmations(),
    "drawbridge.showLog": () => {
      log.show();
    },
  };
}

/** What a next step does that is not the conversation's own. */
function stepHandlers(
  surface: SurfaceParts,
  commands: CommandHandlers,
  models: Openers["models"],
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
    getModel: async () => {
      const provider = modellessProvider(surface);
      if (provider === undefined) await openSettings();
      else await (await models()).help(provider, "chat");
    },
    openLedger: commands["drawbridge.openLedger"],
    manageTrust: () => vscode.commands.executeCommand("workbench.trust.manage"),
    showLog: commands["drawbridge.showLog"],
  };
}

/** Tells what is wrong with settings and policy files, now and whenever they change. */
function tellProblems({ settings, policyFiles }: SurfaceParts, store: DisposableStore): void {
  const problems = createSettingsProblems();
  const tell = (): void => {
    problems.show(settings.current());
    problems.tell(policyProblems(policyFiles.current(), settings.current().providers));
  };
  tell();
  store.add(settings.onDidChange(tell));
  store.add(policyFiles.onDidChange(tell));
}

/** Tells what the project tries to set although only the user may. */
function tellTried({ tried, workspaceState, indicator, log }: SurfaceParts): Disposable {
  const notice = createIgnoredNotice(workspaceState);
  return tried.onDidChange((settings) => {
    indicator.refresh();
    notice(settings).catch((error: unknown) => {
      log.error("What the project tries to set could not be shown", error);
    });
  });
}

/** Keeps what is shown in step with what a person does in the editor. */
function followPerson(surface: SurfaceParts, store: DisposableStore): void {
  const { policy, chat, completer, indicator } = surface;
  // What another window decided takes effect here at the latest when one comes back to this one.
  store.add(
    vscode.window.onDidChangeWindowState(({ focused }) => {
      policy.current();
      // Evidence ages while nobody looks; what is still fresh is not asked for again.
      if (focused) void look(surface, "automatic");
    }),
  );
  store.add(
    onDidGrantTrust(() => {
      policy.refresh();
    }),
  );
  store.add(
    completer.onDidFinish((outcome) => {
      indicator.setActiveTask("completion");
      indicator.setSilence(outcome.ok ? undefined : silenceReason(outcome.error));
    }),
  );
  store.add(followContext(chat));
  store.add(forgetSilence(indicator));
}

function registerCompletion({ completer, settings, indicator, log }: SurfaceParts): Disposable {
  return registerInlineCompletion(completer, {
    isOn: settings.completesIn,
    onOff: (languageId) => {
      indicator.setSilence(`Completion is off here (${languageId}).`);
    },
    log,
  });
}

/** Keeps every surface in step with what changes beneath it. */
function followChanges(surface: SurfaceParts, store: DisposableStore): void {
  const { settings, servers, policy, policyFiles, pathGuard, chat, completer, indicator } = surface;
  const refresh = (): void => {
    indicator.refresh();
    chat.refresh();
  };
  const lookAgain = (): void => {
    completer.reset();
    indicator.setSilence(undefined);
    refresh();
    void look(surface, "automatic");
  };
  store.add(
    settings.onDidChange(() => {
      servers.forget();
      policy.refresh();
      lookAgain();
    }),
  );
  store.add(
    policyFiles.onDidChange(() => {
      policy.refresh();
    }),
  );
  store.add(pathGuard.guard.onDidChange(refresh));
  store.add(
    policy.onDidChange(() => {
      servers.forgetRefused();
      lookAgain();
    }),
  );
  store.add(servers.onDidLearn(refresh));
  store.add(observeLoaded(surface));
}

/** Registers everything a person sees: the status bar, the chat view, ghost text, commands and the ledger. */
export function registerSurfaces(surface: SurfaceParts): Disposable {
  const { extensionUri, log, chat, indicator } = surface;
  const store = new DisposableStore();
  const statusBar = store.add(createStatusBar());
  store.add(
    indicator.onDidChange((item) => {
      statusBar.show(item);
    }),
  );
  statusBar.show(indicator.current());
  const models = (): Promise<ModelDesk> => modelDesk(surface, (action) => steps[action]());
  const pages = store.add(createLedgerPages(surface));
  const view = store.add(
    registerChatView(chat, {
      extensionUri,
      log,
      onUse: () => {
        indicator.setActiveTask("chat");
        void look(surface, "automatic");
      },
      onReady: () => void look(surface, "person"),
      onStep: (action) => steps[action](),
      onOpenRecord: (record) => void pages.ledger.open({ record }),
      recordOpening: createLinkRecorder({
        ...{ ledger: surface.book.ledger, workspace: workspaceName(), log },
        ...{ newId: () => crypto.randomUUID(), clock: () => performance.now() },
      }),
    }),
  );
  const commands = commandHandlers(surface, {
    openChat: view.open,
    pages,
    models,
  });
  const steps = stepHandlers(surface, commands, models);
  store.add(registerCommands(commands, log));
  store.add(registerCompletion(surface));
  tellProblems(surface, store);
  store.add(tellTried(surface));
  followChanges(surface, store);
  followPerson(surface, store);
  store.add(followLedger(surface, settleMs));
  void resumeChat(surface);
  store.add(
    later(settleMs, () => {
      void look(surface, "automatic");
    }),
  );
  return store;
}
