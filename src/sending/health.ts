import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { Task } from "../terms/task.ts";
import { blamesServer } from "./outage.ts";
import { longestPauseMs, retryPauseMs } from "./retryPause.ts";
import type { SendFailure } from "./sendEvent.ts";

/** Failures in a row after which a server is left alone: one alone may be a hiccup. */
const failuresToRest = 2;

type Spell = {
  readonly failures: number;
  readonly last: SendFailure;
  /** Milliseconds on the clock; absent while one more try is worth it. */
  readonly untilMs?: number;
};

/**
 * How each provider's server has been doing: a circuit breaker. After failures in a row, or when it asked to wait, a
 * server rests for a growing pause; then one send tries it again.
 */
export class Health {
  readonly #clock: () => number;
  readonly #spells = new Map<string, Spell>();

  /** `clock` in milliseconds, monotonic. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Counts a failure of a task; one that the server is not to blame for counts for nothing. */
  failed(provider: ProviderConfig, failure: SendFailure, task: Task): void {
    if (!blamesServer(failure, task)) return;
    const failures = (this.#spells.get(healthKey(provider))?.failures ?? 0) + 1;
    const waitMs = askedMs(failure) ?? (failures < failuresToRest ? undefined : retryPauseMs(failures));
    this.#spells.set(healthKey(provider), {
      failures,
      last: failure,
      ...(waitMs !== undefined && { untilMs: this.#clock() + waitMs }),
    });
  }

  /** It answered: whatever was before is over. */
  answered(provider: ProviderConfig): void {
    this.#spells.delete(healthKey(provider));
  }

  /** Why a server is left alone for now; `undefined` when it may be tried. */
  restsFor(provider: ProviderConfig): SendFailure | undefined {
    const spell = this.#spells.get(healthKey(provider));
    return spell?.untilMs !== undefined && this.#clock() < spell.untilMs ? spell.last : undefined;
  }

  /** Forgets how one server has been doing, or all of them: settings or a key have changed. */
  forget(provider?: ProviderConfig): void {
    if (provider === undefined) this.#spells.clear();
    else this.#spells.delete(healthKey(provider));
  }
}

/** What a server asks to wait, but never longer than the longest pause: it may be mended, or wrong. */
function askedMs(failure: SendFailure): number | undefined {
  const waits = failure.kind === "quota" || failure.kind === "overloaded";
  if (!waits || failure.retryAfterS === undefined) return undefined;
  return Math.min(failure.retryAfterS * 1000, longestPauseMs);
}

function healthKey({ kind, url }: ProviderConfig): string {
  return `${kind} ${url}`;
}
