import type { LedgerRow, Unlisted } from "../ledger/ledgerRows.ts";
import type { LedgerFilter, LedgerRowView, ToLedgerView } from "../protocol/ledgerMessages.ts";
import { rowFilter, type FilterPlace } from "./ledgerFilter.ts";
import { ledgerRowView } from "./ledgerRowView.ts";
import { LedgerTally } from "./ledgerTally.ts";
import type { RowSurroundings } from "./rowSurroundings.ts";

/** What a list is made from. */
export type ListParts = {
  readonly rows: (unlisted?: Unlisted) => AsyncGenerator<LedgerRow, void>;
  readonly place: FilterPlace;
  readonly surroundings: RowSurroundings;
  readonly post: (message: ToLedgerView) => void;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
};

/** A request to go on to, for so many lines at most. */
export type Sought = { readonly id: string; readonly most: number };

/** What came of reading a page. */
type Outcome = "left" | { readonly rest: "more" | "none"; readonly isFound: boolean };

/** Lines of a page. */
const pageSize = 200;
/** Somebody who looks for few lines among many sees what was found so far after this long, and again and again. */
const partAfterMs = 250;

/** The lines of one filter, newest first, a page at a time. It reads no further than it is asked to. */
export class LedgerList {
  readonly filter: LedgerFilter;
  readonly #parts: ListParts;
  readonly #judge: ReturnType<typeof rowFilter>;
  readonly #rows: AsyncGenerator<LedgerRow, void>;
  readonly #open = new Map<string, LedgerRow>();
  #tally = new LedgerTally();
  #hiddenErrands = 0;
  #isFirst = true;
  #isReading = false;
  #isLeft = false;
  #failure: Error | undefined;
  #found: LedgerRowView[] = [];

  constructor(filter: LedgerFilter, parts: ListParts) {
    this.filter = filter;
    this.#parts = parts;
    this.#judge = rowFilter(filter, parts.place);
    const missSome = (): void => {
      this.#tally.missSome();
    };
    this.#rows = parts.rows({ onBroken: missSome, onDeleted: missSome });
  }

  /** Stops reading; nothing more of this list is told. */
  leave(): void {
    this.#isLeft = true;
    // A generator that is being read ends its piece first; nobody waits for that.
    void this.#rows.return();
  }

  /**
   * Tells the next page. With a `sought` request it goes on, for `most` lines at most, until that one is among them,
   * whatever the filter says of it; returns whether it is.
   */
  async tellPage(sought?: Sought): Promise<boolean> {
    if (this.#isReading || this.#isLeft) return false;
    // A generator that has thrown ends: asked again, it would seem that there was nothing more.
    if (this.#failure !== undefined) throw this.#failure;
    this.#isReading = true;
    const outcome = await this.#readOrFail(sought);
    if (outcome !== "left") this.#tell(outcome.rest);
    return outcome !== "left" && outcome.isFound;
  }

  /** Judges a request that came in since; the line for it, if it belongs into this list. */
  lineFor(row: LedgerRow): LedgerRowView | undefined {
    return this.#judge(row) === "shown" ? ledgerRowView(row, this.#parts.surroundings) : undefined;
  }

  /** Whether the view knows of this list yet. */
  get hasTold(): boolean {
    return !this.#isFirst;
  }

  /** A request that was shown, or passed over, without an end. */
  openRow(id: string): LedgerRow | undefined {
    return this.#open.get(id);
  }

  async #readOrFail(sought: Sought | undefined): Promise<Outcome> {
    try {
      return await this.#read(sought);
    } catch (error) {
      this.#failure = new Error("The list could not be read to its end", { cause: error });
      throw error;
    } finally {
      this.#isReading = false;
    }
  }

  async #read(sought: Sought | undefined): Promise<Outcome> {
    const { clock } = this.#parts;
    let told = clock();
    let isFound = false;
    const isFull = (lines: number): boolean =>
      lines >= (sought === undefined || isFound ? pageSize : Math.max(pageSize, sought.most));
    for (let lines = 0; !isFull(lines);) {
      const next = await this.#rows.next();
      if (this.#isLeft) return "left";
      if (next.done === true) return { rest: "none", isFound };
      const isSought = next.value.subject.id === sought?.id;
      isFound ||= isSought;
      if (this.#take(next.value, isSought)) lines += 1;
      if (clock() - told < partAfterMs) continue;
      this.#tell("searching");
      told = clock();
    }
    return { rest: "more", isFound };
  }

  /** Whether the request became a line. */
  #take(row: LedgerRow, isSought: boolean): boolean {
    if (row.subject.phase !== "refused" && row.end === undefined) this.#open.set(row.subject.id, row);
    const judgement = isSought ? "shown" : this.#judge(row);
    if (judgement === "errand") this.#hiddenErrands += 1;
    if (judgement !== "shown") return false;
    this.#found.push(ledgerRowView(row, this.#parts.surroundings));
    if (this.filter.file !== undefined) this.#tally.add(row, this.#parts.place.isRunning);
    return true;
  }

  #tell(rest: "searching" | "more" | "none"): void {
    const { filter } = this;
    this.#parts.post({
      type: "page",
      filter,
      first: this.#isFirst,
      rows: this.#found,
      rest,
      hiddenErrands: this.#hiddenErrands,
      tally: filter.file === undefined ? "" : this.#tally.carried(rest === "none"),
    });
    this.#isFirst = false;
    this.#found = [];
  }
}
