import type { Disposable } from "../base/disposable.ts";
import { createEmitter, type Event } from "../base/event.ts";
import type { Logger } from "../base/logger.ts";
import type { EditorSnapshot } from "../context/editorSnapshot.ts";
import type { Usage } from "../providers/provider.ts";
import type { Route } from "../routing/route.ts";
import type { Order } from "../sending/order.ts";
import type { Sending } from "../sending/send.ts";
import type { SendEvent, SendFailure } from "../sending/sendEvent.ts";
import { createStopRule, type Progress, type StopRule } from "./stopRule.ts";
import type { Site } from "./site.ts";

/** Why a request is made: somebody waits, somebody will probably ask next, or only so that the server has read it. */
export type Purpose = "asked" | "ahead" | "warm";

/** A request that is to be made. */
export type FlightPlan = {
  readonly purpose: Purpose;
  readonly snapshot: EditorSnapshot;
  readonly site: Site;
  /** Longest answer, in tokens. */
  readonly answerTokens: number;
  /** Another answer than the likeliest one. */
  readonly variant?: number;
  readonly order: Order;
};

/** What a request is made with. */
export type FlightParts = {
  readonly sending: Pick<Sending, "send">;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  readonly later: (milliseconds: number, callback: () => void) => Disposable;
  /** Whether it may go on writing for later, once all that can be shown is there. */
  readonly mayLinger: () => boolean;
  /** Hears of bugs: nobody may be waiting. */
  readonly log: Pick<Logger, "error">;
};

/** How far a request has come. `reading`: nothing has been written yet; a server seldom stops before that. */
export type FlightState = "reading" | "writing" | "ended";

/** How long an answer may go on after all that can be shown, in milliseconds and lines: it is read already. */
const lingerMs = 600;
const lingerLines = 5;
/** How long a request goes on when nobody waits for it, in milliseconds: the next key may. */
const aloneMs = 300;
/** How long a short answer that was left may take to end by itself, in milliseconds. */
export const graceMs = 150;
/** An answer that has so few tokens to go is not stopped: the server has ended before it hears of it. */
const nearlyOverTokens = 24;

/** One request on its way, and what has come of it so far. */
export class Flight {
  readonly plan: FlightPlan;
  /** Resolves when nothing more will come. Never rejects. */
  readonly ended: Promise<void>;
  readonly #parts: FlightParts;
  readonly #controller = new AbortController();
  readonly #progressed = createEmitter<undefined>();
  readonly #startedMs: number;
  readonly #firstLine: number[] = [];
  #rule: StopRule | undefined;
  #state: FlightState = "reading";
  #route: Route | undefined;
  #failure: SendFailure | undefined;
  #againInS: number | undefined;
  #usage: Usage = {};
  #wasSent = false;
  #isWhole = false;
  #firstTextMs: number | undefined;
  #lineMs: number | undefined;
  #doneMs: number | undefined;
  /** Tokens that came, or pieces where the server tells of no tokens. */
  #pieces = 0;
  /** Characters that came after that. */
  #sinceDone = 0;
  #isLeft = false;
  #grace: Disposable | undefined;
  #alone: Disposable | undefined;
  #waiting = 0;

  /** Fires whenever something has come, and at the end. */
  readonly onDidProgress: Event<undefined> = this.#progressed.event;

  constructor(plan: FlightPlan, parts: FlightParts) {
    this.plan = plan;
    this.#parts = parts;
    this.#startedMs = parts.clock();
    this.ended = this.#run().catch(this.#logBug);
  }

  get state(): FlightState {
    return this.#state;
  }

  /** Where it goes; `undefined` before that is known. */
  get route(): Route | undefined {
    return this.#route;
  }

  /** Why nothing came of it. */
  get failure(): SendFailure | undefined {
    return this.#failure;
  }

  /** Seconds until a server that did not answer is asked again. */
  get againInS(): number | undefined {
    return this.#againInS;
  }

  /** What the server counted; empty before the end. */
  get usage(): Usage {
    return this.#usage;
  }

  /** Whether it has left. */
  get wasSent(): boolean {
    return this.#wasSent;
  }

  /** From sending to the first text, in milliseconds. */
  get firstTextMs(): number | undefined {
    return this.#firstTextMs;
  }

  /** How long nothing has come of it so far, in milliseconds; `undefined` once something has. */
  get silentMs(): number | undefined {
    return this.#state === "reading" ? this.#parts.clock() - this.#startedMs : undefined;
  }

  /** When the first line was complete, by the clock. */
  get lineMs(): number | undefined {
    return this.#lineMs;
  }

  /** From sending to the end of the first line, in milliseconds. */
  get tookToLineMs(): number | undefined {
    return this.#lineMs === undefined ? undefined : this.#lineMs - this.#startedMs;
  }

  /** Everything that can be shown is there. */
  get isDone(): boolean {
    return this.#doneMs !== undefined || this.#state === "ended";
  }

  /** Whether it was given up before its end. */
  get wasAborted(): boolean {
    return this.#controller.signal.aborted;
  }

  /** Everything written so far. */
  get text(): string {
    return this.#rule?.text() ?? "";
  }

  /** Whether the model ended it by itself, with nothing cut off. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** What of it can be shown so far: whole lines, while it is being written and where it was cut off. */
  get visible(): string {
    const visible = this.#rule?.visible() ?? "";
    if (this.#doneMs !== undefined || this.#isWhole) return visible;
    const lines = visible.slice(0, visible.lastIndexOf("\n") + 1);
    return this.#state === "ended" && lines.trim() === "" ? visible : lines;
  }

  /** What of it goes on after that. */
  get rest(): string {
    return this.#rule?.rest() ?? "";
  }

  /** The log-probabilities of the first line. */
  get logprobs(): readonly number[] {
    return this.#firstLine;
  }

  /** Does something once nothing more will come. */
  afterwards(act: () => void): void {
    this.ended.then(act).catch(this.#logBug);
  }

  /**
   * Somebody waits for it; the function ends that. When the last one went without an answer it is left, unless the next
   * key comes to wait for it.
   */
  join(): (went: "served" | "unserved") => void {
    this.#waiting += 1;
    this.#alone?.dispose();
    return (went) => {
      this.#waiting -= 1;
      if (went === "served" || this.#waiting > 0) return;
      this.#alone = this.#parts.later(aloneMs, () => {
        if (!this.isDone) this.leave();
      });
    };
  }

  /** Stops it now. */
  abort(): void {
    this.#controller.abort();
  }

  /** Stops it as soon as the server writes: until then it would read on all the same, and what it has read is kept. */
  leave(): void {
    this.#isLeft = true;
    if (this.#state === "writing") this.#stopUnlessOver();
  }

  /** Takes back that it was left. */
  stay(): void {
    this.#isLeft = false;
    this.#grace?.dispose();
    this.#grace = undefined;
  }

  /** A line that is nearly written ends by itself, sooner than a server notices that it was left. */
  #stopUnlessOver(): void {
    if (this.plan.answerTokens > nearlyOverTokens * 2) this.abort();
    else
      this.#grace ??= this.#parts.later(graceMs, () => {
        this.abort();
      });
  }

  readonly #logBug = (error: unknown): void => {
    this.#parts.log.error("A request of completion broke", error);
  };

  async #run(): Promise<void> {
    const { sending } = this.#parts;
    try {
      for await (const event of sending.send(this.plan.order, this.#controller.signal)) {
        this.#take(event);
        this.#progressed.fire(undefined);
        // Leaving the loop closes the answer, and the server stops.
        if (this.#isOver()) break;
      }
      if (this.#firstTextMs !== undefined && !this.wasAborted) this.#lineMs ??= this.#parts.clock();
    } catch (error) {
      // Half of an answer is not shown for a whole one.
      this.abort();
      throw error;
    } finally {
      this.#state = "ended";
      this.#grace?.dispose();
      this.#alone?.dispose();
      this.#progressed.fire(undefined);
    }
  }

  #take(event: SendEvent): void {
    if (event.kind === "routed") this.#begin(event.route);
    else if (event.kind === "sending") this.#wasSent = true;
    else if (event.kind === "failed") this.#fail(event);
    else if (event.kind === "end") this.#end(event);
    else if (event.kind === "text") this.#write(event.text, event.logprobs ?? []);
  }

  #fail({ failure, againInS }: Extract<SendEvent, { kind: "failed" }>): void {
    this.#failure = failure;
    this.#againInS = againInS;
  }

  #end({ usage, reason }: Extract<SendEvent, { kind: "end" }>): void {
    this.#usage = usage;
    this.#isWhole = reason === "stop";
  }

  /** Anew, when another model stands in. */
  #begin(route: Route): void {
    this.#route = route;
    const { site } = this.plan;
    this.#rule = createStopRule(site, {
      stop: route.infill?.stop ?? [],
      keepsFences: site.languageId === "markdown",
    });
  }

  #write(text: string, logprobs: readonly number[]): void {
    this.#firstTextMs ??= this.#parts.clock() - this.#startedMs;
    this.#state = "writing";
    if (this.#isLeft) this.#stopUnlessOver();
    if (this.#lineMs === undefined) this.#firstLine.push(...logprobs);
    if (this.#doneMs !== undefined) this.#sinceDone += text.length;
    this.#pieces += Math.max(1, logprobs.length);
    if (this.#rule !== undefined) this.#mark(this.#rule.push(text));
  }

  /** Notes when the first line, and all that can be shown, was there. */
  #mark({ kind }: Progress): void {
    if (kind === "more") return;
    const now = this.#parts.clock();
    this.#lineMs ??= now;
    if (kind === "done") this.#doneMs ??= now;
  }

  #isOver(): boolean {
    if (this.#doneMs === undefined) return false;
    if (this.plan.answerTokens - this.#pieces <= nearlyOverTokens) return false;
    const { rest } = this;
    const isLate = this.#parts.clock() - this.#doneMs > lingerMs;
    // What came after the end and is nothing to go on with is the model's, not the document's.
    const isIdle = rest === "" && this.#sinceDone > 0;
    return isIdle || isLate || rest.split("\n").length > lingerLines || !this.#parts.mayLinger();
  }
}
