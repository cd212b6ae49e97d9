import { createHash } from "node:crypto";
import type { Oracle } from "./modelServer.ts";

/** How often an answer is the true one, depending on the line: hard, middling and easy ones. */
const chances = [0.35, 0.6, 0.85] as const;
const runsOnChance = 0.3;
const runOnLines = 2;
/** So much text before the position must be in the document for a model to know where it is. */
const enoughContext = 12;

/**
 * A model that knows what the document will be in the end, and is as good as a small model: its answer is the true
 * continuation or another line of the same length, by the SHA-1 of the line that is being written, so that everybody
 * who asks at a line gets the same answer.
 */
export function oracleOf(final: string): Oracle {
  return (prompt) => {
    const found = place(final, prompt);
    const line = lineAt(final, found.at);
    const seed = createHash("sha1").update(line).digest();
    const end = resumption(final, found.at, prompt.after);
    const isTrue = found.isKnown && chance(seed, 4) < (chances[(seed[0] ?? 0) % chances.length] ?? 0);
    const text = isTrue ? final.slice(found.at, end) : wrongLine(final, found.at, seed);
    const runOn = chance(seed, 8) < runsOnChance ? runOnFrom(final, end) : "";
    return { text: text + (isTrue || runOn === "" ? "" : "\n") + runOn, isTrue };
  };
}

function chance(seed: Buffer, at: number): number {
  return seed.readUInt32BE(at) / 2 ** 32;
}

type Place = { readonly at: number; readonly isKnown: boolean };

/** Where the text before the position ends in `final`; without its last line where that has a slip of the fingers. */
function place(final: string, { before, after }: { before: string; after: string }): Place {
  const exact = longestSuffix(final, before, after);
  if (exact.length >= Math.min(enoughContext, before.length)) return { at: exact.at, isKnown: true };
  const lines = before.slice(0, before.lastIndexOf("\n") + 1);
  return { at: longestSuffix(final, lines, after).at, isKnown: false };
}

/** The place before which the longest end of `before` stands; of several, the one that `after` follows soonest. */
function longestSuffix(final: string, before: string, after: string): { at: number; length: number } {
  for (const anchorLength of [24, enoughContext, 4, 1]) {
    if (anchorLength > before.length) continue;
    const found = occurrences(final, before.slice(-anchorLength)).map((index) => {
      const at = index + anchorLength;
      return {
        at,
        length: commonSuffix(final.slice(0, at), before),
        ahead: resumption(final, at, after) - at,
      };
    });
    const [best] = found.sort((one, other) => other.length - one.length || one.ahead - other.ahead);
    if (best !== undefined) return best;
  }
  return { at: 0, length: 0 };
}

function occurrences(text: string, part: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found.push(at);
  return found;
}

function commonSuffix(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one.at(-1 - length) === other.at(-1 - length))
    length += 1;
  return length;
}

/** The line being written at a place: behind the end of a line it is the next one that is not blank. */
function lineAt(final: string, at: number): string {
  const begin = at + (/^\s*\n\s*/u.exec(final.slice(at))?.[0].length ?? 0);
  const end = final.indexOf("\n", begin);
  return final.slice(final.lastIndexOf("\n", begin - 1) + 1, end < 0 ? undefined : end);
}

/** Where `after` begins again; where it never does, the end of the paragraph. */
function resumption(final: string, at: number, after: string): number {
  for (const length of [80, 40, 20, 8, 3]) {
    const head = after.slice(0, length);
    const found = head.trim() === "" ? -1 : final.indexOf(head, at);
    if (found >= 0) return found;
  }
  const blank = final.indexOf("\n\n", at + 1);
  return blank < 0 ? final.length : blank;
}

/** What is left to write of the line at a place, as another line of the document of about that length. */
function wrongLine(final: string, at: number, seed: Buffer): string {
  const [rest = "", space = ""] = /^(\s*)[^\n]*/u.exec(final.slice(at)) ?? [];
  const length = rest.length - space.length;
  const right = lineAt(final, at).trim();
  const others = [...new Set(final.split("\n").map((line) => line.trim()))]
    .filter((line) => line.length > 3 && line !== right)
    .sort((one, other) => Math.abs(one.length - length) - Math.abs(other.length - length))
    .slice(0, 5);
  return space + (others[(seed[1] ?? 0) % others.length] ?? "");
}

function runOnFrom(final: string, end: number): string {
  return final.slice(end).split("\n", runOnLines).join("\n");
}
