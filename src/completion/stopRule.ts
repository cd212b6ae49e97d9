import { createLineJudge, type LineJudge, type Verdict } from "./lineJudge.ts";
import type { Site } from "./site.ts";
import { createTokenFilter, type TokenFilter } from "./tokenFilter.ts";
import { vicinityOf } from "./vicinity.ts";

/**
 * How far an answer has come. `more`: not one line yet. `line`: its first line is complete and may be shown. `done`: what
 * can be shown of it is complete, nothing the model adds would change it.
 */
export type Progress = { readonly kind: "more" } | { readonly kind: "line" } | { readonly kind: "done" };

/** Watches an answer arrive and says when it is enough. */
export type StopRule = {
  /** Takes the next piece. After `done` more may come: it changes nothing but `text` and `rest`. */
  readonly push: (piece: string) => Progress;
  /** All that came before the model's own end, up to a bound of some thousand characters. */
  readonly text: () => string;
  /** What of it belongs to the suggestion, as far as it has come: raw, for `postprocess`. */
  readonly visible: () => string;
  /**
   * What came behind that and goes on from there, with the line break it begins with: what completes the document once
   * the suggestion is accepted. Empty where the answer went on with nothing of use.
   */
  readonly rest: () => string;
};

/** Characters of an answer that are kept: a model may write for ever, or one giant line. */
const mostCharacters = 4000;
/** Characters at the beginning of a line that decide whether it can belong. */
const headLength = 64;

/**
 * A rule for one answer at a site; `stop` are the family's own special tokens, `keepsFences` says that a code fence is
 * text like any other, as in Markdown. A piece costs as much as it is long, however much came before it.
 */
export function createStopRule(
  site: Site,
  options: { readonly stop: readonly string[]; readonly keepsFences: boolean },
): StopRule {
  const { mostLines } = site;
  const judge = createLineJudge(vicinityOf(site), { mostLines, keepsFences: options.keepsFences });
  return new Watch(createTokenFilter(options.stop), judge);
}

/** Where a suggestion ends in an answer; `isSure` once no line that is still to come can change that. */
type End = { readonly at: number; readonly isSure: boolean; readonly hasRest: boolean };

class Watch implements StopRule {
  readonly #filter: TokenFilter;
  readonly #judge: LineJudge;
  readonly #pieces: string[] = [];
  #length = 0;
  /** Where each line begins. */
  readonly #starts: number[] = [0];
  /** The line that is being written: its pieces, and its beginning. */
  #line: string[] = [];
  #head = "";
  #hasLine = false;
  #end: End | undefined;

  constructor(filter: TokenFilter, judge: LineJudge) {
    this.#filter = filter;
    this.#judge = judge;
  }

  push(piece: string): Progress {
    const room = mostCharacters - this.#length;
    this.#take(this.#filter.push(piece).slice(0, room));
    if (this.#filter.hasEnded() || this.#length >= mostCharacters) this.#finish(this.#length, "nothing");
    return { kind: this.#end?.isSure === true ? "done" : this.#hasLine ? "line" : "more" };
  }

  text(): string {
    return wholeCharacters(this.#pieces.join("") + this.#filter.held());
  }

  visible(): string {
    return wholeCharacters(this.text().slice(0, this.#end?.at));
  }

  rest(): string {
    return this.#end?.hasRest === true ? this.text().slice(this.#end.at) : "";
  }

  #take(text: string): void {
    this.#pieces.push(text);
    for (const [index, part] of text.split("\n").entries()) {
      if (index > 0) this.#endLine();
      this.#line.push(part);
      this.#length += part.length;
      if (this.#head.length < headLength) this.#head += part.slice(0, headLength);
    }
    if (this.#judge.excludes(this.#head)) this.#finish(this.#endBefore(0), "rest");
  }

  #endLine(): void {
    const line = this.#line.join("").replace(/\r$/, "");
    this.#line = [];
    this.#head = "";
    this.#length += 1;
    if (this.#end?.isSure !== true) this.#heed(this.#judge.judge(line), line);
    this.#starts.push(this.#length);
  }

  /** Does what a verdict about the last complete line says. */
  #heed(verdict: Verdict, line: string): void {
    switch (verdict.kind) {
      case "within":
        this.#hasLine ||= line.trim() !== "";
        break;
      case "passed":
        break;
      case "outside":
        this.#finish(this.#endBefore(0), "rest");
        break;
      case "over":
        this.#finish(this.#endBefore(verdict.linesBefore), "nothing");
        break;
      case "again":
        this.#end ??= { at: this.#endBefore(0), isSure: false, hasRest: true };
        break;
      case "lost":
        this.#end = { at: this.#length, isSure: true, hasRest: false };
    }
  }

  /** The suggestion ends here, or where it was thought to end before. */
  #finish(at: number, left: "rest" | "nothing"): void {
    if (this.#end?.isSure !== true)
      this.#end = { at: this.#end?.at ?? at, isSure: true, hasRest: left === "rest" };
  }

  /** The end of what stands before the last line, or before one so many lines earlier. */
  #endBefore(lines: number): number {
    return Math.max(0, (this.#starts.at(-1 - lines) ?? 0) - 1);
  }
}

/** A text that was cut between the halves of a surrogate pair loses the half. */
function wholeCharacters(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
}
