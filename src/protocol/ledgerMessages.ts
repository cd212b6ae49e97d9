import type { DestinationIcon } from "../terms/destination.ts";

/** Which lines of the ledger are listed, by where the request went. `leftThisWeek`: since Monday. */
export const ledgerScopes = ["all", "left", "leftThisWeek", "refused"] as const;

/** One of {@link ledgerScopes}. */
export type LedgerScope = (typeof ledgerScopes)[number];

/** The way through the data flow that requests took. */
export type LedgerFlow = {
  /** What the host calls it. */
  readonly line: string;
  /** One line about it. */
  readonly title: string;
  /** The first day, in the reader's time zone: `2026-01-31`. */
  readonly since?: string;
};

/** What the list shows. */
export type LedgerFilter = {
  readonly scope: LedgerScope;
  /** Whether requests without any text of the user's are listed. */
  readonly errands: boolean;
  /** Whether only the workspace of this window is listed. */
  readonly here: boolean;
  /** Words that a line must have, all of them: of a file, a model, a host; empty for every line. */
  readonly text: string;
  /** Only requests that carried this file, by its path as recorded. */
  readonly file?: string;
  /** Only requests that took this way. */
  readonly flow?: LedgerFlow;
};

/** What the list shows at first. */
export const everything: LedgerFilter = { scope: "all", errands: false, here: false, text: "" };

/** One thing known about a request: `Model`, `qwen2.5-coder:7b`. */
export type LedgerFact = { readonly label: string; readonly value: string };

/** A file that went along, with what of it. */
export type LedgerFileView = {
  /** As recorded, to ask for the lines of this file. */
  readonly path: string;
  /** The path as it is shown. */
  readonly name: string;
  /** `lines 3–9 · 214 B`. */
  readonly part: string;
  /** Of the text that went along; empty where none was recorded. */
  readonly sha256: string;
};

/** One request or opened link of the ledger in words: a line, and everything about it. */
export type LedgerRowView = {
  /** Its id, which the measured line of an answer carries, too. */
  readonly id: string;
  /** `2026-01-31`, in the reader's time zone. */
  readonly day: string;
  /** `14:02:11`, in the reader's time zone. */
  readonly time: string;
  /** The codicon of where it went; a link goes to the browser. */
  readonly icon: DestinationIcon | "link-external";
  /** `Chat`, `Link opened in your browser`, or the whole sentence of a refusal. */
  readonly lead: string;
  /** Empty where there is none, and in a refusal. */
  readonly model: string;
  /** In the words used everywhere, of a link its host; empty in a refusal. */
  readonly destination: string;
  /** How it ended, when it was not complete: `stopped`, `no end recorded: it may have left`. */
  readonly ending: string;
  /** `1.2 KB out, 3.4 KB in`; empty where nothing was sent. */
  readonly sizes: string;
  /** `0.8 s`; empty without an end. */
  readonly took: string;
  readonly refused: boolean;
  readonly facts: readonly LedgerFact[];
  readonly files: readonly LedgerFileView[];
  /** Whether what left may be kept to be read. */
  readonly hasBody: boolean;
};

/** Whether the records follow from each other. */
export type LedgerChecks = {
  readonly state: "checking" | "holds" | "broken";
  readonly sentence: string;
  /** What is broken, one sentence each. */
  readonly problems: readonly string[];
};

/** Host to the ledger's page. */
export type ToLedgerView =
  /** The plain lines on top; empty until they are counted. */
  | { readonly type: "summary"; readonly today: string; readonly week: string }
  | { readonly type: "checks"; readonly checks: LedgerChecks }
  /** A page of lines, newest first: the first one of a filter, or one that follows what was shown. */
  | {
      readonly type: "page";
      readonly filter: LedgerFilter;
      readonly first: boolean;
      readonly rows: readonly LedgerRowView[];
      /** Whether older lines are still being looked for, there are some to ask for, or there are none. */
      readonly rest: "searching" | "more" | "none";
      /** Errands that were left out between the lines shown so far. */
      readonly hiddenErrands: number;
      /** What the lines shown so far come to, for one file. */
      readonly tally: string;
    }
  /** Lines written since, newest first, and lines that are now known better, by id. */
  | { readonly type: "fresh"; readonly rows: readonly LedgerRowView[] }
  | {
      readonly type: "body";
      readonly record: string;
      /** What left, as text; empty when it is no longer kept. */
      readonly text: string;
      /** What a reader must know about the text. */
      readonly note: string;
    }
  /** Opens a line and puts the keyboard there. */
  | { readonly type: "reveal"; readonly record: string };

/** The ledger's page to host. */
export type FromLedgerView =
  /** The page has come up; `zone` is the reader's time zone as `Intl` names it. */
  | { readonly type: "ready"; readonly zone: string; readonly filter: LedgerFilter }
  | { readonly type: "filter"; readonly filter: LedgerFilter }
  | { readonly type: "more" }
  /** Reads and checks everything again. */
  | { readonly type: "refresh"; readonly filter: LedgerFilter }
  | { readonly type: "readBody"; readonly record: string }
  | { readonly type: "export" }
  | { readonly type: "openFlow" };
