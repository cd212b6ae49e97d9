import * as vscode from "vscode";
import { later } from "../base/later.ts";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { silenceReason } from "../completion/silenceReason.ts";
import { createLinkRecorder, type RecordOpening } from "../privacy/linkRecorder.ts";
import { observeLoaded } from "../setup/observeLoaded.ts";
import { registerChatView } from "./chatView.ts";
import { registerCommands } from "./commands.ts";
import { followContext } from "./followContext.ts";
import { followLedger } from "./followLedger.ts";
import { forgetSilence } from "./forgetSilence.ts";
import { registerInlineCompletion } from "./inlineCompletion.ts";
import { createIgnoredNotice } from "./ignoredNotice.ts";
import { createLedgerPageOpeners } from "./ledgerPageOpeners.ts";
import { resumeChat } from "./resumeChat.ts";
import { createStatusBar } from "./statusBar.ts";
import { onDidGrantTrust, workspaceName } from "./windowPlace.ts";
import { followModels } from "./followModels.ts";
import { commandHandlers, modelDesk, stepFor, stepHandlers, type OnStep } from "./commandHandlers.ts";
import { deskCommands } from "./deskCommands.ts";
import { tellProblems } from "./tellProblems.ts";
import { look } from "./look.ts";
import type { SurfaceParts } from "./surfaceParts.ts";

/** The editor comes first: the servers are asked and the ledger is counted when it has settled. */
const settleMs = 500;

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

function linkRecorder({ book, log }: SurfaceParts): RecordOpening {
  return createLinkRecorder({
    ...{ ledger: book.ledger, workspace: workspaceName(), log },
    ...{ newId: () => crypto.randomUUID(), clock: () => performance.now() },
  });
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
  const pages = store.add(createLedgerPageOpeners(surface));
  const recordOpening = linkRecorder(surface);
  const onStep: OnStep = (action) => steps[action]();
  const stepOf = stepFor(surface, onStep);
  const desk = deskCommands(surface, (action, provider) => stepOf(action, provider, "chat"), recordOpening);
  const view = store.add(
    registerChatView(chat, {
      extensionUri,
      log,
      onUse: () => {
        indicator.setActiveTask("chat");
        void look(surface, "automatic");
      },
      onReady: () => void look(surface, "person"),
      onStep,
      onOpenRecord: (record) => void pages.openLedger({ record }),
      recordOpening,
    }),
  );
  const commands = commandHandlers(surface, { openChat: view.open, pages, desk, onStep });
  const steps = stepHandlers(surface, commands);
  store.add(registerCommands(commands, log));
  store.add(registerCompletion(surface));
  store.add(tellProblems(surface, desk.moveKey));
  store.add(tellTried(surface));
  followChanges(surface, store);
  followPerson(surface, store);
  store.add(followLedger(surface, settleMs));
  store.add(followModels(surface, () => modelDesk(surface, onStep), settleMs));
  void resumeChat(surface);
  store.add(
    later(settleMs, () => {
      void look(surface, "automatic");
    }),
  );
  return store;
}
