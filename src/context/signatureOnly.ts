import { estimateTokens } from "./estimateTokens.ts";

/** Estimated tokens that one definition may take, so that several find room. */
const mostTokens = 120;

const comment = /^\s*(?:\/\/|\/?\*|#(?!\[|include|define)\s|--\s|""")/;
/** What opens a list of members. Everything else with parameters opens a body. */
const container = /\b(?:class|interface|struct|enum|trait|impl|protocol|namespace|module|object|record)\b/;
/** A member that only its own class can use. */
const hidden = /^\s*(?:private\b|#\w|(?:(?:async )?(?:def|fn) )?_(?!_init__))/;

function indentation(row: string): number {
  return row.search(/\S/);
}

/** Whether a row begins the body of a function: it closes a list of parameters and opens a block. */
function opensBody(row: string): boolean {
  return /\).*(?:\{|=>|:)\s*$/.test(row) && !container.test(row);
}

/** The rows without comments, bodies of functions, and members nobody outside can use. */
function withoutBodies(rows: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let inside: number | undefined;
  for (const row of rows) {
    const own = indentation(row);
    if (inside !== undefined && own > inside) continue;
    const isCloser = inside === own && /^\s*[)\]}]+[;,)]*\s*$/.test(row);
    inside = undefined;
    if (isCloser) continue;
    const isHidden = hidden.test(row) && kept.length > 0;
    if (isHidden || opensBody(row)) inside = own;
    if (!isHidden) kept.push(opensBody(row) ? row.replace(/\s*(?:=>\s*)?\{?\s*$/, "") : row);
  }
  return kept;
}

function withinLimit(rows: readonly string[]): readonly string[] {
  const [first = "", ...rest] = rows;
  // A minified line is no signature; its start still tells the name.
  const kept = [first.slice(0, mostTokens * 4)];
  let tokens = estimateTokens(first);
  for (const row of rest) {
    tokens += estimateTokens(row);
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
  const dedented = rows.map((row) => row.slice(Math.min(margin, indentation(row))));
  return withinLimit(withoutBodies(dedented)).join("\n");
}
