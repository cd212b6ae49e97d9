import { DisposableStore, type Disposable } from "../base/disposable.ts";
import type { Event } from "../base/event.ts";
import type { KeptBody } from "../ledger/ledgerReader.ts";
import type { LedgerRow, Unlisted } from "../ledger/ledgerRows.ts";
import type { LedgerRecord } from "../ledger/record.ts";
import type { FileVerdict } from "../ledger/verify.ts";
import {
  everything,
  type FromLedgerView,
  type LedgerFilter,
  type LedgerRowView,
  type ToLedgerView,
} from "../protocol/ledgerMessages.ts";
import { bodyText } from "./bodyText.ts";
import { checking, ledgerChecks } from "./ledgerChecks.ts";
import { LedgerList, type ListParts, type Sought } from "./ledgerList.ts";
import { LedgerWeek, weekOf } from "./ledgerWeek.ts";
import { localTime, type LocalTime } from "./localTime.ts";

/** What the ledger's page is made from. */
export type LedgerViewParts = {
  readonly reader: {
    readonly rows: (unlisted?: Unlisted) => AsyncGenerator<LedgerRow, void>;
    readonly verify: () => AsyncGenerator<FileVerdict, void>;
    readonly body: (row: LedgerRow) => Promise<KeptBody | undefined>;
  };
  readonly onDidAppend: Event<LedgerRecord>;
  /** Whether a request of this window is still under way. */
  readonly isRunning: (id: string) => boolean;
  /** The workspace of this window, as records name it. */
  readonly workspaceKey: string;
  readonly post: (message: ToLedgerView) => void;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  /** Calls back once after so many milliseconds. */
  readonly later: (milliseconds: number, callback: () => void) => Disposable;
  /** Told of reading that failed although nobody had asked for it just then. */
  readonly onFailure: (error: unknown) => void;
};

/** Lines among which a record is looked for before it is shown alone. */
const revealWithin = 1_000;
/** What is written in a burst is told at once. */
const gatherMs = 100;

/** One open page of the ledger: answers what the view asks, and tells what is written meanwhile. */
export class LedgerView implements Disposable {
  readonly #parts: LedgerViewParts;
  readonly #store = new DisposableStore();
  #local: LocalTime = localTime("UTC");
  #list: LedgerList | undefined;
  #week: LedgerWeek | undefined;
  #sought: string | undefined;
  #wanted: LedgerFilter | undefined;
  readonly #begun = new Map<string, LedgerRow>();
  #fresh = new Map<string, LedgerRowView>();
  #gathering: Disposable | undefined;

  constructor(parts: LedgerViewParts) {
    this.#parts = parts;
    this.#store.add(
      parts.onDidAppend((record) => {
        this.#takeRecord(record);
      }),
    );
  }

  /** Does what the page asks for; what leads elsewhere is not its business. */
  async receive(message: Exclude<FromLedgerView, { readonly type: "export" | "openFlow" }>): Promise<void> {
    switch (message.type) {
      case "ready":
        this.#local = localTime(message.zone);
        return this.#begin(message.filter);
      case "refresh":
        return this.#begin(message.filter);
      case "filter":
        await this.#show(message.filter);
        return;
      case "more":
        await this.#list?.tellPage();
        return;
      case "readBody":
        return this.#tellBody(message.record);
    }
  }

  /** Shows one request: at once when the page has come up, else as soon as it has. */
  async reveal(record: string): Promise<void> {
    this.#sought = record;
    if (this.#list !== undefined) await this.#seek();
  }

  /** Lists what a filter lets through: at once when the page has come up, else as soon as it has. */
  async list(filter: LedgerFilter): Promise<void> {
    if (this.#list === undefined) this.#wanted = filter;
    else await this.#show(filter);
  }

  /** The page is hidden, and with it thrown away: nothing is read or told until it says that it is there again. */
  pageIsGone(): void {
    this.#list?.leave();
    this.#list = undefined;
    this.#week = undefined;
    this.#gathering?.dispose();
    this.#gathering = undefined;
    this.#fresh = new Map();
  }

  dispose(): void {
    this.pageIsGone();
    this.#store.dispose();
  }

  async #begin(filter: LedgerFilter): Promise<void> {
    this.#parts.post({ type: "checks", checks: checking });
    const wanted = this.#wanted ?? filter;
    this.#wanted = undefined;
    // What a person waits for comes first.
    await (this.#sought === undefined ? this.#show(wanted) : this.#seek());
    await this.#sumUp();
    await this.#check();
  }

  /** Lists what a filter lets through; returns whether the sought request is among the first lines. */
  async #show(filter: LedgerFilter, sought?: Sought): Promise<boolean> {
    this.#list?.leave();
    this.#fresh = new Map();
    const list = new LedgerList(filter, this.#listParts());
    this.#list = list;
    return list.tellPage(sought);
  }

  #listParts(): ListParts {
    const { reader, workspaceKey, isRunning, post, clock, now } = this.#parts;
    const local = this.#local;
    const { monday } = weekOf(now(), local);
    return {
      rows: reader.rows,
      place: { workspaceKey, isThisWeek: (time) => local.day(time) >= monday, day: local.day, isRunning },
      surroundings: { local, isRunning },
      post,
      clock,
    };
  }

  async #seek(): Promise<void> {
    const id = this.#sought;
    this.#sought = undefined;
    if (id === undefined) return;
    const isFound =
      (await this.#show(everything, { id, most: revealWithin })) ||
      (await this.#show({ ...everything, errands: true, text: id }, { id, most: 1 }));
    if (isFound) this.#parts.post({ type: "reveal", record: id });
  }

  async #sumUp(): Promise<void> {
    const { reader, isRunning, now } = this.#parts;
    const week = new LedgerWeek(weekOf(now(), this.#local), this.#local, isRunning);
    this.#week = week;
    const rows = reader.rows({
      onBroken: () => {
        week.missSome();
      },
      onDeleted: (time) => {
        week.missSome(time);
      },
    });
    await week.count(rows, () => this.#week !== week);
    this.#tellWeek();
  }

  #tellWeek(): void {
    if (this.#week?.isWhole === true) this.#parts.post({ type: "summary", ...this.#week.lines() });
  }

  async #check(): Promise<void> {
    const asked = this.#week;
    const verdicts: FileVerdict[] = [];
    for await (const verdict of this.#parts.reader.verify()) {
      if (this.#week !== asked) return;
      verdicts.push(verdict);
    }
    if (this.#week === asked && asked !== undefined)
      this.#parts.post({ type: "checks", checks: ledgerChecks(verdicts, this.#local) });
  }

  async #tellBody(record: string): Promise<void> {
    const row = await this.#find(record);
    const body = row && (await this.#parts.reader.body(row));
    this.#parts.post({ type: "body", record, ...bodyText(body) });
  }

  async #find(record: string): Promise<LedgerRow | undefined> {
    for await (const row of this.#parts.reader.rows()) if (row.subject.id === record) return row;
    return undefined;
  }

  #takeRecord({ seq, time, hash, entry }: LedgerRecord): void {
    // Then the page is closed, and read anew when it is opened again.
    if (entry.phase === "deleted") return;
    if (entry.phase !== "end") {
      const row: LedgerRow = { file: "", seq, time, hash, subject: entry };
      if (entry.phase === "refused") this.#week?.add(row);
      else this.#begun.set(entry.id, row);
      this.#freshen(row);
      return;
    }
    const row = this.#begun.get(entry.id) ?? this.#list?.openRow(entry.id);
    this.#begun.delete(entry.id);
    if (row === undefined) return;
    const ended = { ...row, end: entry };
    this.#week?.add(ended);
    this.#freshen(ended);
  }

  #freshen(row: LedgerRow): void {
    if (this.#list === undefined) return;
    const line = this.#list.lineFor(row);
    if (line !== undefined) this.#fresh.set(line.id, line);
    this.#gather();
  }

  #gather(): void {
    this.#gathering ??= this.#parts.later(gatherMs, () => {
      this.#gathering = undefined;
      this.#tellFresh();
    });
  }

  #tellFresh(): void {
    // The first page of a list begins it anew: what came in meanwhile follows it.
    if (this.#list?.hasTold === false) {
      this.#gather();
      return;
    }
    const rows = [...this.#fresh.values()].reverse();
    this.#fresh = new Map();
    if (rows.length > 0) this.#parts.post({ type: "fresh", rows });
    const isNewDay = this.#week?.week.today !== weekOf(this.#parts.now(), this.#local).today;
    if (isNewDay && this.#week?.isWhole === true) this.#sumUp().catch(this.#parts.onFailure);
    else this.#tellWeek();
  }
}
