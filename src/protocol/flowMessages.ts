import type { DestinationIcon } from "../terms/destination.ts";

/** How far back the data flow goes, by the reader's own days; `week`: the last seven, today included. */
export const flowPeriods = ["today", "week", "all"] as const;

/** One of {@link flowPeriods}. */
export type FlowPeriod = (typeof flowPeriods)[number];

/** What the data flow is drawn of. */
export type FlowChoice = {
  readonly period: FlowPeriod;
  /** Whether only the workspace of this window is drawn. */
  readonly here: boolean;
};

/** What is drawn at first. */
export const firstChoice: FlowChoice = { period: "week", here: false };

/** How a line of the data flow is drawn: to where it went, to where it may have gone, or only as far as the gate. */
export type FlowCourse = "went" | "mayHaveGone" | "ended";

/** Requests that took the same way, in words. */
export type FlowLineView = {
  /** What the host calls it. */
  readonly id: string;
  /** The part of Drawbridge that it comes from: `Chat`. */
  readonly part: string;
  /** What became of it at the gate: `Let through`, `Stopped: the mode forbids it`. */
  readonly gate: string;
  readonly course: FlowCourse;
  /** Absent where it ended at the gate. */
  readonly destination?: { readonly icon: DestinationIcon; readonly label: string };
  /** What became of it in the end: `stayed on this device`, `left this device`, `nothing was sent`. */
  readonly became: string;
  /** Whether it takes the warning colour: it left for a cloud, or was stopped. */
  readonly warns: boolean;
  readonly requests: number;
  /** Of the bodies that were sent, or would have been: its width. */
  readonly bytes: number;
  /** `14.2 KB`, or what was not sent. */
  readonly sent: string;
  /** `3.1 KB`; empty where nothing was sent. */
  readonly received: string;
};

/** Everything the data flow's page shows. */
export type FlowView = {
  readonly choice: FlowChoice;
  /** What stayed and what left; how far it was read while `isWhole` is false. */
  readonly lead: string;
  /** Whatever else there was. */
  readonly rest: string;
  readonly isWhole: boolean;
  /** What is missing from the picture, and why; empty when nothing is. */
  readonly missing: string;
  readonly lines: readonly FlowLineView[];
};

/** Host to the data flow's page. `failed`: the ledger cannot be read. */
export type ToFlowView =
  | { readonly type: "flow"; readonly flow: FlowView }
  | { readonly type: "failed"; readonly choice: FlowChoice };

/** The data flow's page to host. */
export type FromFlowView =
  /** The page has come up; `zone` is the reader's time zone as `Intl` names it. */
  | { readonly type: "ready"; readonly zone: string; readonly choice: FlowChoice }
  | { readonly type: "choose"; readonly choice: FlowChoice }
  /** Reads everything again. */
  | { readonly type: "refresh"; readonly choice: FlowChoice }
  /** Opens the records of a line in the ledger. */
  | { readonly type: "open"; readonly line: string }
  | { readonly type: "openLedger" };
