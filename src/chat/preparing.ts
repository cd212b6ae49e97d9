import { untilAborted } from "../base/untilAborted.ts";
import type { Attachment } from "../context/attachment.ts";
import { slashWord } from "../terms/slashCommands.ts";
import { say } from "../terms/words.ts";
import type { Asking, ReadAsking } from "./asking.ts";
import type { ChatEditor } from "./chatPorts.ts";
import type { MentionDesk } from "./mentionDesk.ts";
import { leftOutOf } from "./readPrompts.ts";
import type { Rules } from "./rules.ts";
import type { SlashDesk } from "./slashDesk.ts";
import { asJudged, judgeAll } from "./verdictNow.ts";

/** What {@link Preparing} is built from. */
export type PreparingParts = {
  readonly editor: Pick<ChatEditor, "verdict" | "judge">;
  readonly rules: Pick<Rules, "follow">;
  readonly slash: Pick<SlashDesk, "prompt">;
  readonly mentioning: Pick<MentionDesk, "isReading" | "forget" | "tell">;
};

/** What is done for a question before it stands in the conversation, one at a time: all that goes along is read and judged. */
export class Preparing {
  readonly #parts: PreparingParts;
  #abort: AbortController | undefined;
  #leftOut: string | undefined;

  constructor(parts: PreparingParts) {
    this.#parts = parts;
  }

  /** Whether a question is being prepared now. */
  get isRunning(): boolean {
    return this.#abort !== undefined;
  }

  /** Why the prompt of the project's that the last question called was not asked, or not wholly. */
  get leftOut(): string | undefined {
    return this.#leftOut;
  }

  /**
   * The question with everything beside it, as the path rules judge that now. `undefined`: it cannot be asked, or was stopped,
   * and belongs back into the message box.
   */
  async prepare(read: ReadAsking): Promise<Asking | undefined> {
    const abort = new AbortController();
    this.#abort = abort;
    this.#leftOut = undefined;
    try {
      return await untilAborted(this.#prepare(read, abort.signal), abort.signal);
    } finally {
      if (this.#abort === abort) this.#abort = undefined;
    }
  }

  /**
   * Ends the preparation at once, if there is one; says whether there was. What was being read is waited for no more, which is
   * told: the next attempt would else wait for it again.
   */
  stop(): boolean {
    if (this.#abort === undefined) return false;
    this.#abort.abort();
    this.#abort = undefined;
    const { mentioning } = this.#parts;
    if (mentioning.isReading) {
      mentioning.forget();
      mentioning.tell(say("What was still being read when you stopped was left out. Add it again."));
    }
    return true;
  }

  /** What was left out is no news any more, and a question that is being prepared is asked no more. */
  forget(): void {
    this.stop();
    this.#leftOut = undefined;
  }

  async #prepare(read: ReadAsking, signal: AbortSignal): Promise<Asking | undefined> {
    const asking = await read();
    const question = asking.text.trim();
    const prompts = slashWord(question) === undefined ? [] : await this.#promptsOf(question, signal);
    const { editor, rules } = this.#parts;
    const beside = [...asking.attachments, ...(prompts ?? [])];
    await Promise.all([judgeAll(beside, editor), rules.follow()]);
    if (prompts === undefined) return undefined;
    return { ...asking, attachments: beside.map((chip) => asJudged(chip, editor)) };
  }

  /** The prompt of the project that a question calls, if any; `undefined`: there is one, and it cannot be used. */
  async #promptsOf(question: string, signal: AbortSignal): Promise<readonly Attachment[] | undefined> {
    const called = await this.#parts.slash.prompt(question);
    if (!signal.aborted) this.#leftOut = leftOutOf(called);
    if (called.kind === "leftOut") return undefined;
    return called.kind === "prompt" ? [called.prompt] : [];
  }
}
