import * as vscode from "vscode";
import { DisposableStore } from "../base/disposable.ts";
import type { Logger } from "../base/logger.ts";
import type { ChatSession } from "../chat/chatSession.ts";
import { pastedPicture } from "../chat/pastedPicture.ts";
import type { RecordOpening } from "../privacy/linkRecorder.ts";
import type { StepAction, ToHost } from "../protocol/messages.ts";
import { parseToHost } from "../protocol/parseToHost.ts";
import { isCode } from "./editorContext.ts";
import { openLink } from "./openLink.ts";
import { webviewOptions, webviewPage } from "./webviewPage.ts";

/** What the page needs besides the session. */
export type ChatPageOptions = {
  readonly extensionUri: vscode.Uri;
  readonly log: Logger;
  /** The page has come up: a good moment to ask the server. */
  readonly onReady: () => void;
  /** The page was taken away: nobody sees it any more. */
  readonly onGone: () => void;
  /** Carries out a next step that is not the session's own. */
  readonly onStep: (action: StepAction) => unknown;
  /** The user did something in the page. */
  readonly onUse: () => void;
  /** Shows one record of the ledger. */
  readonly onOpenRecord: (record: string) => void;
  /** Puts a link into the ledger before it is opened. */
  readonly recordOpening: RecordOpening;
};

type Handlers = { readonly [T in ToHost["type"]]: (message: Extract<ToHost, { type: T }>) => unknown };

async function insertAtCursor(text: string): Promise<void> {
  const editor =
    vscode.window.activeTextEditor ??
    vscode.window.visibleTextEditors.find(({ document }) => isCode(document));
  if (editor === undefined) {
    void vscode.window.showInformationMessage("Open a file first, then insert the code there.");
    return;
  }
  // At the cursor, never in place of a selection: what was asked about is often what is selected.
  const isDone = await editor.edit((edit) => {
    edit.insert(editor.selection.active, text);
  });
  if (!isDone)
    void vscode.window.showInformationMessage("This document cannot be changed. Nothing was inserted.");
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
}

function handlers(session: ChatSession, options: ChatPageOptions): Handlers {
  return {
    ready: () => {
      session.appear();
      options.onReady();
    },
    send: ({ text, onDevice }) => session.send(text, onDevice && { onDevice }),
    stop: () => {
      session.stop();
    },
    showReview: () => {
      session.showReview();
    },
    regenerate: ({ turn }) => session.regenerate(turn),
    copy: ({ text }) => vscode.env.clipboard.writeText(text),
    insert: ({ text }) => insertAtCursor(text),
    addChip: () => {
      session.addChip();
    },
    removeChip: ({ chip }) => {
      session.removeChip(chip);
    },
    suggest: ({ request, query }) => session.mentioning.suggest(request, query),
    suggestCommands: ({ request, query }) => session.slash.suggest(request, query),
    callCommand: ({ name }) => session.call(name),
    chooseRules: async () => (await import("./chooseRules.ts")).chooseRules(session.rules),
    attach: ({ mention }) => session.mentioning.read(mention),
    attachPicture: (handed) => {
      session.mentioning.take(pastedPicture(handed));
    },
    wantPicture: ({ picture }) => {
      session.showPicture(picture);
    },
    pickContext: async () => (await import("./pickContext.ts")).pickContext(session.mentioning),
    showChip: async ({ chip }) => {
      const shown = session.chip(chip);
      if (shown !== undefined) await (await import("./showChip.ts")).showChip(shown);
    },
    openLink: ({ url }) => openLink(url, options.recordOpening),
    openRecord: ({ record }) => {
      options.onOpenRecord(record);
    },
    step: ({ action, turn }) =>
      turn === undefined ? options.onStep(action) : stepInTurn(action, turn, { session, options }),
  };
}

/** Takes a way on that stands beside a turn: those that ask again are the session's own. */
async function stepInTurn(
  action: StepAction,
  turn: string,
  { session, options }: { readonly session: ChatSession; readonly options: ChatPageOptions },
): Promise<void> {
  if (action === "retry") return session.regenerate(turn);
  if (action === "useDeviceModel") return session.regenerate(turn, { onDevice: true });
  if (action === "leaveOut") return session.leaveOut(turn);
  if (action === "removePictures") return session.leaveOutPictures(turn);
  if (action === "newConversation") {
    session.startOver(turn);
    return;
  }
  // A conversation's file can name a button as it likes: what starts a program says so itself before it does.
  const outcome = await options.onStep(action === "startHere" ? "startServer" : action);
  // What was not confirmed would only be refused again.
  if (action === "confirmDestination" && outcome === true) await session.regenerate(turn);
}

async function receive(message: unknown, table: Handlers, { log, onUse }: ChatPageOptions): Promise<void> {
  const parsed = parseToHost(message);
  if (parsed === undefined) {
    log.warn("The chat view sent a message that is none of ours; it was ignored");
    return;
  }
  if (parsed.type !== "ready") onUse();
  try {
    const handle = table[parsed.type] as (message: ToHost) => unknown;
    await handle(parsed);
  } catch (error) {
    log.error(`Handling "${parsed.type}" failed`, error);
    void vscode.window.showErrorMessage("Something went wrong in Drawbridge; the log has the details.");
  }
}

/** Sends the keyboard to the message box as soon as there is a page that can take it. */
class Keyboard {
  readonly #give: () => void;
  #isReady = false;
  #isWanted = false;

  constructor(give: () => void) {
    this.#give = give;
  }

  want(): void {
    this.#isWanted = true;
    this.#tryToGive();
  }

  /** Says whether the page is there: it goes when the view is hidden. */
  pageIs(ready: boolean): void {
    this.#isReady = ready;
    this.#tryToGive();
  }

  #tryToGive(): void {
    if (!this.#isReady || !this.#isWanted) return;
    this.#isWanted = false;
    this.#give();
  }
}

/** The page of the panel, which comes and goes. */
export type ChatPage = {
  /** Fills a view that has come up. A hidden view is thrown away; when it comes back it is given the whole state again. */
  readonly show: (view: vscode.WebviewView) => void;
  /** Sends the keyboard to the message box as soon as there is one. */
  readonly wantKeyboard: () => void;
};

/** Lets a session be seen and used. */
export function createChatPage(session: ChatSession, options: ChatPageOptions): ChatPage {
  const keyboard = new Keyboard(() => {
    session.focusComposer();
  });
  const onReady = (): void => {
    keyboard.pageIs(true);
    options.onReady();
  };
  const onGone = (): void => {
    keyboard.pageIs(false);
    session.disappear();
    options.onGone();
  };
  const table = handlers(session, { ...options, onReady });
  return {
    show: (view) => {
      const { webview } = view;
      const store = new DisposableStore();
      webview.options = webviewOptions(options.extensionUri);
      store.add(session.onDidChange((message) => void webview.postMessage(message)));
      store.add(webview.onDidReceiveMessage((message: unknown) => receive(message, table, options)));
      store.add(
        view.onDidChangeVisibility(() => {
          if (!view.visible) onGone();
        }),
      );
      view.onDidDispose(() => {
        onGone();
        store.dispose();
      });
      webview.html = webviewPage(webview, options.extensionUri, "chat");
    },
    wantKeyboard: () => {
      keyboard.want();
    },
  };
}
