import * as z from "zod/mini";
import { present } from "../base/present.ts";
import {
  longestAnswer,
  longestPaste,
  longestPicture,
  longestQuery,
  longestQuestion,
  mostDropped,
  mostTakenOff,
} from "./limits.ts";
import { stepActions, type ToHost } from "./messages.ts";

const question = z.string().check(z.maxLength(longestQuestion));
const excerpt = z.string().check(z.maxLength(longestAnswer));
const id = z.string().check(z.maxLength(2_000));
/** An address, or an id with one in it: a path of 4,096 bytes may be three times as long when it is written as an address. */
const address = z.string().check(z.maxLength(13_000));
/** What counts versions and requests: nobody makes a thousand million of either. */
const count = z.int().check(z.minimum(0), z.maximum(999_999_999));

const schema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("send"), text: question, onDevice: z.optional(z.literal(true)) }),
  z.object({ type: z.literal("stop") }),
  z.object({ type: z.literal("showReview") }),
  z.object({ type: z.literal("sendNow") }),
  z.object({ type: z.literal("regenerate"), turn: id }),
  z.object({ type: z.literal("summarise") }),
  z.object({ type: z.literal("stopSummary") }),
  z.object({ type: z.literal("dismissNotice") }),
  z.object({ type: z.literal("undoSummary"), turn: id }),
  z.object({ type: z.literal("regenerateWith"), turn: id }),
  z.object({ type: z.literal("goOn"), turn: id }),
  z.object({
    type: z.literal("edit"),
    turn: id,
    text: question,
    without: z.optional(z.array(address).check(z.maxLength(mostTakenOff))),
  }),
  z.object({ type: z.literal("show"), turn: id, version: z.optional(count) }),
  z.object({ type: z.literal("rate"), turn: id, rating: z.enum(["up", "down", "none"]) }),
  z.object({ type: z.literal("apply"), turn: id, text: excerpt, language: id, file: id }),
  z.object({ type: z.literal("applyAll"), turn: id }),
  z.object({ type: z.literal("newFile"), text: excerpt, language: id, file: id }),
  z.object({ type: z.literal("copy"), text: excerpt }),
  z.object({ type: z.literal("insert"), text: excerpt }),
  z.object({ type: z.literal("addChip") }),
  z.object({ type: z.literal("removeChip"), chip: address }),
  z.object({
    type: z.literal("suggest"),
    request: count,
    query: z.string().check(z.maxLength(longestQuery)),
  }),
  z.object({
    type: z.literal("suggestCommands"),
    request: count,
    query: z.string().check(z.maxLength(longestQuery)),
  }),
  z.object({ type: z.literal("callCommand"), name: id }),
  z.object({ type: z.literal("chooseRules") }),
  z.object({ type: z.literal("attach"), mention: address }),
  z.object({
    type: z.literal("attachPicture"),
    base64: z.string().check(z.maxLength(longestPicture), z.regex(/^[A-Za-z0-9+/]*={0,2}$/)),
    from: z.optional(z.object({ width: z.number(), height: z.number() })),
  }),
  z.object({ type: z.literal("wantPicture"), picture: id }),
  z.object({ type: z.literal("attachPasted"), text: z.string().check(z.maxLength(longestPaste)) }),
  z.object({
    type: z.literal("attachDropped"),
    uris: z.array(address).check(z.maxLength(mostDropped)),
    of: z.optional(count),
  }),
  z.object({ type: z.literal("chipAsText"), chip: z.optional(address) }),
  z.object({ type: z.literal("pickContext") }),
  z.object({ type: z.literal("showChip"), chip: address, turn: z.optional(id) }),
  z.object({ type: z.literal("openLink"), url: z.string().check(z.maxLength(8_000)) }),
  z.object({ type: z.literal("openRecord"), record: id }),
  z.object({ type: z.literal("step"), action: z.enum(stepActions), turn: z.optional(id) }),
]);

/** Reads a message of the view, which is outside: `undefined` when it is none of ours. */
export function parseToHost(value: unknown): ToHost | undefined {
  const parsed = schema.safeParse(value);
  if (!parsed.success) return undefined;
  // A key that is left out is none, whatever the schema's type allows.
  return present(parsed.data) as ToHost;
}
