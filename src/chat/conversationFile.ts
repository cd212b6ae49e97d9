import * as z from "zod/mini";
import { err, ok, type Result } from "../base/result.ts";
import { readPicture } from "../context/readPicture.ts";
import { stepActions } from "../protocol/messages.ts";
import { step } from "../sending/explain.ts";
import { destinationClasses } from "../terms/destination.ts";
import type { Picture } from "../terms/picture.ts";
import { fileAspects } from "../terms/source.ts";
import { apply, emptyConversation, type Conversation, type ConversationEvent } from "./conversation.ts";

/** Version of the format below; docs/conversation-format.md describes it. A newer one is opened read-only. */
const formatVersion = 2;

const headerSchema = z.object({
  type: z.literal("conversation"),
  version: z.number(),
  id: z.string().check(z.regex(/^[\w-]{1,64}$/)),
});

const sourceSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("file"),
    uri: z.string(),
    path: z.string(),
    lines: z.optional(z.object({ first: z.number(), last: z.number() })),
    shows: z.optional(z.enum(fileAspects)),
    revision: z.optional(z.string()),
  }),
  z.object({ kind: z.literal("terminal"), id: z.string(), command: z.string() }),
  z.object({
    kind: z.literal("pasted"),
    id: z.string(),
    lineCount: z.number(),
    sides: z.optional(z.object({ width: z.number(), height: z.number() })),
  }),
]);

/** What a picture is, its own bytes say: whatever else the file says of it is not believed. */
const pictureSchema = z.pipe(
  z.object({ base64: z.string() }),
  z.transform(({ base64 }, context): Picture => {
    const read = readPicture(Buffer.from(base64, "base64"));
    if (read.ok) return read.value;
    context.issues.push({ code: "custom", message: read.error.kind, input: base64 });
    return z.NEVER;
  }),
);

// Absent where no rule kept it here, and in what an earlier version wrote.
const staysSchema = z.optional(
  z.object({ kind: z.enum(["never", "deviceOnly"]), rule: z.string(), from: z.string() }),
);

const attachmentSchema = z.object({
  source: sourceSchema,
  languageId: z.string(),
  text: z.string(),
  cut: z.optional(z.string()),
  picture: z.optional(pictureSchema),
  use: z.optional(z.literal("prompt")),
  stays: staysSchema,
});

/** A button says what it does in our words, whatever the file calls it. */
const stepSchema = z.pipe(
  z.object({ label: z.string(), action: z.enum(stepActions) }),
  z.transform(({ action }) => step(action)),
);

/** A button that is not known is left out, and not the answer that it stands under: a later version may have others. */
const stepsSchema = z.pipe(
  z.array(z.unknown()),
  z.transform((steps) => steps.flatMap((one) => stepSchema.safeParse(one).data ?? [])),
);

const problemSchema = z.object({ sentence: z.string(), steps: stepsSchema });

const answerSchema = z.object({
  text: z.string(),
  thinking: z.optional(z.string()),
  outcome: z.enum(["done", "stopped", "failed", "refused", "interrupted"]),
  provider: z.string(),
  model: z.string(),
  destination: z.optional(
    z.object({
      class: z.enum(destinationClasses),
      origin: z.string(),
      host: z.string(),
      evidence: z.array(z.string()),
      declared: z.boolean(),
      // Absent in what an earlier version wrote.
      mayForward: z._default(z.boolean(), false),
      via: z.optional(z.string()),
      authority: z.optional(z.string()),
    }),
  ),
  record: z.optional(z.string()),
  usage: z.optional(
    z.object({
      promptTokens: z.optional(z.number()),
      answerTokens: z.optional(z.number()),
      answerMs: z.optional(z.number()),
    }),
  ),
  firstTokenMs: z.optional(z.number()),
  reachedLimit: z.optional(z.literal(true)),
  problem: z.optional(problemSchema),
  instead: z.optional(z.string()),
  leftPrompt: z.optional(z.literal(true)),
  excluded: z.optional(z.string()),
  ruledBy: z.optional(z.array(z.object({ source: sourceSchema, stays: staysSchema }))),
});

/** Empty it would be the beginning, which is no turn. */
const turnId = z.string().check(z.minLength(1));

const eventSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("asked"),
    turn: turnId,
    question: z.string(),
    attachments: z.array(attachmentSchema),
    // Absent in what version 1 wrote.
    after: z.optional(z.string()),
    time: z.string(),
  }),
  z.object({ type: z.literal("removed"), turn: turnId, uris: z.array(z.string()), time: z.string() }),
  z.object({
    type: z.literal("found"),
    turn: turnId,
    attachments: z.array(attachmentSchema),
    time: z.string(),
  }),
  z.object({ type: z.literal("told"), unreadable: z.number(), time: z.string() }),
  z.object({ type: z.literal("renamed"), title: z.string(), time: z.string() }),
  z.object({ type: z.literal("pinned"), pinned: z.boolean(), time: z.string() }),
  z.object({ type: z.literal("summarised"), turn: turnId, summary: answerSchema, time: z.string() }),
  z.object({ type: z.literal("unsummarised"), turn: turnId, time: z.string() }),
  z.object({
    type: z.literal("answered"),
    turn: turnId,
    answer: answerSchema,
    goesOn: z.optional(z.literal(true)),
    time: z.string(),
  }),
  z.object({
    type: z.literal("shown"),
    turn: turnId,
    version: z.optional(z.number()),
    time: z.string(),
  }),
  z.object({
    type: z.literal("rated"),
    turn: turnId,
    version: z.number(),
    rating: z.enum(["up", "down", "none"]),
    time: z.string(),
  }),
]);

/** What a file held besides the conversation itself. */
type ReadFile = {
  /** A newer version wrote it: it can be shown and not continued. */
  readonly newer: boolean;
  /** How many lines made no sense that the user was not told of yet. */
  readonly unreadable: number;
};

/** The events of a file, in their order. */
export type ReadEvents = ReadFile & { readonly id: string; readonly events: readonly ConversationEvent[] };

/** The conversation that a file holds. */
export type ReadConversation = ReadFile & { readonly conversation: Conversation };

/** The first line of a conversation's file. */
export function headerLine(id: string): string {
  return `${JSON.stringify({ type: "conversation", version: formatVersion, id })}\n`;
}

/** How the header of a file of version 1 begins, and the same for the present version: both have the same length. */
export const headerStarts = {
  earlier: '{"type":"conversation","version":1,',
  present: `{"type":"conversation","version":${formatVersion},`,
} as const;

/** The line of an event. */
export function eventLine(event: ConversationEvent): string {
  return `${JSON.stringify(event)}\n`;
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

/** A parsed event came from JSON, so no key of it is `undefined`, whatever the schema's type allows. */
function exactEvent(event: z.infer<typeof eventSchema>): ConversationEvent {
  return event as ConversationEvent;
}

/** Reads the events of a file. A damaged line is left out and counted; without a header there is no conversation. */
export function readEvents(text: string): Result<ReadEvents, "notAConversation"> {
  const [first = "", ...rest] = text.split("\n");
  const header = headerSchema.safeParse(parseLine(first));
  if (!header.success) return err("notAConversation");
  const { id, version } = header.data;
  const events: ConversationEvent[] = [];
  let unreadable = 0;
  for (const line of rest.filter((each) => each !== "")) {
    const event = eventSchema.safeParse(parseLine(line));
    if (!event.success) unreadable += 1;
    else if (event.data.type === "told") unreadable = Math.max(0, unreadable - event.data.unreadable);
    if (event.success) events.push(exactEvent(event.data));
  }
  return ok({ id, events, newer: version > formatVersion, unreadable });
}

/** Reads a file as {@link readEvents} does, into the conversation that its events make. */
export function readConversation(text: string): Result<ReadConversation, "notAConversation"> {
  const read = readEvents(text);
  if (!read.ok) return read;
  const { id, events, newer, unreadable } = read.value;
  return ok({ conversation: events.reduce(apply, emptyConversation(id)), newer, unreadable });
}
