import { ClientGone } from "./apiError.ts";
import type { LlamaSequence, Sampling, Token } from "./llamaRuntime.ts";

/** An evaluation cannot be interrupted, so the prompt is fed in pieces: between two of them a departed client counts. */
const pieceTokens = 128;

/** The engine's one slot: the tokens it has evaluated stay until a different prompt replaces them. */
export type Slot = { readonly sequence: LlamaSequence; readonly contextTokens: number };

/** A token with the probabilities it was chosen from, most likely first. */
export type Decoded = {
  readonly token: Token;
  readonly logprobs?: readonly { readonly token: Token; readonly logprob: number }[];
};

/** How to go on after the prompt. */
export type Decoding = {
  readonly sampling: (history: readonly Token[]) => Sampling;
  readonly grammar?: object;
  /** How many alternatives to report for each token; undefined for none of it. */
  readonly topLogprobs?: number;
  /** Tokens at the beginning that survive when the context is full; undefined to stop there instead. */
  readonly shiftKeeps?: number;
};

/** How a prompt is fed. */
export type Prefilling = {
  readonly signal: AbortSignal;
  /** Go on when the client has left, as the real server does. */
  readonly finishAbandoned: boolean;
  /** Told how many tokens this request has evaluated so far. */
  readonly progress: (evaluatedTokens: number) => void;
};

/**
 * Feeds all of the prompt but its last token, which generating begins with, keeping what the slot has already
 * evaluated of it. Throws `ClientGone` between two pieces.
 */
export async function prefill(
  { sequence }: Slot,
  prompt: readonly Token[],
  { signal, finishAbandoned, progress }: Prefilling,
): Promise<void> {
  const body = prompt.slice(0, -1);
  // Without a shift only a common beginning is kept: what comes after a changed token was computed from it.
  await sequence.adaptStateToTokens(body, false);
  const reused = sequence.nextTokenIndex;
  for (let at = reused; at < body.length; at += pieceTokens) {
    if (signal.aborted && !finishAbandoned) throw new ClientGone();
    const piece = body.slice(at, at + pieceTokens);
    await sequence.evaluateWithoutGeneratingNewTokens(piece);
    progress(at + piece.length - reused);
  }
  if (signal.aborted) throw new ClientGone();
  progress(prompt.length - reused);
}

/** Generates until the caller stops, or until the context is full where it may not shift. */
export async function* decode(slot: Slot, prompt: readonly Token[], how: Decoding): AsyncGenerator<Decoded> {
  const history = [...prompt];
  for (;;) {
    if (slot.sequence.nextTokenIndex >= slot.contextTokens) {
      if (how.shiftKeeps === undefined) return;
      await shift(slot, how.shiftKeeps);
    }
    for await (const decoded of how.topLogprobs === undefined
      ? decodeRun(slot, history, how)
      : decodeWithLogprobs(slot, history, how, how.topLogprobs)) {
      history.push(decoded.token);
      yield decoded;
      if (slot.sequence.nextTokenIndex >= slot.contextTokens) break;
    }
  }
}

/** Forgets the older half of what follows the kept beginning, as the real server does. */
async function shift({ sequence, contextTokens }: Slot, keeps: number): Promise<void> {
  const kept = Math.min(Math.max(keeps, 0), contextTokens - 2);
  const discarded = Math.max(1, Math.floor((contextTokens - kept) / 2));
  await sequence.eraseContextTokenRanges([{ start: kept, end: kept + discarded }]);
}

async function* decodeRun(
  { sequence }: Slot,
  history: readonly Token[],
  how: Decoding,
): AsyncGenerator<Decoded> {
  const options = {
    ...how.sampling(history),
    yieldEogToken: true as const,
    ...(how.grammar !== undefined && { grammarEvaluationState: how.grammar }),
  };
  for await (const token of sequence.evaluate(history.slice(-1), options)) yield { token };
}

async function* decodeWithLogprobs(
  { sequence }: Slot,
  history: readonly Token[],
  { sampling }: Decoding,
  top: number,
): AsyncGenerator<Decoded> {
  for (;;) {
    const last = history.at(-1);
    if (last === undefined) return;
    const logits = { filter: { includeTop: Math.max(top, 1), includeSelected: true } } as const;
    const options = sampling(history);
    const [told] = await sequence.controlledEvaluate([
      [last, { generateNext: { token: true, totalLogitWeight: true, logits, options } }],
    ]);
    const { token, logits: found, totalLogitWeight = 1 } = told?.next ?? {};
    if (token === undefined || token === null || found === undefined)
      throw new Error("No token could be sampled.");
    const best = Math.max(...found.values());
    const logprobs = [...found]
      .map(([id, logit]) => ({ token: id, logprob: logit - best - Math.log(totalLogitWeight) }))
      .sort((one, other) => other.logprob - one.logprob);
    yield { token, logprobs };
  }
}
