import * as z from "zod/mini";
import { plainLine } from "../base/plainLine.ts";
import { ifSaid, word } from "./listedModels.ts";
import { parseJson } from "./readBody.ts";

const codeSchema = ifSaid(z.union([z.string(), z.number()]));

/**
 * Ollama's `{"error": "…"}`, OpenAI's and Anthropic's `{"error": {"message": "…"}}`, and vLLM's message without the
 * wrapping. OpenRouter adds why its filter stopped a request.
 */
const errorSchema = z.union([
  z.object({
    error: z.union([
      z.string(),
      z.object({
        message: z.string(),
        type: word,
        code: codeSchema,
        metadata: ifSaid(z.object({ reasons: z.array(z.string()) })),
      }),
    ]),
  }),
  z.object({ object: z.literal("error"), message: z.string(), type: word, code: codeSchema }),
]);

/** What a server says in an error body; `plain` is Ollama's shape. */
export type SaidError = {
  readonly message: string;
  readonly plain: boolean;
  /** In the server's own words: `overloaded_error`. */
  readonly type?: string | undefined;
  /** `insufficient_quota`, or a status of HTTP. */
  readonly code?: string | number | undefined;
  /** Whether it names what its filter found. */
  readonly isFlagged: boolean;
};

/** Reads an error body; `undefined` when it is not one that these servers write. */
export function readError(body: string): SaidError | undefined {
  const parsed = errorSchema.safeParse(parseJson(body));
  if (!parsed.success) return undefined;
  if ("message" in parsed.data) {
    const { message, type, code } = parsed.data;
    return { message, type, code, plain: false, isFlagged: false };
  }
  const { error } = parsed.data;
  if (typeof error === "string") return { message: error, plain: true, isFlagged: false };
  const { message, type, code, metadata } = error;
  return { message, type, code, plain: false, isFlagged: metadata !== undefined };
}

/** A server's own words, fit to be shown: one plain line, at most 300 characters. */
export function shownMessage(text: string): string {
  return plainLine(text).replace(/\s+/g, " ").trim().slice(0, 300);
}
