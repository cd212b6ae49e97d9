import * as vscode from "vscode";
import { later } from "../base/later.ts";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import type { ChatSession } from "../chat/chatSession.ts";
import type { Completer } from "../completion/completer.ts";
import { silenceReason } from "../completion/silenceReason.ts";
import type { GrantBook } from "../privacy/grantBook.ts";
import type { IndicatorSource } from "../privacy/indicatorSource.ts";
import type { LedgerBook } from "../privacy/ledgerBook.ts";
import { policyProblems } from "../privacy/policyFiles.ts";
import type { WorkspacePolicy } from "../privacy/workspacePolicy.ts";
import type { StepAction } from "../protocol/messages.ts";
import type { OpenSending } from "../sending/openSending.ts";
import { confirmRoute, confirmServer } from "../setup/confirmRoute.ts";
import { observeLoaded } from "../setup/observeLoaded.ts";
import { scout } from "../setup/scout.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { choicesOf, type Choice } from "../setup/modelChoices.ts";
import { nameableProviders } from "../setup/nameableProviders.ts";
import type { Trigger } from "../terms/task.ts";
import { registerChatView } from "./chatView.ts";
import { registerCommands, type CommandHandlers } from "./commands.ts";
import { exportLedger } from "./exportLedger.ts";
import { followContext } from "./followContext.ts";
import { manageGrants } from "./grantsPicker.ts";
import { registerInlineCompletion } from "./inlineCompletion.ts";
import { inputKey } from "./keyInput.ts";
import { createLedgerPanel } from "./ledgerPanel.ts";
import type { LogChannel } from "./logChannel.ts";
import { pickModel, type ModelPickerParts } from "./modelPicker.ts";
import { pickMode } from "./modePicker.ts";
import type { SecretKeys } from "./secretKeys.ts";
import { createSettingsProblems } from "./settingsProblems.ts";
import type { PolicyFilesSource } from "./policyFilesSource.ts";
import type { SettingsSource } from "./settingsSource.ts";
import type { WatchedPathGuard } from "./watchedPathGuard.ts";
import { showStartHelp } from "./startHelp.ts";
import { createStatusBar } from "./statusBar.ts";
import { onDidGrantTrust } from "./windowPlace.ts";

/** Everything the surfaces show or call. */
export type SurfaceParts = OpenSending & {
  readonly extensionUri: vscode.Uri;
  readonly log: LogChannel;
  readonly settings: SettingsSource;
  readonly policyFiles: PolicyFilesSource;
  readonly pathGuard: WatchedPathGuard;
  readonly policy: WorkspacePolicy;
  readonly grants: GrantBook;
  readonly keys: SecretKeys;
  readonly book: LedgerBook;
  readonly chat: ChatSession;
  readonly completer: Completer;
  readonly indicator: IndicatorSource;
};

/** The editor comes first: the servers are asked and the ledger is counted when it has settled. */
const settleMs = 500;

async function look(surface: SurfaceParts, trigger: Trigger): Promise<void> {
  const tasks = ["chat", "completion"] as const;
  await Promise.all(tasks.map((task) => scout({ task, trigger }, surface)));
}

/** Adds what other windows sent today to what is shown, and lets go of records whose time is over. */
async function settleLedger({ book, indicator, log }: SurfaceParts): Promise<void> {
  try {
    indicator.addToday(await book.todayElsewhere());
    await book.removeOld();
  } catch (error) {
    log.error("The ledger could not be tidied", error);
  }
}

async function everyChoice({ parts, servers }: SurfaceParts): Promise<readonly Choice[]> {
  const choices = parts
    .providers()
    .map(async (provider) => choicesOf(provider, await servers.look(provider, "person")));
  return (await Promise.all(choices)).flat();
}

function chatProvider({ parts }: SurfaceParts): ProviderConfig | undefined {
  const chosen = parts.chosen("chat")?.provider;
  return parts.providers().find(({ id }) => chosen === undefined || id === chosen);
}

/** What a command shows that is registered elsewhere. */
type Openers = { readonly openChat: () => Promise<void>; readonly openLedger: () => Promise<void> };

function commandHandlers(surface: SurfaceParts, { openChat, openLedger }: Openers): CommandHandlers {
  const { chat, policy, grants, parts, servers, keys, log, sending, completer, book } = surface;
  const picker: ModelPickerParts = {
    list: () => everyChoice(surface),
    onConfirm: (provider) => confirmServer(provider, parts),
    onPicked: (task, ref) => confirmRoute(task, surface, ref),
  };
  return {
    "drawbridge.openChat": openChat,
    "drawbridge.newConversation": () => {
      chat.startNew();
    },
    "drawbridge.changeMode": () => pickMode(policy, nameableProviders(parts, sending.outlook("chat"))),
    "drawbridge.togglePause": () => policy.setPaused(!policy.current().paused),
    "drawbridge.openLedger": openLedger,
    "drawbridge.exportLedger": () => exportLedger(book.reader),
    "drawbridge.chooseChatModel": () => pickModel("chat", picker),
    "drawbridge.chooseCompletionModel": () => pickModel("completion", picker),
    "drawbridge.setKey": async () => {
      const changed = await inputKey(parts.providers(), keys);
      for (const provider of changed) servers.forgetServer(provider);
      completer.reset();
    },
    "drawbridge.manageGrants": () => manageGrants(grants),
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
): { readonly [A in StepAction]: () => unknown } {
  return {
    retry: () => look(surface, "person"),
    confirmDestination: () => confirmRoute("chat", surface),
    changeMode: commands["drawbridge.changeMode"],
    pickModel: commands["drawbridge.chooseChatModel"],
    resume: () => surface.policy.setPaused(false),
    openSettings: () => vscode.commands.executeCommand("workbench.action.openSettings", "drawbridge"),
    setKey: commands["drawbridge.setKey"],
    useDeviceModel: commands["drawbridge.chooseChatModel"],
    leaveOut: () => {
      surface.chat.refresh();
    },
    newConversation: commands["drawbridge.newConversation"],
    startServer: () => showStartHelp(chatProvider(surface)),
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

async function restoreChat(chat: ChatSession): Promise<void> {
  const unreadable = await chat.restore();
  if (unreadable > 0)
    void vscode.window.showWarningMessage(
      unreadable === 1
        ? "One line of this conversation's file could not be read. The rest is shown."
        : `${unreadable} lines of this conversation's file could not be read. The rest is shown.`,
    );
}

/** Registers everything a person sees: the status bar, the chat view, ghost text, commands and the ledger. */
export function registerSurfaces(surface: SurfaceParts): Disposable {
  const { extensionUri, log, settings, chat, completer, indicator } = surface;
  const store = new DisposableStore();
  const statusBar = store.add(createStatusBar());
  store.add(
    indicator.onDidChange((item) => {
      statusBar.show(item);
    }),
  );
  statusBar.show(indicator.current());
  const ledger = store.add(createLedgerPanel(surface));
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
      onOpenRecord: (record) => void ledger.open(record),
    }),
  );
  const commands = commandHandlers(surface, { openChat: view.open, openLedger: () => ledger.open() });
  const steps = stepHandlers(surface, commands);
  store.add(registerCommands(commands, log));
  store.add(
    registerInlineCompletion(completer, {
      isOn: settings.completesLanguage,
      onOff: (languageId) => {
        indicator.setSilence(`Completion is off for ${languageId}.`);
      },
      log,
    }),
  );
  tellProblems(surface, store);
  followChanges(surface, store);
  followPerson(surface, store);
  void restoreChat(chat);
  store.add(
    later(settleMs, () => {
      void look(surface, "automatic");
      void settleLedger(surface);
    }),
  );
  return store;
}
