import { ApiError, ClientGone } from "./apiError.ts";
import { defaultKeepAliveMs } from "./keepAlive.ts";
import type { LlamaRuntime } from "./llamaRuntime.ts";
import { type LoadedModel, type LoadShape, loadModel } from "./loadedModel.ts";

const queueLimit = 512;

/** One request's turn with the model. */
export type Turn<T> = {
  readonly shape: LoadShape;
  /** How long the model stays loaded afterwards; undefined for the default, 0 unloads it at once. */
  readonly keepAliveMs: number | undefined;
  readonly signal: AbortSignal;
  run(model: LoadedModel): Promise<T>;
};

/** Loads the weights when they are first wanted, unloads them when nobody wanted them for a while. */
export type ModelHost = {
  /** Waits for its turn; throws `ClientGone` when the client left before it came. */
  use<T>(turn: Turn<T>): Promise<T>;
  /** Unloads after whoever has the turn now. */
  unload(): Promise<void>;
  loaded(): { readonly model: LoadedModel; readonly expiresAt: Date } | undefined;
};

/** A host for one file of weights; nothing is loaded yet. */
export function modelHost(runtime: LlamaRuntime, weights: string): ModelHost {
  const llama = runtime.getLlama({ gpu: false, build: "never", logLevel: "error", maxThreads: 0 });
  // It is awaited when the first request loads the model; a failure belongs to that request.
  llama.catch(() => undefined);
  const inTurn = turns();
  let loaded: LoadedModel | undefined;
  let expiresAt = new Date();
  let timer: NodeJS.Timeout | undefined;

  const dispose = async (): Promise<void> => {
    clearTimeout(timer);
    const old = loaded;
    loaded = undefined;
    await old?.dispose();
  };
  const load = async (shape: LoadShape): Promise<LoadedModel> => {
    const now = loaded;
    if (now?.shape.contextTokens === shape.contextTokens && now.shape.threads === shape.threads) return now;
    loaded = undefined;
    loaded = await (now?.reshaped(shape) ?? loadModel(runtime, await llama, { weights, shape }));
    return loaded;
  };
  const keep = async (ms: number): Promise<void> => {
    clearTimeout(timer);
    if (ms <= 0) {
      await dispose();
      return;
    }
    expiresAt = new Date(Date.now() + ms);
    // Node's timers end at 24.8 days; a model that should stay longer stays until the engine ends.
    if (ms < 2 ** 31) timer = setTimeout(() => void inTurn(disposeIfExpired), ms).unref();
  };
  const disposeIfExpired = async (): Promise<void> => {
    if (expiresAt.getTime() <= Date.now()) await dispose();
  };
  return {
    use: (turn) =>
      inTurn(async () => {
        if (turn.signal.aborted) throw new ClientGone();
        const keepAliveMs = turn.keepAliveMs ?? defaultKeepAliveMs;
        const model = await load(turn.shape);
        clearTimeout(timer);
        expiresAt = new Date(Date.now() + keepAliveMs);
        try {
          return await turn.run(model);
        } finally {
          await keep(keepAliveMs);
        }
      }),
    unload: () => inTurn(dispose),
    loaded: () => loaded && { model: loaded, expiresAt },
  };
}

/** Lets one piece of work run at a time, in the order in which they came. */
function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (work) => {
    if (waiting >= queueLimit) {
      throw new ApiError(503, "server busy, please try again.  maximum pending requests exceeded");
    }
    waiting += 1;
    const mine = tail.then(work).finally(() => {
      waiting -= 1;
    });
    tail = mine.catch(() => undefined);
    return await mine;
  };
}
