import { estimateTokens } from "./estimateTokens.ts";

/** Estimated tokens that one definition may take, so that several find room. */
const mostTokens = 120;

const comment = /^\s*(?:\/\/|\/?\*|#(?!\[|include|define)\s|--\s|""")/;
/** What opens a list of members. Everything else with parameters opens a body. */
const container = /\b(?:class|interface|struct|enum|trait|impl|protocol|namespace|module|object|record)\b/;
/** A member that only its own class can use. */
const hidden = /^\s*(?:private\b|#\w|(?:(?:async )?(?:def|fn) )?_(?!_init__))/;

/** Words before a name that say nothing about how it is used. */
const modifiers = /^(\s*)(?:(?:export|declare|public|readonly|final|override|async)\s+)+/;

function indentation(row: string): number {
  return row.search(/\S/);
}

/** Whether a row begins the body of a function: it closes a list of parameters and opens a block. */
function opensBody(row: string): boolean {
  return /\).*(?:\{|=>|:)\s*$/.test(row) && !container.test(row);
}

/** The head of a function without what opens its body; any other row as it is. */
function headOf(row: string): string {
  return opensBody(row) ? row.replace(/\s*(?:=>\s*)?\{?\s*$/, "") : row;
}

/** The rows without bodies of functions, and without members nobody outside can use. */
function withoutBodies(rows: readonly string[]): readonly string[] {
  const kept: string[] = [];
  /** How far the row is indented whose body is being left out. */
  let leftOut = Infinity;
  for (const row of rows) {
    const own = indentation(row);
    if (own > leftOut) continue;
    const isCloser = own === leftOut && /^\s*[)\]}]+[;,)]*\s*$/.test(row);
    const isHidden = kept.length > 0 && hidden.test(row);
    leftOut = !isCloser && (isHidden || opensBody(row)) ? own : Infinity;
    if (!isCloser && !isHidden) kept.push(headOf(row));
  }
  return kept;
}

function withinLimit(rows: readonly string[]): readonly string[] {
  const [first = "", ...rest] = rows;
  // A minified line is no signature; its start still tells the name.
  const kept = [first.slice(0, mostTokens * 4)];
  let tokens = estimateTokens(kept.join());
  for (const row of rest) {
    tokens += estimateTokens(`\n${row}`);
    if (tokens > mostTokens) break;
    kept.push(row);
  }
  return kept;
}

/**
 * A definition as those need to see it who use it: a function without its body, a class with the heads of its members,
 * no comments, within 120 estimated tokens. It goes by indentation and brackets, so that it serves any language.
 */
export function signatureOnly(code: string): string {
  const rows = code.split(/\r?\n/).filter((row) => row.trim() !== "" && !comment.test(row));
  const margin = indentation(rows[0] ?? "");
  const dedented = rows.map((row) => row.slice(Math.min(margin, indentation(row))).replace(modifiers, "$1"));
  return withinLimit(withoutBodies(dedented)).join("\n");
}
