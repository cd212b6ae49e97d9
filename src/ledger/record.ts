import * as z from "zod/mini";
import { destinationClasses } from "../terms/destination.ts";

const sourceSchema = z.object({
  kind: z.enum(["instructions", "question", "answer", "file"]),
  path: z.optional(z.string()),
  lines: z.optional(z.object({ first: z.number(), last: z.number() })),
});

/** What an attempt and a refusal both say. */
const subject = {
  /** Identifies the request; its end carries the same id. */
  id: z.string(),
  /** `chat`, `completion`, or `errand:version` and so on. */
  purpose: z.string(),
  workspace: z.string(),
  provider: z.string(),
  model: z.optional(z.string()),
  class: z.enum(destinationClasses),
  /** Origin dialled. */
  origin: z.string(),
  /** The host a person should think of. */
  host: z.string(),
  /** Nothing told whether the server there forwards. Absent in earlier records, and for what was checked. */
  mayForward: z.optional(z.boolean()),
  /** The machine before a cloud, when that was not this device. */
  via: z.optional(z.string()),
  method: z.string(),
  path: z.string(),
  /** Size of the body in bytes. */
  bytes: z.number(),
  sources: z.array(sourceSchema),
};

const attemptSchema = z.object({
  phase: z.literal("attempt"),
  ...subject,
  bodySha256: z.string(),
  /** What allowed it: `mode`, `confirmed`, `named`, `consent` or `errand`. */
  grant: z.string(),
  mode: z.string(),
});

const endSchema = z.object({
  phase: z.literal("end"),
  id: z.string(),
  /** `done`, `stopped`, `revoked`, or the kind of failure. */
  outcome: z.string(),
  status: z.optional(z.number()),
  /** The socket's peer, or `notObservable` where the editor's own fetch carried it. Absent: nothing was reached. */
  address: z.optional(z.string()),
  bytesIn: z.number(),
  promptTokens: z.optional(z.number()),
  answerTokens: z.optional(z.number()),
  /** From the attempt, in milliseconds. */
  tookMs: z.number(),
});

const refusedSchema = z.object({
  phase: z.literal("refused"),
  ...subject,
  refusal: z.string(),
  mode: z.string(),
});

/** The body of a record: one phase of one request. */
export const entrySchema = z.discriminatedUnion("phase", [attemptSchema, endSchema, refusedSchema]);

/** One phase of one request, before it is numbered and chained. */
export type LedgerEntry = z.infer<typeof entrySchema>;

/** An attempt: written and flushed before the first byte leaves. */
export type AttemptEntry = z.infer<typeof attemptSchema>;

/** How an attempt ended. An attempt without an end may have left. */
export type EndEntry = z.infer<typeof endSchema>;

/** Something the gate did not let through. */
export type RefusedEntry = z.infer<typeof refusedSchema>;

const chainSchema = z.object({
  v: z.literal(1),
  /** Position in its file, from 0. */
  seq: z.number(),
  /** ISO 8601, UTC. */
  time: z.string(),
  /** Hash of the record before; 64 zeros for the first of a file. */
  prev: z.string(),
  /** SHA-256 over the record's JSON without this field. */
  hash: z.string(),
});

/** A record as it stands in the file: version, position and chain around an entry. */
export type LedgerRecord = z.infer<typeof chainSchema> & { readonly entry: LedgerEntry };

/** The schema of a stored line. */
export const recordSchema = z.extend(chainSchema, { entry: entrySchema });
