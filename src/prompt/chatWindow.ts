import type { ChatTurn } from "./chatTurn.ts";
import { turnTokens, type TurnForm } from "./turnForms.ts";

/** How many of the turns before the question are the latest ones, which give way only when nothing else is left. */
const latestTurns = 2;

/**
 * How much of the room the earlier turns may take after some gave way. Far less than all of it: what gives way changes the
 * beginning of the prompt, which the server then reads anew, so it should happen seldom and make room for several turns.
 */
const roomAfter = 0.6;
/** With so much of the room taken by turns that were only made shorter, no turn is left out. */
const roomAfterShortening = 0.85;

/** Which turns go along and in which form: those before `gone` do not, before `short` they are short, before `bare` bare. */
export type ChatWindow = { readonly gone: number; readonly short: number; readonly bare: number };

/** The form of the turn with this index; absent: it is left out. */
export function formAt({ gone, short, bare }: ChatWindow, index: number): TurnForm | undefined {
  if (index < gone) return undefined;
  if (index < short) return "short";
  return index < bare ? "bare" : "whole";
}

type Frontier = keyof ChatWindow;

/** One thing that can give way: up to which turn, and how much may stay in the end. */
type Concession = { readonly frontier: Frontier; readonly upTo: number; readonly goal: number };

/** A window that grows with the conversation, and what the earlier turns in it take. */
class GrowingWindow {
  readonly #turns: readonly ChatTurn[];
  readonly #window = { gone: 0, short: 0, bare: 0 };
  #tokens = 0;

  constructor(turns: readonly ChatTurn[]) {
    this.#turns = turns;
  }

  get window(): ChatWindow {
    return { ...this.#window };
  }

  /** Estimated tokens of the turns so far. */
  get tokens(): number {
    return this.#tokens;
  }

  /** Takes in the turn at `index`, after what has to give way for its question has. */
  add(index: number, roomTokens: number): void {
    const turn = this.#turns[index];
    if (turn === undefined) return;
    const { asked, answered } = turnTokens(turn, "whole");
    this.#makeRoom(index, Math.max(0, roomTokens - asked));
    this.#tokens += asked + answered;
  }

  /** In this order: older files, older code, older turns; and if that is not enough, the same of the latest turns. */
  #makeRoom(last: number, roomTokens: number): void {
    if (this.#tokens <= roomTokens) return;
    const older = Math.max(0, last - latestTurns);
    const goal = roomTokens * roomAfter;
    this.#concede({ frontier: "bare", upTo: older, goal });
    this.#concede({ frontier: "short", upTo: older, goal });
    if (this.#tokens > roomTokens * roomAfterShortening)
      this.#concede({ frontier: "gone", upTo: older, goal });
    if (this.#tokens <= roomTokens) return;
    this.#concede({ frontier: "bare", upTo: last, goal });
    this.#concede({ frontier: "short", upTo: last, goal });
    this.#concede({ frontier: "gone", upTo: last, goal: roomTokens });
  }

  #concede({ frontier, upTo, goal }: Concession): void {
    while (this.#tokens > goal && this.#window[frontier] < upTo) {
      const at = this.#window[frontier];
      const before = this.#taken(at);
      this.#window[frontier] += 1;
      this.#tokens += this.#taken(at) - before;
    }
  }

  #taken(index: number): number {
    const [turn, form] = [this.#turns[index], formAt(this.#window, index)];
    if (turn === undefined || form === undefined) return 0;
    const { asked, answered } = turnTokens(turn, form);
    return asked + answered;
  }
}

/**
 * Which turns of a conversation fit into `roomTokens` estimated tokens, the last one being asked, and what they take. It
 * is found by going through the conversation from its beginning, as it was asked: so the next question finds the same
 * turns in the same forms, until something has to give way again. The last turn is always whole.
 */
export function chatWindow(
  turns: readonly ChatTurn[],
  roomTokens: number,
): { readonly window: ChatWindow; readonly tokens: number } {
  const growing = new GrowingWindow(turns);
  for (const index of turns.keys()) growing.add(index, roomTokens);
  return { window: growing.window, tokens: growing.tokens };
}
