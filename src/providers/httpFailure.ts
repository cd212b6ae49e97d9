import * as z from "zod/mini";
import { plainLine } from "../base/plainLine.ts";
import type { ProviderFailure } from "./provider.ts";
import { parseJson } from "./readBody.ts";

/** Ollama's `{"error": "…"}`, OpenAI's `{"error": {"message": "…"}}`, and vLLM's message without the wrapping. */
const errorSchema = z.union([
  z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) }),
  z.object({ object: z.literal("error"), message: z.string() }),
]);

/** What a server says in an error body; `plain` is Ollama's shape. */
type Said = { readonly message: string; readonly plain: boolean };

function readError(body: string): Said | undefined {
  const parsed = errorSchema.safeParse(parseJson(body));
  if (!parsed.success) return undefined;
  if ("message" in parsed.data) return { message: parsed.data.message, plain: false };
  const { error } = parsed.data;
  return typeof error === "string"
    ? { message: error, plain: true }
    : { message: error.message, plain: false };
}

type Wait = { readonly retryAfterS?: number };

const byStatus: Readonly<
  Record<number, (said: Said | undefined, wait: Wait) => ProviderFailure | undefined>
> = {
  401: () => ({ kind: "unauthorized" }),
  // A server that takes no keys forbids for reasons of its own, which it tells.
  403: (said) => (said?.plain === false ? { kind: "unauthorized" } : undefined),
  // Whoever has this API says what was not found; anything else is another server, or another path.
  404: (said) => (said === undefined ? { kind: "malformed" } : { kind: "modelMissing" }),
  413: () => ({ kind: "contextTooLong" }),
  429: (_, wait) => ({ kind: "quota", ...wait }),
  503: (_, wait) => ({ kind: "overloaded", ...wait }),
  529: (_, wait) => ({ kind: "overloaded", ...wait }),
};

/** `retry-after` counts only as a number of seconds; a date would have to be compared with this machine's clock. */
function waitOf(retryAfter: string | undefined): Wait {
  const seconds = /^\d+$/.exec(retryAfter ?? "")?.[0];
  return seconds === undefined ? {} : { retryAfterS: Number(seconds) };
}

/**
 * Turns an error status into a failure. The kind comes from the status, except for a prompt that is too long, which
 * every server reports as a 400 of its own wording: Ollama's `exceeds the context length`, OpenAI's
 * `context_length_exceeded`. What the server says is kept for display: one line, at most 300 characters.
 */
export function httpFailure(status: number, body: string, retryAfter: string | undefined): ProviderFailure {
  const said = readError(body);
  const known = byStatus[status]?.(said, waitOf(retryAfter));
  if (known !== undefined) return known;
  if (status === 400 && /context[_ ]length|context window|context size/i.test(body))
    return { kind: "contextTooLong" };
  return {
    kind: "serverError",
    status,
    message: plainLine(said?.message ?? "")
      .replace(/\s+/g, " ")
      .slice(0, 300),
  };
}
