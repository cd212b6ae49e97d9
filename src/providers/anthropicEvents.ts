import * as z from "zod/mini";
import { ifSaid, word } from "./listedModels.ts";

const counted = ifSaid(z.number().check(z.nonnegative()));

const usageSchema = ifSaid(
  z.object({
    input_tokens: counted,
    output_tokens: counted,
    cache_creation_input_tokens: counted,
    cache_read_input_tokens: counted,
  }),
);

/**
 * An event of a stream, as far as it is read: @anthropic-ai/sdk 1.14.0, `RawMessageStreamEvent`. Kinds of events and of
 * pieces that are not known yet pass and say nothing, as the API's documentation asks of every reader.
 */
export const eventSchema = z.object({
  type: z.string(),
  message: ifSaid(z.object({ usage: usageSchema })),
  content_block: ifSaid(z.object({ text: word, thinking: word })),
  delta: ifSaid(
    z.object({
      text: word,
      thinking: word,
      stop_reason: word,
      stop_details: ifSaid(z.object({ explanation: word })),
    }),
  ),
  usage: usageSchema,
});

/** What {@link eventSchema} reads. */
export type StreamEvent = z.infer<typeof eventSchema>;
