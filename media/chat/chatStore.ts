import { batch, computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { ChatViewState, ComposerPart, ToHost, ToView, TurnView } from "../../src/protocol/messages.ts";
import { AnswerDocuments } from "./answerDocuments.ts";
import {
  isEdited,
  recall,
  remember,
  withoutDrafts,
  type Memory,
  type MemoryChange,
  type Place,
} from "./conversationMemory.ts";
import { Thoughts } from "./thoughts.ts";
import { tooLong } from "./tooLong.ts";
import { PictureStore } from "./pictureStore.ts";
import { aboutNothing } from "./aboutNothing.ts";
import { CalledCommand } from "./calledCommand.ts";
import { HeldDraft } from "./heldDraft.ts";
import { PendingQuestion } from "./pendingQuestion.ts";
import { QuestionEdits } from "./questionEdits.ts";
import { createSuggestionLists, type SuggestionLists } from "./suggestionLists.ts";
import { keepUnchanged } from "./keepUnchanged.ts";
import { ScreenReader } from "./screenReader.ts";

/** What the store needs from the world. */
export type Surroundings = {
  readonly post: (message: ToHost) => void;
  readonly onNextFrame: (callback: () => void) => void;
  /** Milliseconds since some moment. */
  readonly nowMs: () => number;
  /** Milliseconds since 1970. */
  readonly dateMs: () => number;
  readonly recall: () => Memory | undefined;
  readonly remember: (memory: Memory) => void;
};

/** What the store takes of the host; where the keyboard is in the transcript is the page's alone. */
export type ToStore = Exclude<ToView, { readonly type: "go" | "copyCode" | "applyCode" }>;

type DeltaMessage = Extract<ToView, { type: "delta" }>;

/** Which way somebody turns from one of several to another. */
export type Direction = "previous" | "next";

/** The state of the view and everything that can happen to it. */
export class ChatStore {
  readonly answers = new AnswerDocuments();
  readonly thoughts = new Thoughts();
  readonly state: ReadonlySignal<ChatViewState | undefined>;
  readonly draft: Signal<string>;
  /** Why the draft is too long to be sent, when it is. */
  readonly tooLong: ReadonlySignal<string | undefined>;
  /** What a screen reader should say now. */
  readonly announced: ReadonlySignal<string>;
  /** Counts the times the keyboard was sent to the composer. */
  readonly composerCalls = signal(0);
  /** What can be chosen for the word that is being written. */
  readonly lists: SuggestionLists;
  /** Why the command in the draft cannot be sent by itself, when it cannot. */
  readonly aboutNothing: ReadonlySignal<string | undefined>;
  /** What the pictures on chips look like. */
  readonly pictures: PictureStore;
  /** Counts the questions sent: after each the transcript goes to the end. */
  readonly sends = signal(0);

  /** The question that was sent last, until it stands in the conversation. */
  readonly pending = new PendingQuestion();
  /** The draft that waits for the answer before it. */
  readonly held = new HeldDraft();
  /** The questions that are being edited in their places. */
  readonly edits: QuestionEdits;

  readonly #surroundings: Surroundings;
  readonly #called: CalledCommand;
  readonly #state = signal<ChatViewState | undefined>(undefined);
  readonly #screenReader = new ScreenReader();
  /** Where the keyboard goes when what was turned to, or left, is drawn. */
  #turned: { readonly turn: string; readonly direction: Direction } | undefined;
  #memory: Memory;
  #deltas: (Pick<DeltaMessage, "turn" | "kind"> & { text: string }) | undefined;
  #frameIsDue = false;
  #isJustPasted = false;

  /** What each message of the host does. */
  readonly #takes: {
    readonly [T in ToStore["type"]]: (message: Extract<ToStore, { readonly type: T }>) => void;
  } = {
    state: ({ state }) => {
      this.#replace(state);
    },
    composer: ({ part }) => {
      this.#replaceComposer(part);
    },
    delta: (delta) => {
      this.#takeDelta(delta);
    },
    suggestions: ({ request, items, more }) => {
      this.lists.mentions.receive(request, items, more);
    },
    commands: ({ request, items }) => {
      this.lists.commands.receive(request, items);
    },
    picture: ({ picture, url }) => {
      this.pictures.receive(picture, url);
    },
    focusComposer: () => {
      this.composerCalls.value += 1;
    },
    forgetDrafts: ({ beforeMs }) => {
      this.#memory = withoutDrafts(this.#memory, beforeMs);
      this.#surroundings.remember(this.#memory);
      this.draft.value = recall(this.#memory, this.#key()).draft ?? "";
      this.edits.restore(recall(this.#memory, this.#key()).edits ?? []);
    },
    edit: ({ turn }) => {
      this.edit(turn);
    },
    restoreDraft: ({ text, turn }) => {
      const isKept = turn !== undefined && (this.edits.cameBack(turn) || isEdited(this.#memory, turn));
      const isNews = !isKept && this.pending.cameBack(text);
      if (!this.isBusy()) this.held.release();
      if (isNews) this.#giveBack(text);
    },
  };

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#memory = surroundings.recall() ?? [];
    this.lists = createSuggestionLists(surroundings.post);
    this.#called = new CalledCommand(surroundings.post);
    this.pictures = new PictureStore(surroundings.post);
    this.state = this.#state;
    this.announced = this.#screenReader.words;
    this.edits = new QuestionEdits((edits) => {
      this.#remember({ edits, draftMs: surroundings.dateMs() });
    });
    this.draft = signal(recall(this.#memory, this.#key()).draft ?? "");
    this.tooLong = computed(() => tooLong(this.draft.value.trim().length));
    this.aboutNothing = computed(() => aboutNothing(this.draft.value, this.#state.value));
  }

  /** Says something to the host. */
  post(message: ToHost): void {
    this.#surroundings.post(message);
  }

  /** Takes a message from the host. */
  receive(message: ToStore): void {
    const take = this.#takes[message.type] as (message: ToStore) => void;
    take(message);
  }

  /** Has a screen reader say something. */
  say(words: string): void {
    this.#screenReader.say(words);
  }

  /** Changes the unsent draft. */
  write(draft: string): void {
    this.draft.value = draft;
    this.#isJustPasted = false;
    this.#remember({ draft: this.pending.with(draft), draftMs: this.#surroundings.dateMs() });
    this.#called.follow(draft);
  }

  /** Puts a pasted text beside the next question. */
  paste(text: string): void {
    this.post({ type: "attachPasted", text });
    this.#isJustPasted = true;
  }

  /** Has the text that was just pasted put into the draft instead; says whether one was, and nothing was written since. */
  undoPaste(): boolean {
    if (!this.#isJustPasted) return false;
    this.#isJustPasted = false;
    this.post({ type: "chipAsText" });
    return true;
  }

  /**
   * Sends the draft, when there is one and it can be sent, and gives the keyboard back to the composer. It leaves when the
   * pictures are taken in that were put beside it.
   */
  send(): void {
    const text = this.draft.value.trim();
    this.#called.follow(`${text} `);
    if (text !== "" && this.isBusy()) this.say(this.held.hold());
    if (text === "" || !this.canSend()) return;
    const onDevice = this.#state.value?.composer.onDevice;
    const now = this.pending.sent(text, this.#state.value);
    this.lists.close();
    this.write("");
    this.sends.value += 1;
    this.composerCalls.value += 1;
    this.pictures.whenTaken(() => {
      const where = now(this.#state.value);
      if (where === "going") this.post({ type: "send", text, ...(onDevice && { onDevice }) });
      else if (where === "elsewhere") this.#takeBack();
    });
  }

  /** Whether the draft could be sent now. A problem keeps nobody from trying: the server is asked again, the gate answers. */
  canSend(): boolean {
    return this.mayAsk() && this.tooLong.value === undefined && this.aboutNothing.value === undefined;
  }

  /** Whether something could be asked now, whatever the draft is. */
  mayAsk(): boolean {
    const state = this.#state.value;
    return state !== undefined && !this.isBusy() && state.readOnly === undefined;
  }

  /** Whether an answer is being made, or a question is on its way to be: until that is over, or stopped, nothing is asked. */
  isBusy(): boolean {
    const { busy, composer } = this.#state.value ?? {};
    const isOnItsWay = this.pending.text.value !== undefined || this.edits.sent.value !== undefined;
    return busy === true || composer?.preparing === true || isOnItsWay;
  }

  /**
   * Stops the answer being made, or takes back the question that is not even asked yet, be the host there or not, and gives
   * the keyboard back to the composer, or to where the question was edited.
   */
  stop(): void {
    if (!this.isBusy()) return;
    this.post({ type: "stop" });
    if (this.edits.takeBack()) return;
    this.#takeBack();
    this.composerCalls.value += 1;
  }

  #takeBack(): void {
    const text = this.pending.takeBack();
    if (text !== undefined) this.#giveBack(text);
  }

  /** Puts a text back into the message box, before what was written since. */
  #giveBack(text: string): void {
    this.write([text, this.draft.value].filter((part) => part !== "").join("\n"));
    this.composerCalls.value += 1;
  }

  /** Begins to edit a question in its place. */
  edit(turn: string): void {
    const question = this.#turn(turn)?.question;
    if (question !== undefined && this.mayAsk()) this.edits.begin(turn, question);
  }

  /** Asks the edited question in the place of the one before, and gives the keyboard back to the composer. */
  sendEdit(): void {
    const { turn, text, without = [] } = this.edits.editing.value ?? {};
    if (turn === undefined || text === undefined || text.trim() === "") return;
    if (this.isBusy()) this.say(this.held.hold());
    if (!this.mayAsk() || this.edits.tooLong.value !== undefined) return;
    this.post({ type: "edit", turn, text, ...(without.length > 0 && { without }) });
    this.edits.send();
    this.sends.value += 1;
    this.composerCalls.value += 1;
  }

  /** Turns to the branch with another question in the place of one. */
  turnTo(turn: string, direction: Direction): void {
    this.#turned = { turn, direction };
    this.post({ type: "show", turn });
  }

  /** Whether the keyboard should be where somebody turned on from; asked once. */
  takeTurned(turn: string, direction: Direction): boolean {
    if (this.#turned?.turn !== turn || this.#turned.direction !== direction) return false;
    this.#turned = undefined;
    return true;
  }

  /** Puts the last question into an empty composer; says whether it did. */
  recallQuestion(): boolean {
    const question = this.#state.value?.turns.at(-1)?.question;
    if (question === undefined || this.draft.value !== "") return false;
    this.write(question);
    return true;
  }

  /** Puts an example into the message box: in the place of another one, and behind whatever a person wrote. */
  takeExample(example: string): void {
    const written = this.draft.value.trimEnd();
    const isOwn = written !== "" && this.#state.value?.welcome.examples.includes(written) !== true;
    this.write(isOwn ? `${written}\n${example}` : example);
    this.composerCalls.value += 1;
  }

  /** Where the reader was in this conversation when the view was last taken away. */
  place(): Place | undefined {
    return recall(this.#memory, this.#key()).place;
  }

  /** Remembers where the reader is; nothing when that is the end. */
  keepPlace(place: Place | undefined): void {
    this.#remember({ place });
  }

  #remember(change: MemoryChange): void {
    this.#memory = remember(this.#memory, this.#key(), change);
    this.#surroundings.remember(this.#memory);
  }

  /**
   * What the conversation is remembered by. One in which nothing was asked yet may have another id after a restart, but what
   * is being written for it is written for the next one, too.
   */
  #key(): string {
    const { conversation, turns } = this.#state.value ?? {};
    return conversation === undefined || turns?.length === 0 ? "" : conversation.id;
  }

  /** Another conversation brings its own draft. One that has just begun keeps what was written meanwhile. */
  #changeDraft(before: ChatViewState | undefined, key: string): void {
    if (this.#key() === key) return;
    this.lists.close();
    this.edits.restore(recall(this.#memory, this.#key()).edits ?? []);
    if (before?.conversation.id !== this.#state.value?.conversation.id) {
      const { draft } = recall(this.#memory, this.#key());
      this.draft.value = PendingQuestion.unasked(draft, this.#state.value?.turns ?? []);
      return;
    }
    const { draftMs = 0 } = recall(this.#memory, key);
    this.#memory = remember(this.#memory, key, { draft: "", draftMs });
    this.#remember({ draft: this.draft.value, draftMs });
  }

  #replace(next: ChatViewState): void {
    this.#deltas = undefined;
    const before = this.#state.value;
    const key = this.#key();
    batch(() => {
      this.answers.replace(next.turns);
      this.thoughts.replace(next.turns);
      this.#state.value = { ...next, turns: keepUnchanged(before?.turns ?? [], next.turns) };
      this.#changeDraft(before, key);
      if (this.pending.isAsked(next.turns)) this.write(this.draft.value);
      this.edits.follow(next.turns);
      if (!this.isBusy()) this.held.release();
      this.#screenReader.follow(before, next, (turn) => this.answers.of(turn).value);
    });
  }

  #replaceComposer(part: ComposerPart): void {
    const before = this.#state.value;
    if (before !== undefined) this.#state.value = { ...before, ...part };
  }

  /** Draws the first text at once and gathers what comes until the next frame. */
  #takeDelta({ turn, kind, text }: DeltaMessage): void {
    if (this.#deltas?.turn === turn && this.#deltas.kind === kind) this.#deltas.text += text;
    else {
      this.#drawDeltas();
      this.#deltas = { turn, kind, text };
    }
    if (this.#frameIsDue) return;
    this.#drawDeltas();
    this.#awaitFrame();
  }

  #awaitFrame(): void {
    this.#frameIsDue = true;
    this.#surroundings.onNextFrame(() => {
      this.#frameIsDue = false;
      if (this.#deltas === undefined) return;
      this.#drawDeltas();
      this.#awaitFrame();
    });
  }

  #drawDeltas(): void {
    const deltas = this.#deltas;
    this.#deltas = undefined;
    const turn = this.#turn(deltas?.turn);
    if (deltas === undefined || turn === undefined) return;
    if (deltas.kind === "thinking") this.thoughts.append(turn, deltas.text);
    else {
      this.answers.append(turn, deltas.text);
      this.#screenReader.hear(this.answers.of(turn).value, this.#surroundings.nowMs());
    }
  }

  #turn(id: string | undefined): TurnView | undefined {
    return this.#state.value?.turns.find((turn) => turn.id === id);
  }
}
