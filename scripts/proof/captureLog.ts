import * as z from "zod/mini";

const captureLine = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready"), python: z.string() }),
  z.object({
    kind: z.literal("packet"),
    time: z.number(),
    device: z.string(),
    ethertype: z.number(),
    bytes: z.string(),
    pid: z.optional(z.number()),
    command: z.optional(z.string()),
  }),
  z.object({ kind: z.literal("mark"), time: z.number(), text: z.string() }),
  z.object({
    kind: z.literal("end"),
    exit: z.nullable(z.number()),
    late: z.boolean(),
    packets: z.number(),
    dropped: z.number(),
    left: z.array(z.string()),
  }),
]);

const markText = z.discriminatedUnion("edge", [
  z.object({ edge: z.literal("begin"), step: z.string() }),
  z.object({
    edge: z.literal("end"),
    step: z.string(),
    measured: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
    error: z.optional(z.string()),
  }),
]);

/** One line of the catcher's log (catcher.py says what each kind means). */
export type CaptureLine = z.infer<typeof captureLine>;

/** What the job says at the edges of each step; an end carries what was measured, or what went wrong. */
export type Mark = z.infer<typeof markText>;

/** Reads the catcher's log. A line that does not fit is an error: half a log proves nothing. */
export function readCaptureLog(text: string): CaptureLine[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => captureLine.parse(JSON.parse(line)));
}

/** Reads a mark's text. */
export function readMark(text: string): Mark {
  return markText.parse(JSON.parse(text));
}
