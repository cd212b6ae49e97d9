import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Logger } from "../base/logger.ts";
import { messageText } from "../base/messageText.ts";
import type { ChatSession } from "../chat/chatSession.ts";
import { conversationTitle, longestName } from "../chat/conversation.ts";
import { ConversationHistory, type Undo } from "../chat/conversationHistory.ts";
import type { ConversationLookup, ConversationPlace } from "../chat/conversationStore.ts";
import type { ConversationSummary, FileSummary } from "../chat/conversationSummary.ts";
import { groupHistory } from "../chat/historyGroups.ts";
import type { GrantBook } from "../privacy/grantBook.ts";
import { machineTime } from "../privacy/localTime.ts";
import { chooseImport } from "./chooseImport.ts";
import { exportConversation } from "./exportConversation.ts";
import { HistoryPicker, type PickerPlace, type StayingAction } from "./historyPicker.ts";
import { historyRows, type HistoryRow } from "./historyRows.ts";
import { tellUnreadable } from "./tellUnreadable.ts";
import { say } from "../terms/words.ts";

/** What the history is worked with. */
export type HistoryDeskParts = {
  readonly chat: ChatSession;
  readonly conversations: ConversationLookup & ConversationPlace;
  readonly grants: GrantBook;
  readonly log: Logger;
  /** Brings the panel to the front. */
  readonly openChat: () => Promise<void>;
};

type Named = Pick<ConversationSummary, "id" | "title">;

/** What can be done to a conversation from outside of it. */
type Mark = Parameters<ChatSession["mark"]>[0];

const sentences = {
  gone: say("This conversation is not there any more."),
  notAConversation: say("This conversation's file cannot be read any more. It is kept."),
  openElsewhere: say(
    "Another window has this conversation open. Start or open another one there, then delete it.",
  ),
  nothingAsked: say("Nothing was asked in this conversation yet."),
  readOnly: say("A newer Drawbridge wrote this conversation; this one can only show it."),
} as const;

function tell(what: keyof typeof sentences): void {
  void vscode.window.showInformationMessage(sentences[what]);
}

function now(): string {
  return new Date().toISOString();
}

/** What a person does with the conversations of this workspace. */
export class HistoryDesk {
  readonly #parts: HistoryDeskParts;
  readonly #history: ConversationHistory;
  readonly #time = machineTime();

  constructor(parts: HistoryDeskParts) {
    this.#parts = parts;
    this.#history = new ConversationHistory(parts.conversations);
  }

  /** Shows the list of all conversations, until one is opened or the person leaves it. */
  async show(place?: PickerPlace): Promise<void> {
    const picker: HistoryPicker = new HistoryPicker({
      rows: () => this.#rows(),
      change: (summary, action) => this.#change(summary, action, () => picker.refresh()),
    });
    const choice = await picker.show(place);
    if (choice === undefined) return;
    const { summary, action } = choice;
    if ("damaged" in summary) {
      await vscode.window.showTextDocument(vscode.Uri.file(this.#history.pathOf(summary.file)));
      return;
    }
    if (action === "open") return this.#open(summary.id);
    await (action === "rename" ? this.#rename(summary) : this.#export(summary));
    if (action === "rename") await this.show(choice.place);
  }

  /** Asks for another name of the conversation in the panel. */
  async renameOpen(): Promise<void> {
    const { isReadOnly, ...open } = this.#openOne();
    if (isReadOnly) tell("readOnly");
    else await this.#rename(open);
  }

  /** Writes the conversation in the panel into a file of the person's. */
  async exportOpen(): Promise<void> {
    const open = this.#openOne();
    if (open.isEmpty) tell("nothingAsked");
    else await this.#export(open);
  }

  /** Deletes the conversation in the panel, where a new one begins. */
  async deleteOpen(): Promise<void> {
    const { id, title, isEmpty } = this.#openOne();
    if (isEmpty) tell("nothingAsked");
    else await this.#delete({ file: `${id}.jsonl`, title }, () => Promise.resolve());
  }

  /** Takes a conversation over from a file, under an id of its own, and opens it. */
  async import(): Promise<void> {
    const id = randomUUID();
    const imported = await chooseImport(id);
    if (imported === undefined) return;
    await this.#history.add(id, imported.text);
    await this.#open(id);
    tellUnreadable(imported.unreadable);
  }

  #openOne(): Named & { readonly isReadOnly: boolean; readonly isEmpty: boolean } {
    const { conversation, isReadOnly } = this.#parts.chat.current();
    const title = conversationTitle(conversation);
    return { id: conversation.id, title, isReadOnly, isEmpty: title === "" };
  }

  async #rows(): Promise<readonly HistoryRow[]> {
    const dayOf = (ms: number): string => this.#time.day(new Date(ms).toISOString());
    const today = dayOf(Date.now());
    const grouped = groupHistory(await this.#history.list(), { today, dayOf });
    return historyRows(grouped, { time: this.#time, today, open: this.#openOne().id });
  }

  async #open(id: string): Promise<void> {
    // What was allowed for a conversation ended when it was left: who comes back to it is asked again.
    await this.#endGrants();
    const opened = await this.#parts.chat.open(id);
    if (!opened.ok) {
      tell(opened.error);
      return;
    }
    tellUnreadable(opened.value);
    await this.#parts.openChat();
  }

  #endGrants(): Promise<void> {
    const { grants, conversations } = this.#parts;
    return grants.endWithConversations((id) => conversations.mayBeOpen(id));
  }

  async #mark(id: string, mark: Mark): Promise<void> {
    if (this.#openOne().id === id) this.#parts.chat.mark(mark);
    else if (!(await this.#history.note(id, mark))) tell("gone");
  }

  async #rename({ id, title }: Named): Promise<void> {
    const name = await vscode.window.showInputBox({
      title: say("Rename Conversation"),
      prompt: say("Leave it empty to have it called by its first question again."),
      value: title,
      validateInput: (text) =>
        text.length <= longestName ? undefined : say("A name has at most {0} characters.", longestName),
    });
    if (name === undefined || name === title) return;
    await this.#mark(id, { type: "renamed", title: name.trim(), time: now() });
  }

  async #export({ id, title }: Named): Promise<void> {
    const text = await this.#parts.conversations.text(id);
    if (text === undefined) tell("gone");
    else await exportConversation({ title, text }, this.#time);
  }

  async #change(summary: FileSummary, action: StayingAction, onUndone: () => Promise<void>): Promise<void> {
    if (action === "delete") {
      const title = "damaged" in summary ? summary.file : summary.title;
      await this.#delete({ file: summary.file, title }, onUndone);
    } else if (!("damaged" in summary))
      await this.#mark(summary.id, { type: "pinned", pinned: action === "pin", time: now() });
  }

  /** Deletes without asking, since it can be taken back. */
  async #delete(
    { file, title }: { readonly file: string; readonly title: string },
    onUndone: () => Promise<void>,
  ): Promise<void> {
    const { chat, conversations, log } = this.#parts;
    const { id } = this.#openOne();
    const isOpen = file === `${id}.jsonl`;
    if (isOpen && (await conversations.openElsewhere(id))) {
      tell("openElsewhere");
      return;
    }
    if (isOpen) chat.startNew();
    const removed = await this.#history.remove(file);
    if (!removed.ok) {
      tell(removed.error);
      return;
    }
    await this.#endGrants();
    const undo: Undo = async () => {
      await removed.value();
      if (isOpen) await this.#open(id);
      await onUndone();
    };
    // Nobody waits for the answer: the message may stay for as long as it likes.
    offerUndo(title, undo).catch((error: unknown) => {
      log.error("A conversation that was deleted could not be taken back", error);
      void vscode.window.showErrorMessage(
        say("It could not be taken back; Drawbridge's log has the details."),
      );
    });
  }
}

async function offerUndo(title: string, undo: Undo): Promise<void> {
  const answer = await vscode.window.showInformationMessage(
    messageText(title === "" ? say("The conversation was deleted.") : say("“{0}” was deleted.", title)),
    say("Undo"),
  );
  if (answer === "Undo") await undo();
}
