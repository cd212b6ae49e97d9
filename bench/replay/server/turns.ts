import { ApiError, ClientGone } from "../../../scripts/engine/apiError.ts";

/** As many requests may wait for a model; Ollama refuses the next one. */
const queueLimit = 512;

/** Takes a turn; what it resolves to ends the turn. Throws `ClientGone` as soon as a waiting client leaves. */
export type Turns = (signal: AbortSignal) => Promise<() => void>;

/** Lets so many requests run at a time, in the order in which they came. */
export function turns(atOnce: number): Turns {
  const waiting: (() => void)[] = [];
  let running = 0;
  const end = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return async (signal) => {
    if (signal.aborted) throw new ClientGone();
    if (waiting.length >= queueLimit)
      throw new ApiError(503, "server busy, please try again.  maximum pending requests exceeded");
    if (running < atOnce) running += 1;
    else await turnOf(waiting, signal);
    return end;
  };
}

async function turnOf(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const go = (): void => {
      signal.removeEventListener("abort", leave);
      resolve();
    };
    const leave = (): void => {
      waiting.splice(waiting.indexOf(go), 1);
      reject(new ClientGone());
    };
    waiting.push(go);
    signal.addEventListener("abort", leave, { once: true });
  });
}
