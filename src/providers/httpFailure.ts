import type { ProviderFailure } from "./provider.ts";
import { readError, shownMessage, type SaidError } from "./saidError.ts";

type Headers = Readonly<Record<string, string>>;

type Wait = { readonly retryAfterS?: number };

/** A refusal as a server writes it, with what it says about why. */
type Said = { readonly error: SaidError | undefined; readonly wait: Wait };

/** Longest wait that is told, in seconds: a day. Whoever asks for more does not mean a pause. */
const longestWaitS = 86_400;

const byStatus: Readonly<Record<number, (said: Said) => ProviderFailure | undefined>> = {
  401: () => ({ kind: "unauthorized" }),
  // DeepSeek's and OpenRouter's word for an empty account.
  402: ({ wait }) => ({ kind: "quota", ...wait }),
  // A server that takes no keys forbids for reasons of its own, which it tells.
  403: ({ error }) => (error?.plain === false ? { kind: "unauthorized" } : undefined),
  // Whoever has this API says what was not found; anything else is another server, or another path.
  404: ({ error }) => (error === undefined ? { kind: "malformed" } : { kind: "modelMissing" }),
  413: () => ({ kind: "contextTooLong" }),
  429: ({ wait }) => ({ kind: "quota", ...wait }),
  503: ({ wait }) => ({ kind: "overloaded", ...wait }),
  529: ({ wait }) => ({ kind: "overloaded", ...wait }),
};

/**
 * The status that a kind of error has, for errors in the middle of a stream, which come with 200: Anthropic's names
 * (@anthropic-ai/sdk 1.14.0, `resources/shared`), those of OpenAI's code table that it shares, and llama.cpp's.
 */
const statusOfType: Readonly<Record<string, number>> = {
  authentication_error: 401,
  billing_error: 402,
  insufficient_quota: 429,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  rate_limit_exceeded: 429,
  overloaded_error: 529,
  unavailable_error: 503,
};

/**
 * How each server says that a prompt is too long, always with a status of its own: Ollama and vLLM `context length`,
 * OpenAI `context_length_exceeded`, llama.cpp `context size`, Anthropic `prompt is too long`, Gemini `input token count`,
 * TGI `` `inputs` tokens + `max_new_tokens` must be <= ``.
 */
const tooLong =
  /context[_ ]length|context window|context size|prompt is too long|input token count|`inputs` tokens/i;

/** llama.cpp's word, which comes with 500, for a text that is longer than the batch that it makes an embedding in. */
const largerThanBatch = /too large to process.{0,40}physical batch size/i;

/** What their filters are called: OpenAI and Azure `content_policy_violation`, `content_filter`; OpenRouter `flagged`. */
const refused = /content[_ ](?:policy|filter)|moderation|\bflagged\b|safety (?:system|policy)/i;

/** Anthropic's word for an empty account, which comes with 400. */
const noCredit = /credit balance is too low/i;

/** `retry-after` is a number of seconds or a date, which only means something beside the server's own clock. */
function waitOf(headers: Headers): Wait {
  const told = headers["retry-after"] ?? "";
  const seconds = /^\d+$/.test(told)
    ? Number(told)
    : (Date.parse(told) - Date.parse(headers["date"] ?? "")) / 1000;
  if (!Number.isFinite(seconds) || seconds > longestWaitS) return {};
  return { retryAfterS: Math.max(0, Math.ceil(seconds)) };
}

/** The status an error amounts to: its own, or in a stream that had begun well what the error itself says. */
function statusOf(status: number, error: SaidError | undefined): number {
  if (status !== 200) return status;
  const { code, type } = error ?? {};
  if (typeof code === "number" && code >= 400 && code < 600) return code;
  return statusOfType[String(code)] ?? statusOfType[type ?? ""] ?? status;
}

/** Statuses under which servers tell what is wrong by words; 200 is an error in the middle of a stream. */
const told: ReadonlySet<number> = new Set([200, 400, 422]);

/** Not the whole message: some servers repeat in it what was sent to them. */
function wordsOf({ type = "", code = "", message }: SaidError): string {
  return `${type} ${code} ${message.slice(0, 300)}`;
}

function isTooLong(status: number, words: string): boolean {
  return told.has(status) ? tooLong.test(words) : status === 500 && largerThanBatch.test(words);
}

/** A prompt that is too long, an empty account or a filter, which servers tell by words under statuses of their own choosing. */
function byWords(status: number, { error, wait }: Said): ProviderFailure | undefined {
  if (error === undefined) return undefined;
  const words = wordsOf(error);
  if (isTooLong(status, words)) return { kind: "contextTooLong" };
  if (!told.has(status) && status !== 403) return undefined;
  if (told.has(status) && noCredit.test(words)) return { kind: "quota", ...wait };
  const isRefused = error.isFlagged || refused.test(words);
  return isRefused ? { kind: "refusedByProvider", reason: shownMessage(error.message) } : undefined;
}

function isPage(body: string): boolean {
  return /^\s*<(?:!doctype|html)\b/i.test(body);
}

/** What is wrong with a text that is no answer, as far as its beginning tells. */
export function malformed(text: string): ProviderFailure {
  return { kind: "malformed", ...(isPage(text) && { isPage: true as const }) };
}

/**
 * Turns an error into a failure: its kind comes from the status or, in the middle of a stream, from what the error calls
 * itself; only a prompt that is too long, an empty account and a filter are told by words. What the server says is kept
 * for display: one line, at most 300 characters. Below 500 a web page is not an answer of any of these servers.
 */
export function httpFailure(answered: number, body: string, headers: Headers = {}): ProviderFailure {
  const error = readError(body);
  const status = statusOf(answered, error);
  const said = { error, wait: waitOf(headers) };
  if (status < 500 && isPage(body)) return malformed(body);
  return (
    byWords(status, said) ??
    byStatus[status]?.(said) ?? { kind: "serverError", status, message: shownMessage(error?.message ?? "") }
  );
}
