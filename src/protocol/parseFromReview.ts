import * as z from "zod/mini";
import type { FromReviewView } from "./reviewMessages.ts";

const id = z.string().check(z.maxLength(200));
/** More possible secrets than this are redacted one after another. */
const findings = z.array(id).check(z.maxLength(10_000));

const schema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("send"), review: id, keep: id }),
  z.object({ type: z.literal("redact"), review: id, findings }),
  z.object({ type: z.literal("keep"), review: id, finding: id }),
  z.object({ type: z.literal("remove"), review: id, row: id }),
  z.object({ type: z.literal("onDevice"), review: id }),
  z.object({ type: z.literal("cancel"), review: id }),
  z.object({ type: z.literal("copy"), review: id }),
]);

/** Reads a message of the consent view, which is outside: `undefined` when it is none of ours. */
export function parseFromReview(value: unknown): FromReviewView | undefined {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
