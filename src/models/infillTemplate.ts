import type { InfillFormat } from "./infill.ts";
import { layoutOf } from "./infillLayout.ts";

/** Longest template that is read, in characters; the longest of Ollama's library have about half of it. */
const longest = 20_000;
/** Longest text around the two that can still be a token, in characters. */
const longestToken = 200;
/** Most special tokens of a template that end a completion. */
const mostStops = 12;

/** A branch that is open: whether its text is rendered, and whether one of its alternatives was already taken. */
type Branch = { readonly isLive: boolean; readonly isTaken: boolean };

/** A piece of a template: an action of Go's text/template, or the text before it with what the dashes trim gone. */
type Piece = { readonly text: string } | { readonly action: string };

function* pieces(template: string): Generator<Piece> {
  let at = 0;
  let trims = false;
  for (;;) {
    const start = template.indexOf("{{", at);
    const end = template.indexOf("}}", start);
    const isLast = start < 0 || end < 0;
    const text = template.slice(at, isLast ? undefined : start);
    const action = template.slice(start + 2, end);
    const before = !isLast && action.startsWith("-") ? text.trimEnd() : text;
    yield { text: trims ? before.trimStart() : before };
    if (isLast) return;
    trims = action.endsWith("-");
    yield { action: action.replace(/^-|-$/g, "").trim() };
    at = end + 2;
  }
}

/** Whether a field is set when a server fills in: Ollama then renders with the two texts and nothing else. */
function isSet(field: string): boolean | undefined {
  const name = /^\$?\.(\w+)$/.exec(field)?.[1];
  return name === undefined ? undefined : name === "Prompt" || name === "Suffix";
}

/** Whether a condition holds; `undefined`: it is of a kind that is not understood. */
function holds(condition: string): boolean | undefined {
  const [word = "", ...rest] = condition.split(/\s+/);
  const values = rest.map(isSet);
  if (values.includes(undefined)) return undefined;
  if (word === "and") return values.every(Boolean);
  if (word === "or") return values.some(Boolean);
  if (word === "not") return values[0] === false;
  return rest.length === 0 ? isSet(word) : undefined;
}

/** What an action writes; `undefined`: it is of a kind that is not understood. */
function written(action: string): string | undefined {
  if (/^(?:\/\*|\$\w+\s*:?=)/.test(action)) return "";
  const name = /^\$?\.(\w+)$/.exec(action)?.[1];
  if (name === undefined) return undefined;
  return { Prompt: "{prefix}", Suffix: "{suffix}" }[name] ?? "";
}

/** Renders a template as Ollama does to fill in; throws nothing and gives up where it does not understand. */
class Rendering {
  readonly #branches: Branch[] = [];
  text = "";

  get #isLive(): boolean {
    return this.#branches.every(({ isLive }) => isLive);
  }

  /** Whether the piece was understood. */
  take(piece: Piece): boolean {
    if ("text" in piece) return this.#write(piece.text);
    const [, word = "", , condition] =
      /^(if|with|range|else|end)\b(\s+(?:if\s+)?([^]+))?$/.exec(piece.action) ?? [];
    if (word === "") return !this.#isLive || this.#write(written(piece.action));
    if (word === "end") return this.#branches.pop() !== undefined;
    return word === "else" ? this.#otherwise(condition) : this.#open(word, condition ?? "");
  }

  #write(text: string | undefined): boolean {
    if (this.#isLive) this.text += text ?? "";
    return text !== undefined;
  }

  #open(word: string, condition: string): boolean {
    // In a branch that is not rendered nothing has to be understood, and what it loops over is always empty.
    const value = this.#isLive && word !== "range" ? holds(condition) : false;
    this.#branches.push({ isLive: value === true, isTaken: !this.#isLive || value === true });
    return value !== undefined;
  }

  #otherwise(condition: string | undefined): boolean {
    const branch = this.#branches.pop();
    if (branch === undefined) return false;
    const value = !branch.isTaken && (condition === undefined || holds(condition));
    this.#branches.push({ isLive: value === true, isTaken: branch.isTaken || value === true });
    return value !== undefined;
  }
}

function rendered(template: string): string | undefined {
  const rendering = new Rendering();
  for (const piece of pieces(template)) if (!rendering.take(piece)) return undefined;
  return rendering.text;
}

/** Whether a rendered template has each text once, and tokens between them. */
function isLayout(prompt: string): boolean {
  const parts = prompt.split(/\{(?:prefix|suffix)\}/);
  if (parts.length !== 3 || !prompt.includes("{prefix}") || !prompt.includes("{suffix}")) return false;
  // What follows the suffix says where the middle begins; a model that reads the suffix first needs no such token.
  const needed = layoutOf(prompt).order === "prefixFirst" ? parts : parts.slice(0, 2);
  return needed.every((token) => token.trim() !== "") && parts.every(({ length }) => length <= longestToken);
}

function stops(template: string, prompt: string): readonly string[] {
  const own = prompt.split(/\{(?:prefix|suffix)\}|\s+/).filter((token) => token !== "");
  const special = template.match(/<[|｜][^<>|｜\s]{1,40}[|｜]>/g) ?? [];
  return [...new Set([...own, ...special])].slice(0, mostStops);
}

/**
 * The layout that an Ollama template has for filling in: its own words around the two texts. `undefined`: it has none, or
 * is written in a way that is not understood.
 */
export function readInfillTemplate(template: string): InfillFormat | undefined {
  if (template.length > longest || !template.includes(".Suffix")) return undefined;
  const prompt = rendered(template);
  if (prompt === undefined || !isLayout(prompt)) return undefined;
  return { family: "its own template", ...layoutOf(prompt), stop: stops(template, prompt) };
}
