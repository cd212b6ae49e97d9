import * as z from "zod/mini";
import type { ProviderFailure } from "./provider.ts";
import { parseJson } from "./readBody.ts";

/** Ollama's `{"error": "…"}` and OpenAI's `{"error": {"message": "…"}}`. */
const errorSchema = z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) });

/** What a server says in an error body, for display: one line, at most 300 characters. */
function errorMessage(body: string): string {
  const parsed = errorSchema.safeParse(parseJson(body));
  if (!parsed.success) return "";
  const { error } = parsed.data;
  return (typeof error === "string" ? error : error.message).replace(/\s+/g, " ").slice(0, 300);
}

const byStatus: Readonly<Record<number, ProviderFailure>> = {
  401: { kind: "unauthorized" },
  403: { kind: "unauthorized" },
  404: { kind: "modelMissing" },
  413: { kind: "contextTooLong" },
  503: { kind: "overloaded" },
  529: { kind: "overloaded" },
};

/**
 * Turns an error status into a failure. The kind comes from the status, except for a prompt that is too long, which
 * every server reports as a 400 of its own wording: Ollama's `exceeds the context length`, OpenAI's
 * `context_length_exceeded`.
 */
export function httpFailure(status: number, body: string, retryAfter: string | undefined): ProviderFailure {
  const known = byStatus[status];
  if (known !== undefined) return known;
  if (status === 429) {
    const seconds = Number(retryAfter);
    return { kind: "quota", ...(Number.isFinite(seconds) && { retryAfterS: seconds }) };
  }
  if (status === 400 && /context[_ ]length|context window|context size/i.test(body))
    return { kind: "contextTooLong" };
  return { kind: "serverError", status, message: errorMessage(body) };
}
