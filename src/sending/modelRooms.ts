import type { Route } from "../routing/route.ts";

/** A factor moves in steps of this, so that measurements that differ a little give the same one. */
const step = 1 / 8;
/** How much too high a factor may be before it comes down: room that is not used costs less than a prompt that moves. */
const slack = 1 / 4;
/** A server that counts less than this did not count all: some leave out what they had read before. */
const leastFactor = 0.6;
const mostFactor = 4;
/** Fewer estimated tokens than this say nothing: most of what a server counts is then the words of its own template. */
const leastTokens = 200;
/** The smallest share of a model's room that is left to conversations that were too long for it. */
const leastShare = 1 / 4;

/** What was learned about a model's room: see {@link Route}. */
export type LearnedRoom = Pick<Route, "tokenFactor" | "roomShare">;

/** Which model something was learned about. */
type Of = Pick<Route, "provider" | "model">;

type PromptTokens = { readonly estimated: number | undefined; readonly counted: number | undefined };

/** An estimate is corrected upwards, since a prompt that is too long is refused. */
function stepAbove(factor: number): number {
  return Math.min(mostFactor, Math.ceil(factor / step) * step);
}

/**
 * How much of a conversation fits a model, learned in this window from what its server says. It stays the same unless
 * a count shows that the estimates are too low, or far too high: what goes along is measured by it, and the server reads
 * the whole prompt anew when that changes.
 */
export class ModelRooms {
  readonly #rooms = new Map<string, LearnedRoom>();

  /** What is known of a model; nothing before its server has counted or refused something. */
  of({ provider, model }: Of): LearnedRoom {
    return this.#rooms.get(`${provider.id}/${model}`) ?? {};
  }

  /** Notes how many tokens the server counted in a prompt that was estimated at so many, where both are known. */
  note(of: Of, { estimated, counted }: PromptTokens): void {
    if (estimated === undefined || counted === undefined) return;
    const seen = counted / estimated;
    if (estimated < leastTokens || seen < leastFactor || seen > mostFactor) return;
    const { tokenFactor = 1 } = this.of(of);
    if (seen > tokenFactor || seen < tokenFactor - slack) this.#learn(of, { tokenFactor: stepAbove(seen) });
  }

  /** Notes that a conversation was too long for it: from now on half as much of one goes along. */
  halve(of: Of): void {
    const { roomShare = 1 } = this.of(of);
    this.#learn(of, { roomShare: Math.max(leastShare, roomShare / 2) });
  }

  #learn(of: Of, room: LearnedRoom): void {
    this.#rooms.set(`${of.provider.id}/${of.model}`, { ...this.of(of), ...room });
  }
}
