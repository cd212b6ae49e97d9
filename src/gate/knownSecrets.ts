import type { KnownSecret } from "../terms/screening.ts";
import { entropy } from "./entropy.ts";
import { isPlaceholder } from "./isPlaceholder.ts";

/** Shorter values turn up by chance. */
const shortest = 12;
/** Bits per character below which a value is a word or a repetition. */
const leastEntropy = 3;

const assignment =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*(?:=|:[ \t])[ \t]*(?:"((?:[^"\\]|\\[^])*)"|'([^']*)'|`([^`]*)`|([^\r\n]*))/gm;

/** An address without anything that opens it. */
const openAddress = /^[a-z][a-z0-9+.-]*:\/\/[^/?#@\s]*\/?$/i;

function unquoted(value: string): string {
  return value.replace(/(?:^|\s)#.*$/, "").trim();
}

function expanded(value: string): string {
  const means: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
  return value.replace(/\\([^])/g, (_, next: string) => means[next] ?? next);
}

function looksSecret(value: string): boolean {
  if (value.length < shortest || entropy(value) <= leastEntropy) return false;
  // An address is judged as a whole: its host may well be called example.
  return value.includes("://") ? !openAddress.test(value) : !isPlaceholder(value);
}

/**
 * The values of an environment file that look secret: long, mixed, and not standing in for something. Reads what dotenv
 * libraries and shells read: `export`, comments, three kinds of quotes, values over several lines.
 */
export function parseEnvValues(text: string, fileName: string): readonly KnownSecret[] {
  const found = new Map<string, KnownSecret>();
  for (const [, name = "", double, single, backtick, plain = ""] of text.matchAll(assignment)) {
    const value = double === undefined ? (single ?? backtick ?? unquoted(plain)) : expanded(double);
    if (!looksSecret(value)) continue;
    found.set(value, { secret: value, label: `value of ${name} in ${fileName}` });
  }
  return [...found.values()];
}
