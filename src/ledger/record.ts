import * as z from "zod/mini";
import { destinationClasses } from "../terms/destination.ts";
import { fileAspects } from "../terms/source.ts";

const sourceSchema = z.object({
  kind: z.enum(["instructions", "question", "answer", "file", "terminal", "pasted", "history"]),
  path: z.optional(z.string()),
  lines: z.optional(z.object({ first: z.number(), last: z.number() })),
  /** What the text told of the file, when it was not the file's own. */
  shows: z.optional(z.enum(fileAspects)),
  /** Size of the text that was taken from it, and of a file's the SHA-256. */
  bytes: z.optional(z.number()),
  sha256: z.optional(z.string()),
});

/** What was taken out of a text before it was sent, and how often. */
const redactionSchema = z.object({ label: z.string(), count: z.number() });

/** What the ledger itself adds to every record of its session that is not an end. */
const stamp = {
  /** The same for a workspace whatever it is called: a hash, since an address may name a person. */
  workspaceKey: z.string(),
  /** Version of the extension. */
  version: z.string(),
};

/** What an attempt and a refusal both say. */
const subject = {
  ...stamp,
  /** Identifies the request; its end carries the same id. */
  id: z.string(),
  /** `chat`, `completion`, or `errand:version` and so on. */
  purpose: z.string(),
  trigger: z.optional(z.enum(["person", "automatic"])),
  /** What a person calls the workspace. */
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
  redactions: z.optional(z.array(redactionSchema)),
  mode: z.string(),
  /** The policy epoch it was judged in; counts the changes of one window. */
  epoch: z.number(),
};

const attemptSchema = z.object({
  phase: z.literal("attempt"),
  ...subject,
  /** HMAC-SHA-256 of the body under the session's key, in hex: no short secret can be guessed from it. */
  bodyHmac: z.string(),
  /** What allowed it: `mode`, `confirmed`, `named`, `consent`, `kept` or `errand`. */
  grant: z.string(),
  /** The kept consent that allowed it. */
  grantId: z.optional(z.string()),
  /** `editor`: the editor's own fetch carries it, so a proxy of the editor's settings may be on the way. */
  carrier: z.optional(z.literal("editor")),
});

const endSchema = z.object({
  phase: z.literal("end"),
  id: z.string(),
  /** `done`, `stopped`, `revoked`, or the kind of failure; of a link `opened` or `notOpened`. */
  outcome: z.string(),
  status: z.optional(z.number()),
  /** The socket's peer, or `notObservable` where the editor's own fetch carried it. Absent: nothing was reached. */
  address: z.optional(z.string()),
  bytesIn: z.number(),
  promptTokens: z.optional(z.number()),
  answerTokens: z.optional(z.number()),
  /** From the attempt or opening, in milliseconds. */
  tookMs: z.number(),
});

const refusedSchema = z.object({
  phase: z.literal("refused"),
  ...subject,
  /** The kind of the gate's refusal, or of the door's: `keyMissing`, `revoked`. */
  refusal: z.string(),
  /** The path rule that keeps a file out, as written, and who wrote it. Absent in earlier records. */
  rule: z.optional(z.object({ path: z.string(), rule: z.string(), from: z.string() })),
});

/** The first record after a person had everything before it deleted. */
const deletedSchema = z.object({ phase: z.literal("deleted"), id: z.string() });

const openedSchema = z.object({
  phase: z.literal("opened"),
  ...stamp,
  /** Identifies the opening; its end carries the same id. */
  id: z.string(),
  /** What a person calls the workspace. */
  workspace: z.string(),
  /** Where the person found the link: `answer`, or `setUp`, the help with setting a machine up. */
  from: z.string(),
  /** The whole address, as it was shown before. */
  url: z.string(),
  /** Its host, with the port where one is written. */
  host: z.string(),
});

/** The body of a record: one phase of one request, of one link that a person opened, or that the ledger was deleted. */
export const entrySchema = z.discriminatedUnion("phase", [
  attemptSchema,
  endSchema,
  refusedSchema,
  deletedSchema,
  openedSchema,
]);

/** What a record says, before it is numbered and chained. */
export type LedgerEntry = z.infer<typeof entrySchema>;

/** An attempt: written and flushed before the first byte leaves. */
export type AttemptEntry = z.infer<typeof attemptSchema>;

/** How an attempt or an opening ended. An attempt without an end may have left. */
export type EndEntry = z.infer<typeof endSchema>;

/** Something the gate or the door did not let through. */
export type RefusedEntry = z.infer<typeof refusedSchema>;

/**
 * A link that a person opened outside Drawbridge: written and flushed before the editor is given the address. Without an
 * end it may have been opened.
 */
export type OpenedEntry = z.infer<typeof openedSchema>;

type Stamped = keyof typeof stamp;

/** What is handed in to be recorded: an attempt brings its exact body; what its session knows is added to it. */
export type NewEntry =
  | (Omit<AttemptEntry, Stamped | "bodyHmac"> & { readonly body: Uint8Array })
  | EndEntry
  | Omit<RefusedEntry, Stamped>
  | Omit<OpenedEntry, Stamped>
  | z.infer<typeof deletedSchema>;

/** What stands around an entry; the same for every phase there is or will be. */
export const chainSchema = z.object({
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
