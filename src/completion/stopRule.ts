import { createLineJudge, type LineJudge } from "./lineJudge.ts";
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

class Watch implements StopRule {
  readonly #filter: TokenFilter;
  readonly #judge: LineJudge;
  readonly #pieces: string[] = [];
  #length = 0;
  /** The line that is being written: its pieces, its beginning, and where it begins. */
  #line: { readonly pieces: string[]; head: string; readonly start: number } = newLine(0);
  #hasLine = false;
  /** Where the suggestion ends; not yet sure while the line behind it may turn out to be a loop. */
  #end: { readonly at: number; readonly isSure: boolean; readonly hasRest: boolean } | undefined;

  constructor(filter: TokenFilter, judge: LineJudge) {
    this.#filter = filter;
    this.#judge = judge;
  }

  push(piece: string): Progress {
    const room = mostCharacters - this.#length;
    this.#take(this.#filter.push(piece).slice(0, room));
    if (this.#filter.hasEnded() || this.#length >= mostCharacters)
      this.#finish({ at: this.#end?.at ?? this.#length, hasRest: false });
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
      this.#line.pieces.push(part);
      this.#length += part.length;
      if (this.#line.head.length < headLength) this.#line.head += part.slice(0, headLength);
    }
    if (this.#judge.excludes(this.#line.head)) this.#finish({ at: this.#beforeLine(), hasRest: true });
  }

  #endLine(): void {
    const before = this.#beforeLine();
    const line = this.#line.pieces.join("").replace(/\r$/, "");
    this.#length += 1;
    this.#line = newLine(this.#length);
    if (this.#end?.isSure === true) return;
    switch (this.#judge.judge(line)) {
      case "within":
        this.#hasLine ||= line.trim() !== "";
        break;
      case "passed":
        break;
      case "outside":
        this.#finish({ at: before, hasRest: true });
        break;
      case "over":
        this.#finish({ at: before, hasRest: false });
        break;
      case "again":
        this.#end ??= { at: before, isSure: false, hasRest: true };
        break;
      case "lost":
        this.#end = { at: this.#length, isSure: true, hasRest: false };
    }
  }

  /** The suggestion ends here, or where it was thought to end before. */
  #finish({ at, hasRest }: { readonly at: number; readonly hasRest: boolean }): void {
    if (this.#end?.isSure !== true) this.#end = { at: this.#end?.at ?? at, isSure: true, hasRest };
  }

  #beforeLine(): number {
    return Math.max(0, this.#line.start - 1);
  }
}

function newLine(start: number): { readonly pieces: string[]; head: string; readonly start: number } {
  return { pieces: [], head: "", start };
}

/** A text that was cut between the halves of a surrogate pair loses the half. */
function wholeCharacters(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
}
