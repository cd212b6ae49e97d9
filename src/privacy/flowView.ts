import { daysBefore } from "../base/daysBefore.ts";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import type { Event } from "../base/event.ts";
import type { LedgerRow, Unlisted } from "../ledger/ledgerRows.ts";
import type { LedgerRecord } from "../ledger/record.ts";
import {
  firstChoice,
  type FlowChoice,
  type FlowPeriod,
  type FromFlowView,
  type ToFlowView,
} from "../protocol/flowMessages.ts";
import { everything, type LedgerFilter } from "../protocol/ledgerMessages.ts";
import { DataFlow, type FlowStretch } from "./dataFlow.ts";
import { flowLineTitle, flowLineViews } from "./flowLineView.ts";
import { FlowReading } from "./flowReading.ts";
import { countLabel, deletedWords, requestsLabel } from "./ledgerWords.ts";
import { localTime, type LocalTime } from "./localTime.ts";
import { say } from "../terms/words.ts";

/** What the data flow's page is made from. */
export type FlowViewParts = {
  readonly reader: {
    readonly rows: (unlisted: Unlisted) => AsyncGenerator<LedgerRow, void>;
  };
  readonly onDidAppend: Event<LedgerRecord>;
  /** Whether a request of this window is still under way. */
  readonly isRunning: (id: string) => boolean;
  /** The workspace of this window, as records name it. */
  readonly workspaceKey: string;
  readonly post: (message: ToFlowView) => void;
  /** Shows the ledger, with what a filter lets through where there is one. */
  readonly openLedger: (filter?: LedgerFilter) => void;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  /** Calls back once after so many milliseconds. */
  readonly later: (milliseconds: number, callback: () => void) => Disposable;
};

/** What is written in a burst is told at once. */
const gatherMs = 100;

const periodWords: { readonly [P in FlowPeriod]: string } = {
  today: say("Today"),
  week: say("In the last 7 days"),
  all: say("So far"),
};

/** One open page of the data flow: draws what the page asks for, and again when something is written. */
export class FlowView implements Disposable {
  readonly #parts: FlowViewParts;
  readonly #store = new DisposableStore();
  #local: LocalTime = localTime("UTC");
  #choice = firstChoice;
  #flow: DataFlow | undefined;
  #reading: FlowReading | undefined;
  #gathering: Disposable | undefined;

  constructor(parts: FlowViewParts) {
    this.#parts = parts;
    this.#store.add(
      parts.onDidAppend((record) => {
        this.#flow?.take(record);
        if (this.#flow !== undefined) this.#gather();
      }),
    );
  }

  /** Does what the page asks for; a ledger that cannot be read is told, and thrown. */
  async receive(message: FromFlowView): Promise<void> {
    switch (message.type) {
      case "ready":
        this.#local = localTime(message.zone);
        return this.#begin(message.choice);
      case "refresh":
        return this.#begin(message.choice);
      case "choose":
        return this.#choose(message.choice);
      case "open":
        this.#open(message.line);
        return;
      case "openLedger":
        this.#parts.openLedger();
        return;
    }
  }

  /** The page is hidden, and with it thrown away: nothing is read or told until it says that it is there again. */
  pageIsGone(): void {
    this.#reading?.leave();
    this.#reading = undefined;
    this.#flow = undefined;
    this.#gathering?.dispose();
    this.#gathering = undefined;
  }

  dispose(): void {
    this.pageIsGone();
    this.#store.dispose();
  }

  async #begin(choice: FlowChoice): Promise<void> {
    this.pageIsGone();
    const { reader, workspaceKey, isRunning, clock } = this.#parts;
    const flow = new DataFlow({ local: this.#local, workspaceKey, isRunning });
    this.#flow = flow;
    this.#reading = new FlowReading({
      ...{ rows: reader.rows, flow, clock },
      since: () => this.#stretch().since,
      onProgress: () => {
        this.#tell();
      },
    });
    await this.#choose(choice);
  }

  async #choose(choice: FlowChoice): Promise<void> {
    this.#choice = choice;
    const reading = this.#reading;
    if (reading === undefined) return;
    if (!reading.isWhole) this.#tell();
    try {
      await reading.read();
    } catch (error) {
      if (this.#reading === reading) this.#parts.post({ type: "failed", choice: this.#choice });
      throw error;
    }
    if (this.#reading === reading) this.#tell();
  }

  #stretch(): FlowStretch {
    const { period, here } = this.#choice;
    const today = this.#local.day(this.#parts.now());
    if (period === "all") return { here };
    return { since: period === "today" ? today : daysBefore(today, 6), here };
  }

  #tell(): void {
    const [flow, reading] = [this.#flow, this.#reading];
    if (flow === undefined || reading === undefined) return;
    const stretch = this.#stretch();
    const { isWhole, requests } = reading;
    const missing = this.#missingWords(reading, stretch);
    const tally = flow.tally(stretch);
    if (missing !== "") tally.missSome();
    const { lead, rest } = isWhole
      ? tally.lines(periodWords[this.#choice.period])
      : { lead: say("Reading the ledger: {0} so far…", requestsLabel(requests)), rest: "" };
    this.#parts.post({
      type: "flow",
      flow: {
        ...{ choice: this.#choice, lead, rest, isWhole, missing },
        lines: flowLineViews(flow.shares(stretch)),
      },
    });
  }

  #missingWords({ broken, deleted }: FlowReading, { since }: FlowStretch): string {
    const isWithin = deleted !== undefined && (since === undefined || this.#local.day(deleted) >= since);
    const words = [brokenWords(broken), isWithin ? deletedWords(deleted, this.#local) : ""];
    return words.filter((sentence) => sentence !== "").join(" ");
  }

  #open(id: string): void {
    const stretch = this.#stretch();
    const share = this.#flow?.shares(stretch).find(({ line }) => line.id === id);
    if (share === undefined) return;
    const { since, here } = stretch;
    const title = flowLineTitle(share.line);
    const flow = { line: id, title, ...(since !== undefined && { since }) };
    this.#parts.openLedger({ ...everything, errands: true, here, flow });
  }

  #gather(): void {
    this.#gathering ??= this.#parts.later(gatherMs, () => {
      this.#gathering = undefined;
      if (this.#reading?.isWhole === true) this.#tell();
    });
  }
}

function brokenWords(broken: number): string {
  if (broken === 0) return "";
  return broken === 1
    ? say("1 line of the ledger cannot be read and is left out here. The ledger's page says why.")
    : say(
        "{0} lines of the ledger cannot be read and are left out here. The ledger's page says why.",
        countLabel(broken),
      );
}
