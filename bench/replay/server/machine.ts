import { ClientGone } from "../../../scripts/engine/apiError.ts";
import type { Profile } from "../modelServer.ts";
import { turns } from "./turns.ts";
import { until } from "./until.ts";

/** How many tokens of a prompt a server evaluates at once: `num_batch` as Ollama starts its runner. */
const batchTokens = 512;

/** What a request costs before its first token is evaluated: the `load_duration` of the recorded warm request. */
const requestMs = 45;

/** Starting the runner anew, as measured for other runner options; a model of many gigabytes takes longer. */
const reloadMs = 760;

/** How often newer servers look whether the client of a prompt is still there. */
const pollMs = 1000;

/** One request's use of the machine. */
export type Job = {
  readonly prompt: readonly string[];
  /** The tokens it will answer with. */
  readonly answer: readonly string[];
  /** Whether the model ends the answer itself, which takes one more token. */
  readonly ends: boolean;
  /** The runner's options; others than last time start it anew. Absent: whatever it runs with. */
  readonly shape?: string;
  readonly keepAliveMs: number;
  readonly signal: AbortSignal;
  /** Told once, before the first token. */
  readonly evaluated: (tokens: number) => void;
  /** Told of each token of the answer when it is there, by its place. */
  readonly token: (index: number) => Promise<void>;
};

/** What a job took; times are those of the simulated machine, in milliseconds. */
export type Work = {
  startedMs: number;
  evaluatedTokens: number;
  answerTokens: number;
  wastedTokens: number;
  loadMs: number;
  promptMs: number;
  answerMs: number;
  slotMs: number;
};

/** A model in memory, with the tokens in its one slot. */
type Loaded = { shape: string; expiresMs: number; tokens: readonly string[] };

/** A computer with one model and one slot. */
export type Machine = {
  /** Fills in `work` as it goes; throws `ClientGone` when there is nobody left to answer. */
  readonly run: (job: Job, work: Work) => Promise<void>;
  /** What is loaded now, and until when (`performance.now`). */
  readonly loaded: () => Readonly<Loaded> | undefined;
  readonly unload: () => void;
};

/** Work that has not begun. */
export function noWork(): Work {
  return {
    startedMs: performance.now(),
    evaluatedTokens: 0,
    answerTokens: 0,
    wastedTokens: 0,
    loadMs: 0,
    promptMs: 0,
    answerMs: 0,
    slotMs: 0,
  };
}

/**
 * A computer as slow as its profile says. A cloud (infinite prefill) has its round trip instead of what a request
 * costs here, as many slots as it needs, and sees at once that a client left.
 */
export function machine(profile: Profile, dropsAbandonedPrompts: boolean): Machine {
  const isCloud = !Number.isFinite(profile.prefillPerS);
  const turn = turns(isCloud ? Infinity : 1);
  let loaded: Loaded | undefined;
  /** The loaded model, unless nobody wanted it for as long as it should be kept. */
  const current = (): Loaded | undefined => {
    if (loaded !== undefined && loaded.expiresMs <= performance.now()) loaded = undefined;
    return loaded;
  };
  const use = async (job: Job, work: Work): Promise<void> => {
    const slot = current();
    const shape = job.shape ?? slot?.shape ?? "";
    const ready = slot?.shape === shape ? slot : { shape, expiresMs: Infinity, tokens: [] };
    loaded = ready;
    ready.expiresMs = Infinity;
    try {
      if (isCloud) await roundTrip(profile, job.signal);
      else work.loadMs = requestMs + (ready === slot ? 0 : reloadMs);
      await prefill(ready, job, work, { profile, dropsAbandonedPrompts });
      await decode(ready, job, work, profile);
    } finally {
      ready.expiresMs = performance.now() + job.keepAliveMs;
    }
  };
  return {
    run: async (job, work) => {
      const end = await turn(job.signal);
      const begunMs = performance.now();
      try {
        await use(job, work);
      } finally {
        work.slotMs = performance.now() - begunMs;
        end();
      }
    },
    loaded: current,
    unload: () => {
      loaded = undefined;
    },
  };
}

async function roundTrip({ roundTripMs }: Profile, signal: AbortSignal): Promise<void> {
  await until(performance.now() + roundTripMs, signal);
  if (signal.aborted) throw new ClientGone();
}

/** A batch reads all weights once, which is what decoding a token takes, and computes each of its tokens. */
function batchMs(tokens: number, { prefillPerS, decodePerS }: Profile): number {
  return Number.isFinite(prefillPerS) ? 1000 * (tokens / prefillPerS + 1 / decodePerS) : 0;
}

/** Evaluates what the slot does not hold yet: at least the last token, which the answer begins with. */
async function prefill(
  slot: Loaded,
  { prompt, signal, evaluated }: Job,
  work: Work,
  how: { readonly profile: Profile; readonly dropsAbandonedPrompts: boolean },
): Promise<void> {
  const reused = Math.min(commonLength(slot.tokens, prompt), Math.max(0, prompt.length - 1));
  const beginMs = performance.now();
  let momentMs = beginMs + work.loadMs;
  const gone = departure(signal, beginMs);
  for (let at = reused; at < prompt.length; at += batchTokens) {
    if (how.dropsAbandonedPrompts && gone.isSeen()) throw new ClientGone();
    const tokens = Math.min(batchTokens, prompt.length - at);
    momentMs += batchMs(tokens, how.profile);
    await until(momentMs);
    slot.tokens = prompt.slice(0, at + tokens);
    work.evaluatedTokens += tokens;
    if (signal.aborted) work.wastedTokens += tokens;
  }
  await until(momentMs);
  work.promptMs = momentMs - beginMs - work.loadMs;
  if (signal.aborted) throw new ClientGone();
  evaluated(work.evaluatedTokens);
}

/** A server that waits for a prompt looks for its client once a second, counted from the beginning. */
function departure(signal: AbortSignal, beginMs: number): { readonly isSeen: () => boolean } {
  let seenMs = Infinity;
  const note = (): void => {
    seenMs = beginMs + pollMs * Math.ceil((performance.now() - beginMs) / pollMs);
  };
  if (signal.aborted) note();
  else signal.addEventListener("abort", note, { once: true });
  return { isSeen: () => performance.now() >= seenMs };
}

/** One token after the other; a client that leaves is seen at once. The last token stays out of the slot. */
async function decode(slot: Loaded, job: Job, work: Work, { decodePerS }: Profile): Promise<void> {
  const { prompt, answer, ends, signal, token } = job;
  const beginMs = performance.now();
  try {
    for (let step = 0; step < answer.length + (ends ? 1 : 0); step += 1) {
      const tookMs = (1000 * (step + 1)) / decodePerS;
      await until(beginMs + tookMs, signal);
      if (signal.aborted) throw new ClientGone();
      [work.answerTokens, work.answerMs] = [step + 1, tookMs];
      if (step < answer.length) await token(step);
    }
  } finally {
    slot.tokens = [...prompt, ...answer.slice(0, Math.max(0, work.answerTokens - 1))];
  }
}

function commonLength(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((token, index) => token !== other[index]);
  return differs < 0 ? one.length : differs;
}
