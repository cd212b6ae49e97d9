import type { MarkedToken } from "marked";
import { blockNode, blockNodes } from "./blockNodes.ts";
import { cutContainer, resume, type Carry } from "./carry.ts";
import { lexMarkdown, type LinkDefinitions } from "./lexMarkdown.ts";
import type { BlockNode } from "./markdownNodes.ts";
import { isOpenFence, OpenFence } from "./openFence.ts";
import { heldBack, openDelimiters } from "./tailDisplay.ts";

/** What to show of an answer now. A block that is finished keeps its identity from one view to the next. */
export type MarkdownView = {
  readonly blocks: readonly BlockNode[];
  /** How many of the blocks are finished. */
  readonly finished: number;
  /** Text at the end that waits for more before it is read as Markdown; shown as it is. */
  readonly pending: string;
};

/** One token of the unfinished end, how much of that end it takes, and what it shows. */
type Piece = { readonly token: MarkedToken; readonly length: number; readonly nodes: readonly BlockNode[] };

/** Up to here the unfinished end is read again with every text that comes; beyond, whenever it grew by an eighth. */
const smallTail = 4096;

/**
 * Reads Markdown that arrives in parts at a cost per character that does not depend on how much came before: a block
 * followed by two others is finished and never looked at again, a long list or table is finished item by item, an open
 * fence line by line, and anything else that grows long is read again ever more rarely. After {@link finish} the result
 * is that of reading the whole text at once. One thing is late: a reference link (`[a][b]`) whose definition comes
 * after it becomes a link only then.
 */
export class IncrementalMarkdown {
  #source = "";
  #finished: BlockNode[] = [];
  #links: LinkDefinitions = {};
  #tail = "";
  #pieces: readonly Piece[] = [];
  /** How much of the tail the pieces stand for. */
  #read = 0;
  #carry: Carry | undefined;
  #fence: OpenFence | undefined;
  #halfLineEnd = false;
  readonly #lex: typeof lexMarkdown;

  /** `lex` is how text is read; tests count what it is given. */
  constructor(lex = lexMarkdown) {
    this.#lex = lex;
  }

  /** Everything appended so far, as it came. */
  get source(): string {
    return this.#source;
  }

  /** Takes the next part, of any length, cut anywhere. */
  append(text: string): void {
    this.#source += text;
    const joined = this.#halfLineEnd ? `\r${text}` : text;
    this.#halfLineEnd = joined.endsWith("\r");
    const whole = this.#halfLineEnd ? joined.slice(0, -1) : joined;
    if (whole !== "") this.#feed(whole.replace(/\r\n?/g, "\n"));
  }

  /** Says that nothing more comes. */
  finish(): void {
    if (this.#halfLineEnd) this.#feed("\n");
    this.#halfLineEnd = false;
    if (this.#fence !== undefined) this.#finishFence(this.#fence);
    if (this.#tail !== "") {
      this.#readTail(this.#tail.length, "");
      this.#freeze(this.#pieces.length);
    }
    // A definition may make links far above it, or reach over lines that had looked like blocks of their own.
    if (this.#source.includes("]:")) this.#finished = [...blockNodes(this.#lex(this.#source, {}))];
  }

  /** What to show now. */
  view(): MarkdownView {
    const unread = this.#tail.length - this.#read;
    const tail =
      this.#fence === undefined ? this.#pieces.flatMap(({ nodes }) => nodes) : [this.#fence.view()];
    return {
      blocks: [...this.#finished, ...tail],
      finished: this.#finished.length,
      pending: this.#tail.slice(this.#read, this.#tail.length - Math.min(unread, heldBack(this.#tail))),
    };
  }

  #feed(text: string): void {
    if (this.#fence === undefined) this.#tail += text;
    else {
      const rest = this.#fence.append(text);
      if (rest === undefined) return;
      this.#finishFence(this.#fence);
      this.#tail = rest;
    }
    const grown = this.#tail.length - this.#read;
    if (this.#tail.length > smallTail && grown * 8 < this.#tail.length) return;
    const shown = this.#tail.length - heldBack(this.#tail);
    this.#readTail(shown, openDelimiters(this.#tail.slice(0, shown)));
    this.#settle();
  }

  /** Reads the tail again up to `length`, as if `closing` followed; that can only concern the last piece. */
  #readTail(length: number, closing: string): void {
    const head = this.#carry?.head ?? "";
    const shown = this.#tail.slice(0, length);
    const tokens = this.#lex(head + (closing === "" ? shown : shown.trimEnd() + closing), this.#links);
    this.#pieces = tokens.map((token, index) => ({
      token,
      length: token.raw.length - (index === 0 ? head.length : 0),
      nodes: this.#show(token, index),
    }));
    this.#read = length;
  }

  #show(token: MarkedToken, index: number): readonly BlockNode[] {
    if (index === 0 && this.#carry !== undefined) return resume(this.#carry, token);
    const before = this.#pieces[index];
    if (before !== undefined && readSame(before.token, token)) return before.nodes;
    const node = blockNode(token);
    return node === undefined ? [] : [node];
  }

  /** Finishes what the text after it can no longer change. */
  #settle(): void {
    const blocks = [...this.#pieces.keys()].filter((index) => this.#pieces[index]?.token.type !== "space");
    const last = blocks.at(-1) ?? 0;
    const token = this.#pieces[last]?.token;
    if (token?.type === "code" && isOpenFence(token.raw)) {
      this.#freeze(last);
      this.#fence = new OpenFence(this.#tail);
      this.#tail = "";
      this.#pieces = [];
      this.#read = 0;
      return;
    }
    const cut = token === undefined ? undefined : cutContainer(token, last === 0 ? this.#carry : undefined);
    if (cut === undefined) this.#freeze(blocks.at(-2) ?? 0);
    else this.#carryOn(last, cut.carry, cut.length);
  }

  #carryOn(index: number, carry: Carry, length: number): void {
    this.#freeze(index);
    const inTail = length - (this.#carry?.head.length ?? 0);
    this.#tail = this.#tail.slice(inTail);
    this.#carry = carry;
    this.#pieces = [];
    const shown = this.#read - inTail;
    this.#readTail(shown, openDelimiters(this.#tail.slice(0, shown)));
  }

  /** Moves the first `count` pieces to the finished blocks. */
  #freeze(count: number): void {
    if (count === 0) return;
    const done = this.#pieces.slice(0, count);
    const length = done.reduce((sum, piece) => sum + piece.length, 0);
    for (const { token, nodes } of done) {
      this.#finished.push(...nodes);
      if (token.type === "def" && !Object.hasOwn(this.#links, token.tag))
        this.#links[token.tag] = { href: token.href, title: token.title };
    }
    this.#tail = this.#tail.slice(length);
    this.#read = Math.max(0, this.#read - length);
    this.#pieces = this.#pieces.slice(count);
    this.#carry = undefined;
  }

  #finishFence(fence: OpenFence): void {
    this.#finished.push(...blockNodes(this.#lex(fence.raw, {})));
    this.#fence = undefined;
  }
}

/** Whether two tokens read the same: equal source is not enough, since the lines after a block can change its text. */
function readSame(a: MarkedToken, b: MarkedToken): boolean {
  return a.type === b.type && a.raw === b.raw && "text" in a && "text" in b && a.text === b.text;
}

/** Reads a whole text at once. */
export function wholeMarkdown(source: string): readonly BlockNode[] {
  return blockNodes(lexMarkdown(source, {}));
}
