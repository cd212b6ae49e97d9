import * as z from "zod/mini";
import { plainLine } from "../base/plainLine.ts";
import type { PullFailure, PullPhase, PullProgress, ProviderFailure } from "./provider.ts";

/**
 * A line of `/api/pull`. No successful pull was recorded; the shape is that of `ProgressResponse` of the `ollama`
 * package 0.6.4, where `completed` is missing until the first byte of a layer is there, and `digest` and `total` where a
 * step has no layer. `{"error": …}` was recorded.
 */
const lineSchema = z.looseObject({
  status: z.optional(z.string()),
  error: z.optional(z.string()),
  digest: z.optional(z.string()),
  total: z.optional(z.number().check(z.gte(0), z.lte(Number.MAX_SAFE_INTEGER))),
  completed: z.optional(z.number().check(z.gte(0), z.lte(Number.MAX_SAFE_INTEGER))),
});

/** A line of a pull. */
export type PullLine = z.infer<typeof lineSchema>;

/** Reads a parsed line; `undefined`: it is none. */
export function readPullLine(value: unknown): PullLine | undefined {
  const parsed = lineSchema.safeParse(value);
  const isLine = parsed.success && (parsed.data.status ?? parsed.data.error) !== undefined;
  return isLine ? parsed.data : undefined;
}

/** What was told of a pull so far: the bytes of each layer, by its digest. */
export type PullState = {
  readonly phase: PullPhase;
  readonly layers: ReadonlyMap<string, { readonly completed: number; readonly total: number }>;
};

/** Before the first line. */
export const pullBegins: PullState = { phase: "asking", layers: new Map() };

/** Most layers that are counted; a real model has a handful. */
const mostLayers = 1000;

/** The state after one more line. A layer never shrinks: what the server has, it keeps. */
export function afterLine(
  state: PullState,
  { status = "", digest, total, completed = 0 }: PullLine,
): PullState {
  const phase = phaseOf(status, state.phase);
  if (digest === undefined || total === undefined) return { ...state, phase };
  const before = state.layers.get(digest);
  if (before === undefined && state.layers.size >= mostLayers) return { ...state, phase };
  const layer = { total, completed: Math.min(total, Math.max(completed, before?.completed ?? 0)) };
  return { phase, layers: new Map([...state.layers, [digest, layer]]) };
}

function phaseOf(status: string, before: PullPhase): PullPhase {
  if (status.startsWith("pulling manifest")) return "asking";
  if (status.startsWith("pulling ")) return "downloading";
  if (status.startsWith("verifying")) return "checking";
  return /^(?:writing|removing|success)/.test(status) ? "finishing" : before;
}

/** How far a pull is. */
export function progressOf({ phase, layers }: PullState): PullProgress {
  const all = [...layers.values()];
  return {
    phase,
    completedBytes: all.reduce((sum, { completed }) => sum + completed, 0),
    totalBytes: all.reduce((sum, { total }) => sum + total, 0),
  };
}

/**
 * What an error of a pull means. Ollama has no codes for them, so its words decide: `file does not exist` is its
 * registry's 404; a full disk is the system's own text, on Windows another; what stands after a `Get "https:` is that of
 * Go's network library. Anything else is shown as it is.
 */
export function pullFailure(message: string): PullFailure | ProviderFailure {
  if (/no space left on device|not enough space on the disk|disk quota exceeded/i.test(message))
    return { kind: "diskFull" };
  if (/pull model manifest: (?:file does not exist|404)/i.test(message)) return { kind: "noSuchModel" };
  if (
    /dial tcp|no such host|i\/o timeout|TLS handshake|network is unreachable|max retries exceeded/i.test(
      message,
    )
  )
    return { kind: "registryUnreachable" };
  return { kind: "serverError", status: 200, message: plainLine(message).slice(0, 300) };
}
