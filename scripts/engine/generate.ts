import { ApiError, ClientGone } from "./apiError.ts";
import { decode, type Decoded, prefill } from "./evaluation.ts";
import type { GenerationOptions } from "./generationOptions.ts";
import type { Token } from "./llamaRuntime.ts";
import type { LoadedModel } from "./loadedModel.ts";
import { samplingFor } from "./samplingFor.ts";
import { stopMatcher } from "./stopMatcher.ts";
import { textAssembler } from "./textAssembler.ts";

/** The runtime's grammars go on with blank lines when the text is complete. */
const endOfFormat = "\n\n\n\n";

/** What to generate from. */
export type Generation = {
  readonly prompt: string;
  readonly options: GenerationOptions;
  /** Cut a prompt that does not fit, instead of refusing it. */
  readonly truncate: boolean;
  /** Forget the older half when the context is full, instead of stopping. */
  readonly shift: boolean;
  readonly format: unknown;
  /** How many alternatives to report for each token; undefined for no log-probabilities. */
  readonly topLogprobs: number | undefined;
  readonly signal: AbortSignal;
  readonly finishAbandonedPrefill: boolean;
};

/** One token's probability in Ollama's shape. */
export type Logprob = {
  readonly token: string;
  readonly logprob: number;
  readonly bytes: readonly number[];
  readonly top_logprobs?: readonly Omit<Logprob, "top_logprobs">[];
};

/** Told while the generation goes on. */
export type GenerationListener = {
  /** The prompt's tokens evaluated so far, reused ones not among them; complete before any text. */
  evaluated(tokens: number): void;
  text(text: string, logprobs: readonly Logprob[]): Promise<void>;
};

/** How a generation ended; the counts are Ollama's: reused tokens and the closing token are in them. */
export type Generated = {
  readonly text: string;
  readonly doneReason: "stop" | "length";
  readonly promptTokens: number;
  readonly promptMs: number;
  readonly generatedTokens: number;
  readonly generatedMs: number;
};

/** Evaluates the prompt and generates from it; throws `ClientGone` within one token of the client leaving. */
export async function generate(
  model: LoadedModel,
  generation: Generation,
  listener: GenerationListener,
): Promise<Generated> {
  const { options, signal, topLogprobs } = generation;
  if (topLogprobs !== undefined && generation.format !== undefined) {
    throw new ApiError(400, "the development engine has no logprobs together with a format");
  }
  const prompt = fitPrompt(model, generation);
  const grammar = await model.grammarFor(generation.format);
  const started = performance.now();
  await prefill(model.slot, prompt, {
    signal,
    finishAbandoned: generation.finishAbandonedPrefill,
    progress: (tokens) => {
      listener.evaluated(tokens);
    },
  });

  const output = assembler(model, generation, listener);
  let firstAt: number | undefined;
  const decoding = {
    sampling: samplingFor(options),
    ...(grammar !== undefined && { grammar }),
    ...(topLogprobs !== undefined && { topLogprobs }),
    ...(generation.shift && { shiftKeeps: options.num_keep < 0 ? prompt.length : options.num_keep }),
  };
  for await (const decoded of decode(model.slot, prompt, decoding)) {
    firstAt ??= performance.now();
    if (signal.aborted) throw new ClientGone();
    if (!(await output.add(decoded))) break;
  }
  const ended = performance.now();
  return {
    ...(await output.end()),
    promptTokens: prompt.length,
    promptMs: (firstAt ?? ended) - started,
    generatedMs: ended - (firstAt ?? ended),
  };
}

/** The prompt's tokens, cut in its middle when they are too many: a few at the beginning and all at the end stay. */
function fitPrompt(model: LoadedModel, { prompt, options, truncate }: Generation): Token[] {
  const tokens = model.tokenize(prompt);
  const room = model.slot.contextTokens;
  if (tokens.length === 0) throw new ApiError(500, "no input provided");
  if (tokens.length <= room) return tokens;
  if (!truncate) throw new ApiError(400, "the input length exceeds the context length");
  const kept = Math.min(options.num_keep < 0 ? tokens.length : options.num_keep, room - 1);
  return [...tokens.slice(0, kept), ...tokens.slice(kept - room)];
}

/** Collects tokens into text, tells the listener what is certain, and says when it is enough. */
function assembler(
  model: LoadedModel,
  { options, format, topLogprobs }: Generation,
  listener: GenerationListener,
): {
  add(decoded: Decoded): Promise<boolean>;
  end(): Promise<Pick<Generated, "text" | "doneReason" | "generatedTokens">>;
} {
  const characters = textAssembler((tokens) => model.detokenize(tokens));
  const stops = stopMatcher(format === undefined ? options.stop : [...options.stop, endOfFormat]);
  const limit = options.num_predict > 0 ? options.num_predict : 10 * model.slot.contextTokens;
  let [text, count, ended]: [string, number, boolean] = ["", 0, false];
  let logprobs: Logprob[] = [];
  const tell = async (fresh: string): Promise<void> => {
    if (fresh === "") return;
    text += fresh;
    const told = logprobs;
    logprobs = [];
    await listener.text(fresh, told);
  };
  return {
    async add({ token, logprobs: found }) {
      count += 1;
      if (model.isEnd(token)) {
        ended = true;
        return false;
      }
      if (found !== undefined)
        logprobs.push(describeLogprob(model, { token, logprobs: found }, topLogprobs ?? 0));
      await tell(stops.add(characters(token)));
      return !stops.stopped && count < limit;
    },
    async end() {
      const rest = stops.rest();
      await tell(format === undefined ? rest : rest.replace(/\n+$/u, ""));
      return { text, doneReason: ended || stops.stopped ? "stop" : "length", generatedTokens: count };
    },
  };
}

function describeLogprob(model: LoadedModel, { token, logprobs = [] }: Decoded, top: number): Logprob {
  const described = (id: Token, logprob: number): Logprob => {
    const text = model.detokenize([id]);
    return { token: text, logprob, bytes: [...Buffer.from(text)] };
  };
  const chosen = logprobs.find((entry) => entry.token === token)?.logprob ?? 0;
  const best = logprobs.slice(0, top).map((entry) => described(entry.token, entry.logprob));
  return { ...described(token, chosen), ...(top > 0 && { top_logprobs: best }) };
}
