import { afterTaking } from "./typing/rightPart.ts";
import { gapMs, type Place, typo } from "./typing/rhythm.ts";
import { nextStroke, type Stroke, type Typist } from "./typing/nextKey.ts";
import { placeBehind } from "./typing/placeBehind.ts";
import type { Key, TypedText, TypingHabits } from "./typing/typedText.ts";
import { nextWordLength } from "./ghostText.ts";
import type { Observation } from "./observation.ts";
import type { ReplayEditor, Shown } from "./replayEditor.ts";
import type { Run } from "./runsOf.ts";

/** Somebody needs so long to read what is shown, and takes it when at least so much of it is what they were to type. */
const readingMs = 300;
const worthTaking = 8;
/** A stop as long as this is one in which ghost text could be used. */
const pauseMs = 300;

/** Who types, where. */
export type Session = {
  readonly editor: ReplayEditor;
  readonly observe: (observation: Observation) => void;
  readonly habits: TypingHabits;
  readonly seed: number;
  readonly name: string;
  /** Somebody stops after so many keys. */
  readonly mostKeys: number;
};

/** Somebody at a keyboard who types one run of a scenario after the other, and takes what is shown when it is right. */
export class Person {
  readonly #session: Session;
  #typist: Typist;
  #accepted = { start: 0, end: 0 };
  #run = 0;
  #previous: Key["kind"] | undefined;
  #keys = 0;

  constructor(session: Session) {
    this.#session = session;
    this.#typist = {
      state: { text: session.editor.document.getText(), caret: 0, pending: [], excess: 0 },
      remaining: "",
    };
  }

  /** Whether they stopped before the end. */
  isTired(): boolean {
    return this.#keys >= this.#session.mostKeys;
  }

  /** Goes to the place of a run, and types it. */
  async play(run: Run): Promise<void> {
    if (this.isTired()) return;
    this.#run += 1;
    this.#previous = undefined;
    if (run.after !== undefined) this.#moveBehind(run.after);
    for (let left = run.backspaces; left > 0; left -= 1) {
      await this.#wait(this.#gap(-left), () => false);
      this.#backspace();
    }
    this.#typist = { ...this.#typist, remaining: run.text };
    const pauses = new Map(run.pauses);
    for (;;) {
      const stroke = nextStroke(this.#typist, this.#session.habits);
      if (stroke === undefined || this.isTired()) return;
      const typed = run.text.length - this.#typist.remaining.length;
      const paused = pauses.get(typed) ?? 0;
      pauses.delete(typed);
      const taken = await this.#waitOrTake(this.#gap(this.#typist.remaining.length) + paused);
      if (!taken) await this.#strike(stroke);
    }
  }

  #moveBehind(after: string): void {
    const { state } = this.#typist;
    const caret = placeBehind(state.text, after);
    this.#typist = { ...this.#typist, state: { ...state, caret } };
    this.#session.editor.moveTo(caret, "mouse");
  }

  #gap(left: number): number {
    return gapMs(this.#place(left), this.#previous === "enter");
  }

  #place(left: number): Place {
    return { seed: this.#session.seed, session: this.#session.name, run: this.#run, left };
  }

  /** Waits until the next key is due, or until a suggestion that is right has been read: then takes it. */
  async #waitOrTake(milliseconds: number): Promise<boolean> {
    const isTaken = await this.#wait(milliseconds, () => this.#isWorthTaking());
    if (isTaken) await this.#take();
    return isTaken;
  }

  async #wait(milliseconds: number, isEnough: () => boolean): Promise<boolean> {
    const { editor, observe } = this.#session;
    const endMs = performance.now() + milliseconds;
    let isTaken = isEnough();
    while (!isTaken && performance.now() < endMs) {
      const { sinceMs = Number.POSITIVE_INFINITY } = editor.shown() ?? {};
      const readMs = sinceMs + readingMs;
      const nextMs = readMs > performance.now() ? Math.min(endMs, readMs) : endMs;
      // Looks up when there is something new, and when what is there has been read.
      await Promise.race([sleep(Math.max(0, nextMs - performance.now())), editor.answered()]);
      isTaken = isEnough();
    }
    if (milliseconds >= pauseMs)
      observe({ kind: "pause", atMs: performance.now(), covered: isTaken || editor.shown() !== undefined });
    return isTaken;
  }

  #isWorthTaking(): boolean {
    const shown = this.#session.editor.shown();
    if (shown === undefined || performance.now() < shown.sinceMs + readingMs) return false;
    if (commonLength(shown.text, this.#typist.remaining) < worthTaking) return false;
    return afterTaking(this.#typist, shown.edit) !== undefined || this.#afterWord(shown) !== undefined;
  }

  #afterWord({ text }: Shown): Typist | undefined {
    const { caret } = this.#typist.state;
    return afterTaking(this.#typist, { start: caret, end: caret, text: text.slice(0, nextWordLength(text)) });
  }

  /** All of it when all is right, otherwise word by word for as long as the words are. */
  async #take(): Promise<void> {
    const { editor } = this.#session;
    for (let first = true; ; first = false) {
      const shown = editor.shown();
      if (shown === undefined) return;
      const whole = afterTaking(this.#typist, shown.edit);
      const left = whole ?? this.#afterWord(shown);
      if (left === undefined) return;
      if (!first) await sleep(this.#gap(this.#typist.remaining.length));
      const edit = await (whole === undefined ? editor.acceptWord() : editor.accept());
      if (edit === undefined) return;
      this.#taken(left, edit, whole !== undefined);
      if (whole !== undefined) return;
    }
  }

  #taken(left: Typist, edit: { readonly start: number; readonly text: string }, whole: boolean): void {
    const { observe } = this.#session;
    const atMs = performance.now();
    const characters = this.#typist.remaining.length - left.remaining.length;
    this.#typist = left;
    this.#previous = undefined;
    this.#accepted = { start: edit.start, end: edit.start + edit.text.length };
    this.#pressed();
    observe({ kind: "accept", atMs, characters, whole, goesOn: left.remaining !== "" });
  }

  async #strike(stroke: Stroke): Promise<void> {
    const { key } = stroke;
    const wrong =
      key.kind === "character" ? typo(this.#place(this.#typist.remaining.length), key.text) : undefined;
    if (wrong !== undefined) {
      const { caret } = this.#typist.state;
      this.#key({ edit: { start: caret, end: caret, text: wrong }, caret: caret + 1 });
      await sleep(this.#gap(this.#typist.remaining.length));
      this.#key({ edit: { start: caret, end: caret + 1, text: "" }, caret });
      await sleep(this.#gap(this.#typist.remaining.length));
    }
    const { edit, after } = stroke.effect;
    if (edit === undefined) {
      this.#pressed();
      this.#session.editor.moveTo(after.caret, "keyboard");
    } else this.#key({ edit, caret: after.caret });
    this.#typist = stroke.typist;
    this.#previous = key.kind;
  }

  #backspace(): void {
    const { state } = this.#typist;
    const edit = { start: state.caret - 1, end: state.caret, text: "" };
    const text = state.text.slice(0, edit.start) + state.text.slice(edit.end);
    this.#key({ edit, caret: edit.start });
    const after: TypedText = { text, caret: edit.start, pending: [], excess: 0 };
    this.#typist = { ...this.#typist, state: after };
  }

  #pressed(): void {
    this.#keys += 1;
    this.#session.observe({ kind: "key", atMs: performance.now() });
  }

  #key({
    edit,
    caret,
  }: {
    readonly edit: { start: number; end: number; text: string };
    readonly caret: number;
  }): void {
    const { observe, editor } = this.#session;
    const atMs = performance.now();
    this.#pressed();
    const { start, end } = this.#accepted;
    const regretted = Math.min(end, edit.end) - Math.max(start, edit.start);
    if (edit.text === "" && regretted > 0) observe({ kind: "regret", atMs, characters: regretted });
    if (edit.start < end) this.#accepted = { start: 0, end: 0 };
    editor.type(edit, caret);
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one[length] === other[length]) length += 1;
  return length;
}
