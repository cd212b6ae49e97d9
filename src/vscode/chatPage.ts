import * as vscode from "vscode";
import { DisposableStore } from "../base/disposable.ts";
import { createEmitter } from "../base/event.ts";
import type { Logger } from "../base/logger.ts";
import type { ChatSession } from "../chat/chatSession.ts";
import type { GivenAnswer } from "../context/givenAnswer.ts";
import type { RecordOpening } from "../privacy/linkRecorder.ts";
import type { Goal, StepAction, ToHost, ToView } from "../protocol/messages.ts";
import { parseToHost } from "../protocol/parseToHost.ts";
import type { AnswerApplier } from "./applyDesk.ts";
import { contextHandlers } from "./contextHandlers.ts";
import { isCode } from "./editorContext.ts";
import type { ForgottenDrafts } from "./forgottenDrafts.ts";
import type { PickedOnce } from "./modelPicker.ts";
import { openLink } from "./openLink.ts";
import { webviewOptions, webviewPage } from "./webviewPage.ts";
import { say } from "../terms/words.ts";

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
  /** Lets the person pick a model for one answer; without one it is chosen automatically, `undefined`: they left it. */
  readonly pickModel: () => Promise<PickedOnce | undefined>;
  /** Puts code of answers into files, once a person has accepted it. */
  readonly answers: () => Promise<AnswerApplier>;
  /** The user did something in the page. */
  readonly onUse: () => void;
  /** Shows one record of the ledger. */
  readonly onOpenRecord: (record: string) => void;
  /** Puts a link into the ledger before it is opened. */
  readonly recordOpening: RecordOpening;
  readonly drafts: ForgottenDrafts;
};

type Handlers = { readonly [T in ToHost["type"]]: (message: Extract<ToHost, { type: T }>) => unknown };

async function insertAtCursor(text: string): Promise<void> {
  const editor =
    vscode.window.activeTextEditor ??
    vscode.window.visibleTextEditors.find(({ document }) => isCode(document));
  if (editor === undefined) {
    void vscode.window.showInformationMessage(say("Open a file first, then insert the code there."));
    return;
  }
  // At the cursor, never in place of a selection: what was asked about is often what is selected.
  const isDone = await editor.edit((edit) => {
    edit.insert(editor.selection.active, text);
  });
  if (!isDone)
    void vscode.window.showInformationMessage(say("This document cannot be changed. Nothing was inserted."));
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
}

type RoomHandlers = Pick<Handlers, "summarise" | "stopSummary" | "undoSummary" | "dismissNotice">;

/** What is done about a conversation, or a question, that is large for its model. */
function roomHandlers(session: ChatSession): RoomHandlers {
  const { summaries } = session;
  return {
    dismissNotice: () => {
      session.dismissNotice();
    },
    summarise: () => summaries.make(),
    stopSummary: () => {
      summaries.stop();
    },
    undoSummary: ({ turn }) => {
      summaries.undo(turn);
    },
  };
}

type CodeHandlers = Pick<Handlers, "apply" | "applyAll" | "insert" | "newFile">;

/** What is done with code of an answer. */
function codeHandlers(session: ChatSession, { answers }: ChatPageOptions): CodeHandlers {
  const applied = async (
    turn: string,
    apply: (desk: AnswerApplier, answer: GivenAnswer) => Promise<void>,
  ) => {
    const answer = session.turns.given(turn);
    if (answer === undefined) tellUnfinished();
    else await apply(await answers(), answer);
  };
  return {
    apply: ({ turn, text, language, file }) =>
      applied(turn, (desk, answer) => desk.apply(answer, { text, language, file })),
    applyAll: ({ turn }) => applied(turn, (desk, answer) => desk.applyAll(answer)),
    insert: ({ text }) => insertAtCursor(text),
    newFile: async (code) => (await import("./openNewFile.ts")).openNewFile(code),
  };
}

/** The page offers nothing of an answer that is being made: it was before the host knew. */
function tellUnfinished(): void {
  void vscode.window.showInformationMessage(
    say("The answer is still being written. Apply its code when all of it is there."),
  );
}

function handlers(session: ChatSession, options: ChatPageOptions): Handlers {
  return {
    ready: () => {
      session.appear();
      options.onReady();
      return session.turns.catchUp();
    },
    send: ({ text, onDevice }) => session.send(text, onDevice && { onDevice }),
    stop: () => {
      session.stop();
    },
    showReview: () => {
      session.running.showReview();
    },
    sendNow: () => {
      session.running.sendNow();
    },
    ...roomHandlers(session),
    regenerate: ({ turn }) => session.turns.regenerate(turn),
    regenerateWith: async ({ turn }) => {
      const picked = await options.pickModel();
      if (picked !== undefined) await session.turns.regenerate(turn, picked);
    },
    goOn: ({ turn }) => session.turns.goOn(turn),
    edit: ({ turn, text, without }) => session.turns.edit(turn, text, without),
    show: ({ turn, version }) => {
      session.turns.show(turn, version);
    },
    rate: ({ turn, rating }) => {
      session.turns.rate(turn, rating);
    },
    ...codeHandlers(session, options),
    copy: ({ text }) => vscode.env.clipboard.writeText(text),
    suggestCommands: ({ request, query }) => session.slash.suggest(request, query),
    callCommand: ({ name }) => session.call(name),
    chooseRules: async () => (await import("./chooseRules.ts")).chooseRules(session.rules),
    ...contextHandlers(session),
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
  if (action === "retry") return session.turns.regenerate(turn);
  if (action === "useDeviceModel") return session.turns.regenerate(turn, { onDevice: true });
  if (action === "leaveOut") return session.turns.leaveOut(turn);
  if (action === "removePictures") return session.turns.leaveOutPictures(turn);
  if (action === "editQuestion") {
    session.turns.beginEdit(turn);
    return;
  }
  if (action === "newConversation") {
    session.startOver(turn);
    return;
  }
  // A conversation's file can name a button as it likes: what starts a program says so itself before it does.
  const outcome = await options.onStep(action === "startHere" ? "startServer" : action);
  // What was not confirmed would only be refused again.
  if (action === "confirmDestination" && outcome === true) await session.turns.regenerate(turn);
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
    void vscode.window.showErrorMessage(say("Something went wrong in Drawbridge; the log has the details."));
  }
}

type KeyboardPlace = "composer" | Goal;

/** Sends the keyboard where it is wanted as soon as there is a page that can take it. */
class Keyboard {
  readonly #give: (place: KeyboardPlace) => void;
  #isReady = false;
  #wanted: KeyboardPlace | undefined;

  constructor(give: (place: KeyboardPlace) => void) {
    this.#give = give;
  }

  want(place: KeyboardPlace): void {
    this.#wanted = place;
    this.#tryToGive();
  }

  /** Says whether the page is there: it goes when the view is hidden. */
  pageIs(ready: boolean): void {
    this.#isReady = ready;
    this.#tryToGive();
  }

  #tryToGive(): void {
    const wanted = this.#wanted;
    if (!this.#isReady || wanted === undefined) return;
    this.#wanted = undefined;
    this.#give(wanted);
  }
}

/** The page of the panel, which comes and goes. */
export type ChatPage = {
  /** Fills a view that has come up. A hidden view is thrown away; when it comes back it is given the whole state again. */
  readonly show: (view: vscode.WebviewView) => void;
  /** Sends the keyboard somewhere as soon as there is a page, when nothing is named to the message box. */
  readonly wantKeyboard: (to?: Goal) => void;
  /** Has the page copy or apply code; says whether there is one to do it, which there is while the panel is on screen. */
  readonly actOnCode: (action: "copyCode" | "applyCode") => boolean;
  /** Has what was written and not sent forgotten: here at once, in other windows and workspaces when their page comes up. */
  readonly forgetDrafts: () => Promise<void>;
};

/** What ends with a view. Its page is gone whenever it is hidden, too. */
function untilGone(view: vscode.WebviewView, onGone: () => void): DisposableStore {
  const store = new DisposableStore();
  store.add(
    view.onDidChangeVisibility(() => {
      if (!view.visible) onGone();
    }),
  );
  view.onDidDispose(() => {
    onGone();
    store.dispose();
  });
  return store;
}

/** Lets a session be seen and used. */
export function createChatPage(session: ChatSession, options: ChatPageOptions): ChatPage {
  const toPage = createEmitter<ToView>();
  const keyboard = new Keyboard((place) => {
    if (place === "composer") session.focusComposer();
    else toPage.fire({ type: "go", to: place });
  });
  let isReady = false;
  const tellForgotten = (): void => {
    const beforeMs = options.drafts.beforeMs();
    if (isReady && beforeMs !== undefined) toPage.fire({ type: "forgetDrafts", beforeMs });
  };
  const onReady = (): void => {
    isReady = true;
    tellForgotten();
    keyboard.pageIs(true);
    options.onReady();
  };
  const onGone = (): void => {
    isReady = false;
    keyboard.pageIs(false);
    session.disappear();
    options.onGone();
  };
  const table = handlers(session, { ...options, onReady });
  return {
    show: (view) => {
      const { webview } = view;
      webview.options = webviewOptions(options.extensionUri);
      const store = untilGone(view, onGone);
      for (const event of [session.onDidChange, toPage.event])
        store.add(event((message) => void webview.postMessage(message)));
      store.add(webview.onDidReceiveMessage((message: unknown) => receive(message, table, options)));
      webview.html = webviewPage(webview, options.extensionUri, "chat");
    },
    wantKeyboard: (to) => {
      keyboard.want(to ?? "composer");
    },
    actOnCode: (type) => {
      if (isReady) toPage.fire({ type });
      return isReady;
    },
    forgetDrafts: async () => {
      await options.drafts.forget();
      tellForgotten();
    },
  };
}
