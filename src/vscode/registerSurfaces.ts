import * as vscode from "vscode";
import { coalesced } from "../base/coalesced.ts";
import { createEmitter } from "../base/event.ts";
import { later } from "../base/later.ts";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { createLazyChat, type LazyChat } from "./lazyChat.ts";
import { createLazyEdit, type LazyEdit } from "./editCommands.ts";
import { createLazyCompletion } from "./lazyCompletion.ts";
import { observeLoaded } from "../setup/observeLoaded.ts";
import { registerChatView } from "./chatView.ts";
import { registerCodeActions } from "./codeActions.ts";
import { registerCommands } from "./commands.ts";
import { followLedger } from "./followLedger.ts";
import { tellGitInReach } from "./gitRepositories.ts";
import { forgetSilence } from "./forgetSilence.ts";
import { registerInlineCompletion } from "./inlineCompletion.ts";
import { createIgnoredNotice } from "./ignoredNotice.ts";
import { createLedgerPageOpeners, type LedgerPageOpeners } from "./ledgerPageOpeners.ts";
import { openSetUpHelp, type SetUpHelp } from "./setUpHelp.ts";
import { createStatusBar } from "./statusBar.ts";
import { loadForCode } from "./loadForCode.ts";
import { tickWalkthrough } from "./tickWalkthrough.ts";
import { windowLinkRecorder } from "./windowLinkRecorder.ts";
import { onDidGrantTrust } from "./windowPlace.ts";
import { followModels } from "./followModels.ts";
import { commandHandlers, modelDesk, stepFor, stepHandlers, type OnStep } from "./commandHandlers.ts";
import { completionCommands } from "./completionCommands.ts";
import { deskCommands } from "./deskCommands.ts";
import { historyCommands } from "./historyCommands.ts";
import type { ModelDesk } from "./modelDesk.ts";
import { tellProblems } from "./tellProblems.ts";
import { look } from "./look.ts";
import type { SurfaceParts } from "./surfaceParts.ts";
import type { WindowParts } from "./windowParts.ts";

/** The editor comes first: the servers are asked and the ledger is counted when it has settled. */
const settleMs = 500;
/** What is told of many times in a frame is shown once. */
const frameMs = 16;

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
  const { policy, indicator } = surface;
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
  store.add(forgetSilence(indicator));
}

/** Keeps every surface in step with what changes beneath it. */
function followChanges(surface: SurfaceParts, store: DisposableStore): void {
  const { settings, servers, policy, policyFiles, pathGuard, chat, completion, indicator } = surface;
  const refresh = (): void => {
    indicator.refresh();
    chat.loaded()?.session.refresh();
  };
  const lookAgain = (): void => {
    completion.loaded()?.reset();
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
  // A conversation's files are judged one by one, and many at once.
  const judged = store.add(coalesced((callback) => later(frameMs, callback), refresh));
  store.add(pathGuard.guard.onDidChange(judged.call));
  store.add(
    policy.onDidChange(() => {
      servers.forgetRefused();
      lookAgain();
    }),
  );
  store.add(
    servers.onDidLearn(() => {
      completion.loaded()?.heard();
      refresh();
    }),
  );
  store.add(observeLoaded(surface));
}

/** What the chat opens that is set up elsewhere. */
type ChatOpeners = {
  readonly pages: LedgerPageOpeners;
  readonly onStep: OnStep;
  readonly setUp: () => SetUpHelp;
  readonly models: () => Promise<ModelDesk>;
  readonly edit: LazyEdit;
};

/** The chat, whose welcome says what the machine lacks. */
function lazyChat(parts: WindowParts, { pages, setUp, onStep, models, edit }: ChatOpeners): LazyChat {
  const { log, indicator, book } = parts;
  return createLazyChat(parts, {
    onStep,
    answers: async () => (await edit.load()).answers,
    pickModel: async () => (await models()).pickOnce(),
    onUse: () => {
      indicator.setActiveTask("chat");
      void look(parts, "automatic");
    },
    onReady: () => {
      setUp().pageIs(true);
      void look(parts, "person");
    },
    onGone: () => {
      setUp().pageIs(false);
    },
    onOpenRecord: (record) => void pages.openLedger({ record }),
    recordOpening: windowLinkRecorder({ ledger: book.ledger, log }, "answer"),
  });
}

/** Registers what the editor asks about code: how it goes on, and what can be done with it. */
function registerForCode(
  { settings, completion, log }: SurfaceParts,
  onSuggest: () => void,
  store: DisposableStore,
): void {
  store.add(registerInlineCompletion({ load: completion.load, onSuggest, log }));
  store.add(loadForCode({ load: completion.load, isOn: settings.completesIn, log }));
  store.add(registerCodeActions(() => settings.current()["menus.lightBulb"]));
}

/** Registers everything a person sees: the status bar, the chat view, ghost text, commands and the ledger. */
export function registerSurfaces(parts: WindowParts): Disposable {
  const { log, indicator, book } = parts;
  const store = new DisposableStore();
  const completion = store.add(createLazyCompletion(parts, (action) => help.act(action)));
  const pages = store.add(createLedgerPageOpeners(parts));
  const onStep: OnStep = (action, task = "chat") => stepHandlers(task, surface, commands, openers)[action]();
  const edit = store.add(createLazyEdit({ ...parts, onStep }));
  const chat = store.add(
    lazyChat(parts, { pages, onStep, edit, setUp: () => setUp, models: () => models() }),
  );
  const surface = { ...parts, chat, completion };
  const statusBar = store.add(createStatusBar());
  store.add(
    indicator.onDidChange((item) => {
      statusBar.show(item);
    }),
  );
  statusBar.show(indicator.current());
  const setUp: SetUpHelp = store.add(openSetUpHelp(surface));
  const view = store.add(registerChatView(async () => (await chat.load()).page));
  const recordOpening = windowLinkRecorder({ ledger: book.ledger, log }, "setUp");
  const onStepAt = stepFor(surface, { onStep, setUp });
  const models = (): Promise<ModelDesk> => modelDesk(surface, { onStep, setUp });
  const desk = deskCommands(surface, onStepAt, recordOpening);
  const help = completionCommands({ surface, models, onStep, onStepAt });
  const history = historyCommands({ ...surface, openChat: view.open });
  const openers = { openChat: view.open, history, pages, onStep, setUp, desk, completion: help, edit };
  const commands = commandHandlers(surface, openers);
  store.add(registerCommands(commands, log));
  tellGitInReach();
  const suggested = createEmitter<undefined>();
  const onSuggest = (): void => {
    suggested.fire(undefined);
  };
  registerForCode(surface, onSuggest, store);
  store.add(tellProblems(surface, desk.moveKey));
  store.add(tellTried(surface));
  followChanges(surface, store);
  followPerson(surface, store);
  store.add(followLedger(surface, settleMs));
  store.add(tickWalkthrough({ ...surface, onDidSuggest: suggested.event }));
  store.add(followModels(surface, models, settleMs));
  store.add(
    later(settleMs, () => {
      void look(surface, "automatic");
    }),
  );
  return store;
}
