import { linesPerChunk } from "./codeChunks.ts";
import type { BlockNode } from "./markdownNodes.ts";
import { closesFence, fenceOpening, type FenceOpening } from "../../src/terms/fenceLine.ts";

/** Whether this source of one fenced block is complete up to its first line end, and still open after the last line. */
export function isOpenFence(raw: string): boolean {
  const opening = readOpening(raw);
  if (opening === undefined) return false;
  const lines = raw.replace(/\n+$/, "").split("\n").slice(1);
  return !lines.some((line) => closesFence(line, opening));
}

/**
 * Takes the source of an open fence as it arrives. Only the line being written is looked at again, so a block of any
 * length costs the same per character.
 */
export class OpenFence {
  readonly #opening: FenceOpening;
  #raw: string;
  readonly #chunks: string[] = [];
  #current: string[] = [];
  #line = "";

  /** `raw` satisfies {@link isOpenFence}. */
  constructor(raw: string) {
    const opening = readOpening(raw);
    if (opening === undefined) throw new Error("not the start of a fenced block");
    const firstLine = raw.indexOf("\n") + 1;
    this.#opening = opening;
    this.#raw = raw.slice(0, firstLine);
    this.append(raw.slice(firstLine));
  }

  /** The whole source so far, with the opening and, once closed, the closing line. */
  get raw(): string {
    return this.#raw + this.#line;
  }

  /** Takes more text; once a line closes the block, hands back what follows that line, else `undefined`. */
  append(text: string): string | undefined {
    let rest = text;
    for (let end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n")) {
      this.#line += rest.slice(0, end);
      rest = rest.slice(end + 1);
      const closed = closesFence(this.#line, this.#opening);
      this.#raw += `${this.#line}\n`;
      if (!closed) this.#push(this.#line);
      this.#line = "";
      if (closed) return rest;
    }
    this.#line += rest;
    return undefined;
  }

  /** What can be shown now; a line that may yet become the closing one is not. */
  view(): BlockNode {
    const { marker, info, indent } = this.#opening;
    const mayClose = /^ {0,3}([`~])\1* *$/.exec(this.#line)?.[1] === marker[0];
    const current = this.#current.join("") + (mayClose ? "" : withoutIndent(this.#line, indent));
    return {
      kind: "openCode",
      info,
      chunks: current === "" ? [...this.#chunks] : [...this.#chunks, current],
    };
  }

  #push(line: string): void {
    this.#current.push(`${withoutIndent(line, this.#opening.indent)}\n`);
    if (this.#current.length < linesPerChunk) return;
    this.#chunks.push(this.#current.join(""));
    this.#current = [];
  }
}

function readOpening(raw: string): FenceOpening | undefined {
  const end = raw.indexOf("\n");
  return end === -1 ? undefined : fenceOpening(raw.slice(0, end));
}

function withoutIndent(line: string, indent: number): string {
  const spaces = line.length - line.trimStart().length;
  return line.slice(Math.min(spaces, indent));
}
