import * as z from "zod/mini";
import type { Statistics } from "./statistics.ts";
import { counters, type Tally } from "./tally.ts";

/** The version that is written, and the only one there has been. */
const version = 1;

const count = z.number().check(z.nonnegative());
const latencies = z.array(count).check(z.maxLength(49));
const tally = z.object({
  model: z.string(),
  languageId: z.string(),
  ...(Object.fromEntries(counters.map((counter) => [counter, count])) as Record<
    (typeof counters)[number],
    typeof count
  >),
  firstText: latencies,
  wait: latencies,
});
const schema = z.object({ version: z.literal(version), tallies: z.array(tally) });

/** What a file of statistics holds, as its whole text. */
export function writeStatistics(tallies: Statistics): string {
  return `${JSON.stringify({ version, tallies })}\n`;
}

/** Reads such a text; `undefined` for what is none, or of another version. */
export function readStatistics(text: string): Statistics | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? (parsed.data.tallies satisfies readonly Tally[]) : undefined;
}
