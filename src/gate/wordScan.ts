/**
 * Finds every place where one of its words stands, in any case, in one pass over a text. `visit` is told which word and
 * where it starts; when it or `goOn`, asked every few thousand characters, says no, the scan ends. Says whether it
 * reached the end.
 */
export type WordScan = (
  text: string,
  visit: (word: number, start: number) => boolean,
  goOn: () => boolean,
) => boolean;

type Found = { readonly word: number; readonly length: number };

/** A state of the automaton before it is laid out: where each symbol leads, and which words end here. */
type State = { readonly next: Map<number, number>; readonly found: Found[]; fallback: number };

const symbolCount = 256;
const blockCharacters = 16_384;

/** ASCII in lower case; everything beyond it shares the upper half, so a word with such characters is only likely. */
function fold(code: number): number {
  if (code >= 128) return 128 | (code & 127);
  return code >= 65 && code <= 90 ? code + 32 : code;
}

function symbolsOf(word: string): readonly number[] {
  return Array.from({ length: word.length }, (_, at) => fold(word.charCodeAt(at)));
}

function plant(words: readonly string[]): readonly State[] {
  const states: State[] = [{ next: new Map(), found: [], fallback: 0 }];
  for (const [word, text] of words.entries()) {
    let state = states[0];
    for (const symbol of symbolsOf(text)) {
      const known = state?.next.get(symbol);
      if (known === undefined)
        state?.next.set(symbol, states.push({ next: new Map(), found: [], fallback: 0 }) - 1);
      state = states[known ?? states.length - 1];
    }
    state?.found.push({ word, length: text.length });
  }
  return states;
}

/** In a move: words end where it leads. Every character of a text is looked up, so this costs no look of its own. */
const endsWords = 2 ** 30;

/** Every state's moves for every symbol that occurs in a word, laid out in rows of `width`; states count in rows. */
class Automaton {
  readonly #symbols = new Uint8Array(symbolCount);
  readonly #width: number;
  readonly #moves: Int32Array;
  readonly #found = new Map<number, readonly Found[]>();

  constructor(words: readonly string[]) {
    const used = [...new Set(words.flatMap(symbolsOf))];
    for (let code = 0; code < symbolCount; code += 1) this.#symbols[code] = used.indexOf(fold(code)) + 1;
    this.#width = used.length + 1;
    const states = plant(words);
    this.#moves = new Int32Array(states.length * this.#width);
    this.#layOut(states);
    this.#moves.forEach((row, move) => {
      if (this.#found.has(row)) this.#moves[move] = row + endsWords;
    });
  }

  /** Breadth first, so that the state to fall back to is finished before the state that falls back to it. */
  #layOut(states: readonly State[]): void {
    const queue = [0];
    for (const index of queue) {
      const state = states[index];
      if (state === undefined) continue;
      const [row, fallback] = [index * this.#width, state.fallback * this.#width];
      this.#moves.copyWithin(row, fallback, fallback + this.#width);
      const found = [...state.found, ...(this.#found.get(fallback) ?? [])];
      if (found.length > 0) this.#found.set(row, found);
      for (const [symbol, target] of state.next) {
        const move = this.#symbols[symbol] ?? 0;
        const child = states[target];
        if (child !== undefined) child.fallback = (this.#moves[fallback + move] ?? 0) / this.#width;
        this.#moves[row + move] = target * this.#width;
        queue.push(target);
      }
    }
  }

  readonly scan: WordScan = (text, visit, goOn) => {
    const [moves, symbols] = [this.#moves, this.#symbols];
    let state = 0;
    for (let block = 0; block < text.length; block += blockCharacters) {
      if (!goOn()) return false;
      const end = Math.min(text.length, block + blockCharacters);
      for (let at = block; at < end; at += 1) {
        const code = text.charCodeAt(at);
        const symbol = symbols[code < 128 ? code : 128 | (code & 127)] ?? 0;
        state = moves[state + symbol] ?? 0;
        if (state < endsWords) continue;
        state -= endsWords;
        if (!this.#tell(state, at + 1, visit)) return false;
      }
    }
    return true;
  };

  #tell(state: number, end: number, visit: (word: number, start: number) => boolean): boolean {
    for (const { word, length } of this.#found.get(state) ?? []) {
      if (!visit(word, end - length)) return false;
    }
    return true;
  }
}

/** Prepares a scan for words; costs in proportion to their length together. */
export function compileWords(words: readonly string[]): WordScan {
  return new Automaton(words).scan;
}
