import type { Disposable } from "../base/disposable.ts";
import type { Logger } from "../base/logger.ts";
import type { ChatSession } from "../chat/chatSession.ts";
import type { LedgerBook } from "../privacy/ledgerBook.ts";
import type { LazyChat } from "./lazyChat.ts";
import { windowLinkRecorder } from "./windowLinkRecorder.ts";
import type { SetUpDesk, SetUpDeskParts } from "./setUpDesk.ts";

/** What the help works with. */
export type SetUpHelpParts = Omit<SetUpDeskParts, "isShown" | "onChange"> & {
  /** The chat, whose welcome gives the advice. */
  readonly chat: () => Promise<Pick<ChatSession, "adviseBy" | "refresh">>;
  readonly log: Pick<Logger, "error">;
};

/** What helps with setting a machine up is loaded only where something is missing, or when a person asks for it. */
export class SetUpHelp implements Disposable {
  readonly #parts: SetUpHelpParts;
  #isShown = false;
  #desk: Promise<SetUpDesk> | undefined;
  readonly #following: Disposable;

  constructor(parts: SetUpHelpParts) {
    this.#parts = parts;
    this.#following = parts.servers.onDidLearn(() => {
      this.notice();
    });
  }

  /** The page that shows what is missing came or went. */
  pageIs(shown: boolean): void {
    this.#isShown = shown;
    this.notice();
  }

  /** Looks at the machine again, if something is missing that somebody sees. */
  notice(): void {
    const isMissing = this.#isShown && !this.#parts.sending.outlook("chat").ok;
    if (isMissing || this.#desk !== undefined) void this.#look();
  }

  async #look(): Promise<void> {
    try {
      await (await this.desk()).notice();
    } catch (error) {
      this.#parts.log.error("the machine could not be looked at for setting up", error);
    }
  }

  /** The help itself. Rejects when it could not be loaded; the next call tries again. */
  desk(): Promise<SetUpDesk> {
    this.#desk ??= this.#open().catch((error: unknown) => {
      this.#desk = undefined;
      throw error;
    });
    return this.#desk;
  }

  async #open(): Promise<SetUpDesk> {
    const { openSetUpDesk } = await import("./setUpDesk.ts");
    const chat = await this.#parts.chat();
    const desk = openSetUpDesk({
      ...this.#parts,
      isShown: () => this.#isShown,
      onChange: () => {
        chat.refresh();
      },
    });
    chat.adviseBy(desk.advice);
    return desk;
  }

  dispose(): void {
    this.#following.dispose();
    void this.#desk?.then(
      (desk) => {
        desk.dispose();
      },
      // Whoever asked for it was told.
      () => undefined,
    );
  }
}

type WindowParts = Omit<SetUpHelpParts, "recordOpening" | "chat" | "log"> & {
  readonly chat: LazyChat;
  readonly book: Pick<LedgerBook, "ledger">;
  readonly log: Logger;
};

/** The help of a window. */
export function openSetUpHelp({ parts, servers, sending, chat, book, log }: WindowParts): SetUpHelp {
  const recordOpening = windowLinkRecorder({ ledger: book.ledger, log }, "setUp");
  const session = async (): Promise<ChatSession> => (await chat.load()).session;
  return new SetUpHelp({ parts, servers, sending, chat: session, log, recordOpening });
}
