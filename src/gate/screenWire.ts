import { pictureUrl, type Picture } from "../terms/picture.ts";
import type { KnownSecret, Screening, SecretFinding } from "../terms/screening.ts";
import { jsonStrings } from "./jsonStrings.ts";
import { resolveEscapes } from "./resolveEscapes.ts";
import type { SecretRule } from "./secretRule.ts";
import { secretRules } from "./secretRules.ts";
import { sha256 } from "./sha256.ts";
import type { WireRequest } from "./wireRequest.ts";
import { compileWords, type WordScan } from "./wordScan.ts";

/** Longest time for one request, in milliseconds; looked at only after so much work that no ordinary request needs. */
const budgetMs = 250;
/** In tries of a pattern: about a tenth of a second at worst, however long the machine was busy with something else. */
const unhurriedWork = 16_384;
/** What reading one block of text counts as. */
const workPerBlock = 64;
const mostFindings = 100;
/** How deep escapes may lie in escapes: JSON in JSON in a source text. */
const mostLayers = 3;
/** Patterns tried between two looks at the clock. */
const workPerLook = 32;
/** Characters of a known value that are looked for first. */
const knownStart = 12;

/** A stretch of a text that a rule or a known value covers; of two over the same place the lower rank names it. */
type Span = { start: number; end: number; rank: number; rule: string; label: string };

/**
 * Screens a request as it would leave: its path, and every string of its body, keys included, as it is and with its
 * escapes resolved. Comments in the text that switch scanners off switch nothing off here. `clock` in milliseconds; one
 * of processor time does not count what the machine does besides. A string that is one of `pictures` and nothing else is
 * not read: what a picture shows is not in its letters.
 */
export function screenWire(
  { path, body }: Pick<WireRequest, "path" | "body">,
  known: readonly KnownSecret[],
  clock: () => number,
  pictures: readonly Picture[] = [],
): Screening {
  const text = new TextDecoder().decode(body);
  const screen = new Screen(known, clock);
  const pictorial = new Set(pictures.flatMap((one) => [one.base64, pictureUrl(one)]));
  for (const piece of [path, decodedPath(path), ...(jsonStrings(text) ?? [text])])
    if (!pictorial.has(piece)) screen.read(piece);
  return screen.result();
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** What may begin where a word stands: a rule's match, or a known value. */
type Candidate = { readonly rule: SecretRule; readonly rank: number } | { readonly known: KnownSecret };

type Search = { readonly scan: WordScan; readonly byWord: readonly (readonly Candidate[])[] };

function prepare(known: readonly KnownSecret[]): Search {
  const candidates = new Map<string, Candidate[]>();
  const add = (word: string, candidate: Candidate): void => {
    const all = candidates.get(word);
    if (all === undefined) candidates.set(word, [candidate]);
    else all.push(candidate);
  };
  for (const [rank, rule] of secretRules.entries()) {
    for (const keyword of rule.keywords) add(keyword, { rule, rank });
  }
  for (const each of known) add(each.secret.slice(0, knownStart), { known: each });
  return { scan: compileWords([...candidates.keys()]), byWord: [...candidates.values()] };
}

const noneKnown: readonly KnownSecret[] = [];
const searches = new WeakMap<readonly KnownSecret[], Search>();

/** Prepared once for a list of known values, and then kept as long as the list is. */
function searchFor(known: readonly KnownSecret[]): Search {
  const list = known.length === 0 ? noneKnown : known;
  const search = searches.get(list) ?? prepare(list);
  searches.set(list, search);
  return search;
}

/** One request being screened. */
class Screen {
  readonly #search: Search;
  readonly #clock: () => number;
  readonly #until: number;
  readonly #findings = new Map<string, SecretFinding>();
  #complete = true;
  #work = 0;

  constructor(known: readonly KnownSecret[], clock: () => number) {
    this.#search = searchFor(known);
    this.#clock = clock;
    this.#until = clock() + budgetMs;
  }

  result(): Screening {
    return { findings: [...this.#findings.values()], complete: this.#complete };
  }

  /** Reads a text as it is, then with its escapes resolved, layer by layer. */
  read(original: string): void {
    const spans: Span[] = [];
    let text = original;
    let toOriginal = (offset: number): number => offset;
    for (let layer = 0; ; layer += 1) {
      this.#scan(text, (span) => {
        spans.push({ ...span, start: toOriginal(span.start), end: toOriginal(span.end) });
      });
      const resolved = layer < mostLayers && this.#complete ? resolveEscapes(text) : undefined;
      if (resolved === undefined) break;
      const outer = toOriginal;
      toOriginal = (offset) => outer(resolved.toOriginal(offset));
      ({ text } = resolved);
    }
    for (const span of united(spans)) this.#keep(original.slice(span.start, span.end), span);
  }

  #inTime(): boolean {
    if (this.#work > unhurriedWork && this.#clock() > this.#until) this.#complete = false;
    return this.#complete;
  }

  /** Asked for every block of a text that is read. */
  #goOn = (): boolean => {
    this.#work += workPerBlock;
    return this.#inTime();
  };

  #scan(text: string, add: (span: Span) => void): void {
    const { scan, byWord } = this.#search;
    const reached = new Map<Candidate, number>();
    const visit = (word: number, start: number): boolean => {
      for (const candidate of byWord[word] ?? []) {
        // What a match of the rule covers is not looked at by that rule again.
        if (start < (reached.get(candidate) ?? 0)) continue;
        this.#work += 1;
        if (this.#work % workPerLook === 0 && !this.#inTime()) return false;
        const span = "rule" in candidate ? match(text, start, candidate) : same(text, start, candidate.known);
        if (span === undefined) continue;
        reached.set(candidate, span.end);
        add(span);
      }
      return true;
    };
    scan(text, visit, this.#goOn);
  }

  #keep(secret: string, { rule, label }: Span): void {
    if (this.#findings.has(secret)) return;
    if (this.#findings.size >= mostFindings) {
      this.#complete = false;
      return;
    }
    const id = sha256(new TextEncoder().encode(`${rule} ${secret}`)).slice(0, 16);
    this.#findings.set(secret, { id, rule, label, secret });
  }
}

function same(text: string, start: number, { secret, label }: KnownSecret): Span | undefined {
  if (!text.startsWith(secret, start)) return undefined;
  return { start, end: start + secret.length, rank: -1, rule: "env", label };
}

type RuleCandidate = Extract<Candidate, { readonly rule: SecretRule }>;

function match(text: string, keywordAt: number, { rule, rank }: RuleCandidate): Span | undefined {
  const { pattern, lead = 0, check, id, label } = rule;
  if (keywordAt < lead) return undefined;
  pattern.lastIndex = keywordAt - lead;
  const found = pattern.exec(text);
  if (found === null) return undefined;
  const [whole, secret = whole] = found;
  if (check?.(secret) === false) return undefined;
  const end = found.index + whole.length;
  return { start: end - secret.length, end, rank, rule: id, label };
}

/** Spans that touch the same text become one. */
function united(spans: readonly Span[]): readonly Span[] {
  const all: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || a.rank - b.rank)) {
    const last = all.at(-1);
    if (last === undefined || span.start >= last.end) {
      all.push({ ...span });
      continue;
    }
    last.end = Math.max(last.end, span.end);
    if (span.rank < last.rank) Object.assign(last, { rank: span.rank, rule: span.rule, label: span.label });
  }
  return all;
}
