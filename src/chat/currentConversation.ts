import { err, ok, type Result } from "../base/result.ts";
import type { ChatParts } from "./chatPorts.ts";
import {
  apply,
  emptyConversation,
  type AnsweredEvent,
  type Conversation,
  type ConversationEvent,
} from "./conversation.ts";
import type { ReadConversation } from "./conversationFile.ts";
import { say } from "../terms/words.ts";

/** What came of opening a conversation: how many of its lines cannot be read that nobody was told of. */
type Opened = { readonly untold: number };

const newerFormat = say("A newer Drawbridge wrote this conversation; this one can only show it.");

/** The conversation of the panel, in step with its file. */
export class CurrentConversation {
  readonly #parts: Pick<ChatParts, "store" | "newId" | "now">;
  #value: Conversation;
  #isBegun = false;
  #readOnly: string | undefined;
  /** The one that is being opened. */
  #wanted: string | undefined;

  constructor(parts: Pick<ChatParts, "store" | "newId" | "now">) {
    this.#parts = parts;
    this.#value = emptyConversation(parts.newId());
  }

  get value(): Conversation {
    return this.#value;
  }

  /** Why it can only be shown, when it can. */
  get readOnly(): string | undefined {
    return this.#readOnly;
  }

  /** Opens the workspace's most recent one; `undefined` when there is none, or one was begun meanwhile. */
  async restore(): Promise<Opened | undefined> {
    const latest = await this.#parts.store.latest();
    return latest === undefined || this.#isBegun ? undefined : this.#take(latest);
  }

  /**
   * Opens another one, or reads this one again; `undefined` when somebody wanted yet another one meanwhile. `ready` is called
   * before it takes the place of the one before.
   */
  async open(
    id: string,
    ready: () => void,
  ): Promise<Result<Opened | undefined, "gone" | "notAConversation">> {
    this.#wanted = id;
    const read = await this.#parts.store.open(id);
    if (this.#wanted !== id) return ok(undefined);
    this.#wanted = undefined;
    if (!read.ok) return err(read.error);
    ready();
    this.#isBegun = true;
    return ok(this.#take(read.value));
  }

  /**
   * Takes in what another window added to it, once all of that is answered, if nothing happened here meanwhile and `isFree` says
   * so; says whether it did.
   */
  async catchUp(isFree: () => boolean): Promise<boolean> {
    const before = this.#value;
    let isTaken = false;
    await this.#parts.store.news(before.id, ({ conversation }) => {
      const isAnswered = conversation.turns.at(-1)?.answer !== undefined;
      isTaken = isAnswered && this.#value === before && isFree();
      if (isTaken) this.#value = conversation;
      return isTaken;
    });
    return isTaken;
  }

  /** Something is about to happen in it: the one of before does not take its place any more. */
  claim(): void {
    this.#isBegun = true;
  }

  /** Begins an empty one, unless this one is. */
  startNew(): void {
    this.#wanted = undefined;
    const isEmpty = this.#value.turns.length === 0 && this.#readOnly === undefined;
    if (!isEmpty) this.#value = emptyConversation(this.#parts.newId());
    this.#parts.store.begin(this.#value.id);
    this.#isBegun = true;
    this.#readOnly = undefined;
  }

  /** Lets something happen in it, and keeps that. */
  record(event: ConversationEvent): void {
    this.#isBegun = true;
    this.#value = apply(this.#value, event);
    this.#parts.store.append(this.#value.id, event);
  }

  /** Keeps what there is of an answer to a turn that is still being made. */
  grow(event: AnsweredEvent): void {
    this.#parts.store.grow(this.#value.id, event);
  }

  #take({ conversation, newer, unreadable }: ReadConversation): Opened {
    this.#value = conversation;
    this.#readOnly = newer ? newerFormat : undefined;
    const untold = newer ? 0 : unreadable;
    if (untold > 0) this.record({ type: "told", unreadable: untold, time: this.#parts.now() });
    return { untold };
  }
}
