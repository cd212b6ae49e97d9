import { batch, computed, signal, type ReadonlySignal } from "@preact/signals";
import {
  everything,
  type FromLedgerView,
  type LedgerChecks,
  type LedgerFilter,
  type LedgerRowView,
  type ToLedgerView,
} from "../../src/protocol/ledgerMessages.ts";
import { mergeRows } from "./mergeRows.ts";
import { say } from "../../src/terms/words.ts";

type Page = Extract<ToLedgerView, { type: "page" }>;

/** What the page remembers while it is hidden. */
export type Memory = { readonly filter: LedgerFilter };

/** What the store needs from the world. */
export type Surroundings = {
  readonly post: (message: FromLedgerView) => void;
  readonly recall: () => Memory | undefined;
  readonly remember: (memory: Memory) => void;
  /** Calls back once after so many milliseconds, unless called again before. */
  readonly settled: (milliseconds: number, callback: () => void) => void;
  readonly zone: string;
};

/** The list as far as it was told. */
export type Listing = {
  readonly rows: readonly LedgerRowView[];
  readonly rest: Page["rest"];
  readonly hiddenErrands: number;
  readonly tally: string;
};

/** The body of a request, once it was asked for; without a note it is still on its way. */
export type BodyView = { readonly text: string; readonly note: string };

const typingMs = 200;

/** The state of the page and everything that can happen to it. */
export class LedgerStore {
  readonly filter: ReadonlySignal<LedgerFilter>;
  readonly summary = signal({ today: "", week: "" });
  readonly checks = signal<LedgerChecks | undefined>(undefined);
  /** Absent until the first page has come. */
  readonly listing = signal<Listing | undefined>(undefined);
  /** Lines that came while the reader looked at others. */
  readonly held = signal<readonly LedgerRowView[]>([]);
  /** Ids of the lines that are open. */
  readonly open = signal<ReadonlySet<string>>(new Set());
  readonly bodies = signal<ReadonlyMap<string, BodyView>>(new Map());
  /** The line the keyboard is at, or comes to. */
  readonly current = signal<string | undefined>(undefined);
  /** The one line that takes part in the order of Tab: where the keyboard was, or else the first. */
  readonly entry = computed(() => {
    const rows = this.listing.value?.rows ?? [];
    const current = rows.find(({ id }) => id === this.current.value);
    return (current ?? rows[0])?.id;
  });
  /** The line to bring into view, counted so that the same one can be asked for twice. */
  readonly sought = signal<{ readonly id: string; readonly times: number } | undefined>(undefined);
  /** What a screen reader should say now. */
  readonly announced = signal("");
  /** Set by the page: whether the reader looks at lines further down. */
  isReading: () => boolean = () => false;

  readonly #surroundings: Surroundings;
  readonly #filter;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#filter = signal(surroundings.recall()?.filter ?? everything);
    this.filter = this.#filter;
  }

  /** Says something to the host. */
  post(message: FromLedgerView): void {
    this.#surroundings.post(message);
  }

  /** Says that the page is there. */
  begin(): void {
    this.post({ type: "ready", zone: this.#surroundings.zone, filter: this.#filter.value });
  }

  /** Lists something else. */
  choose(change: Partial<LedgerFilter>): void {
    this.#keep({ ...this.#filter.value, ...change });
    this.post({ type: "filter", filter: this.#filter.value });
  }

  /** Lists what has these words, as soon as nobody types any more. */
  search(text: string): void {
    this.#keep({ ...this.#filter.value, text });
    this.#surroundings.settled(typingMs, () => {
      this.post({ type: "filter", filter: this.#filter.value });
    });
  }

  /** Lists all that carried a file. */
  chooseFile(file: string): void {
    const { flow, ...rest } = this.#filter.value;
    // Errands were listed for the sake of the way; they carry no file.
    const errands = flow === undefined && rest.errands;
    this.#keep({ ...rest, errands, file, scope: "all", text: "", here: false });
    this.post({ type: "filter", filter: this.#filter.value });
  }

  /** Lists everything again: after one file what was listed before, after one way what is listed at first. */
  chooseAll(): void {
    const { file, flow, ...rest } = this.#filter.value;
    const errands = flow === undefined && rest.errands;
    this.#keep(file === undefined ? { ...everything, errands } : rest);
    this.post({ type: "filter", filter: this.#filter.value });
  }

  /** Opens or closes a line. */
  toggle(id: string, isOpen = !this.open.value.has(id)): void {
    const open = new Set(this.open.value);
    if (isOpen) open.add(id);
    else open.delete(id);
    this.open.value = open;
  }

  /** Asks for what left with a request. */
  readBody(record: string): void {
    this.bodies.value = new Map(this.bodies.value).set(record, { text: "", note: "" });
    this.post({ type: "readBody", record });
  }

  /** Puts the lines that were held back where they belong, and the keyboard at the first of them. */
  showHeld(): void {
    const [first] = this.held.value;
    if (first === undefined) return;
    batch(() => {
      this.#insert(this.held.value);
      this.held.value = [];
      this.#seek(first.id);
    });
  }

  /** Takes a message from the host. */
  receive(message: ToLedgerView): void {
    batch(() => {
      this.#take(message);
    });
  }

  #take(message: ToLedgerView): void {
    switch (message.type) {
      case "summary":
        this.summary.value = message;
        break;
      case "checks":
        this.checks.value = message.checks;
        break;
      case "page":
        this.#takePage(message);
        break;
      case "fresh":
        this.#takeFresh(message.rows);
        break;
      case "body":
        this.bodies.value = new Map(this.bodies.value).set(message.record, message);
        break;
      case "reveal":
        this.toggle(message.record, true);
        this.#seek(message.record);
        break;
    }
  }

  #takePage(page: Page): void {
    const { rest, hiddenErrands, tally } = page;
    const before = page.first ? [] : (this.listing.value?.rows ?? []);
    const known = new Set(before.map(({ id }) => id));
    const rows = [...before, ...page.rows.filter(({ id }) => !known.has(id))];
    this.listing.value = { rows, rest, hiddenErrands, tally };
    if (page.first) {
      this.held.value = [];
      this.#keep(page.filter);
    }
    if (rest !== "searching") this.announced.value = spoken(rows.length, rest);
  }

  #takeFresh(rows: readonly LedgerRowView[]): void {
    const listing = this.listing.value;
    if (listing === undefined) return;
    const known = new Set(listing.rows.map(({ id }) => id));
    const added = rows.filter(({ id }) => !known.has(id));
    this.#insert(rows.filter(({ id }) => known.has(id)));
    if (this.held.value.length > 0 || this.isReading()) this.held.value = mergeRows(this.held.value, added);
    else this.#insert(added);
  }

  #insert(rows: readonly LedgerRowView[]): void {
    const listing = this.listing.value;
    if (listing === undefined || rows.length === 0) return;
    this.listing.value = { ...listing, rows: mergeRows(listing.rows, rows) };
  }

  #seek(id: string): void {
    this.current.value = id;
    this.sought.value = { id, times: (this.sought.value?.times ?? 0) + 1 };
  }

  #keep(filter: LedgerFilter): void {
    this.#filter.value = filter;
    this.#surroundings.remember({ filter });
  }
}

function spoken(lines: number, rest: "more" | "none"): string {
  if (lines === 0) return say("No lines.");
  const count = lines === 1 ? say("1 line") : say("{0} lines", lines);
  return rest === "more" ? say("The newest {0}.", count) : `${count}.`;
}
