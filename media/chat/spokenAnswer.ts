import { plainText } from "./blockNodes.ts";
import type { MarkdownView } from "./incrementalMarkdown.ts";
import type { BlockNode } from "./markdownNodes.ts";
import { say } from "../../src/terms/words.ts";

/** So long between two announcements, in milliseconds: time to hear the one before to its end. */
export const pauseMs = 4000;

/** More characters at once than this nobody listens to: the conversation itself can be read. */
const longest = 600;

/** What of an answer was spoken while it streamed in, a few whole blocks at a time and never a word twice. */
export class SpokenAnswer {
  #spoken: number;
  #lastMs = -Infinity;

  /** So many whole blocks are there already when it begins: somebody heard them, or was not there. */
  constructor(there = 0) {
    this.#spoken = Math.max(0, there);
  }

  /** What has been finished since the last time, unless that was just now. */
  next({ blocks, finished }: MarkdownView, nowMs: number): string | undefined {
    if (finished <= this.#spoken || nowMs - this.#lastMs < pauseMs) return undefined;
    const words = spokenWords(blocks.slice(this.#spoken, finished));
    this.#spoken = finished;
    this.#lastMs = nowMs;
    return words === "" ? undefined : words;
  }

  /** What is left to be spoken once the answer has ended. */
  rest({ blocks }: MarkdownView): string {
    return spokenWords(blocks.slice(this.#spoken));
  }
}

/** Blocks in words alone; code and tables are only named. */
export function spokenWords(blocks: readonly BlockNode[]): string {
  const words = blocks.map(wordsOf).filter((each) => each !== "");
  const text = words.join(" ");
  return text.length <= longest ? text : `${text.slice(0, longest).trimEnd()}…`;
}

function wordsOf(block: BlockNode): string {
  switch (block.kind) {
    case "paragraph":
      return plainText(block.children).trim();
    case "heading":
      return asSentence(plainText(block.children).trim());
    case "code":
    case "openCode":
      return say("Code.");
    case "table":
      return say("Table.");
    case "quote":
      return spokenWords(block.blocks);
    case "list":
      return block.items.map(({ blocks }) => asSentence(spokenWords(blocks))).join(" ");
    case "rule":
    case "verbatim":
      return "";
  }
}

function asSentence(words: string): string {
  return words === "" || /[.!?…。:]$/u.test(words) ? words : `${words}.`;
}
