/** The box of a repository that its next commit's message is written in. */
export type CommitBox = { value: string };

/** What is written into a box while a model answers. As soon as the person writes there, nothing is written any more. */
export class BoxText {
  readonly #box: CommitBox;
  /** What the box held at first. */
  readonly before: string;
  /** What may stand in the box without the person: all that was put there, for the editor may tell of it late, and of each. */
  readonly #put: Set<string>;
  #isTakenOver = false;

  constructor(box: CommitBox) {
    this.#box = box;
    this.before = box.value;
    this.#put = new Set([this.before]);
  }

  /** Whether the person has written in the box meanwhile. */
  get isTakenOver(): boolean {
    return this.#isTakenOver;
  }

  /** Puts a text in; nothing is no text. */
  put(text: string): void {
    if (text !== "") this.#set(text);
  }

  /** Has the box hold what it held before. */
  putBack(): void {
    this.#set(this.before);
  }

  #set(text: string): void {
    if (!this.#put.has(this.#box.value)) this.#isTakenOver = true;
    if (this.#isTakenOver || text === this.#box.value) return;
    // With something of ours in it, only the person empties the box or has it hold again what it held: by a commit, say.
    this.#put.delete(this.before);
    this.#put.add(text);
    this.#box.value = text;
  }
}
