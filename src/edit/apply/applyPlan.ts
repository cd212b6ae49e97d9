/** Rows of a file, from 1, both ends included; to insert before row `first`, `last` is the one above it. */
export type Place = { readonly by: "replace" | "insert"; readonly first: number; readonly last: number };

/** How the place was found: what decided where the code begins and ends. */
export type FoundBy = "whole" | "exact" | "structure" | "fuzzy" | "merged" | "diff" | "chosen";

/** What the result rests on, in rows that are not blank. */
export type ApplyEvidence = {
  /** Rows of the answer that stand in the file as well; the file's own bytes were kept. */
  readonly kept: number;
  /** Rows that replace a row much like them. */
  readonly changed: number;
  readonly added: number;
  readonly removed: number;
};

/** Why a person has to say where the code belongs, or whether it is meant like that. */
export type AskReason =
  /** It fits in several places equally well. */
  | "twoPlaces"
  /** Nothing of it is in the file. */
  | "noPlace"
  /** Its first or last rows are new, and may replace what stands beside them or not. */
  | "openEdge"
  /** It leaves out much of the place, or something that is used there still. */
  | "muchLeftOut"
  /** A placeholder could stand for several things. */
  | "unclearRest"
  /** The file's brackets would not close, or its syntax would break. */
  | "unbalanced"
  /** Where indentation has a meaning, the answer's does not tell which. */
  | "indentation";

/** Why an answer cannot be applied at all. */
export type ApplyRefusal =
  | "empty"
  | "prose"
  | "wrongLanguage"
  /** Only a part of a file, though there is no file. */
  | "partOfNothing"
  | "binary"
  /** The file holds an unresolved merge. */
  | "conflictMarkers";

/** What is to become of a file. Nothing is written: `after` is for the person to review. */
export type ApplyPlan =
  | {
      readonly kind: "applied";
      readonly after: string;
      readonly how: FoundBy;
      readonly evidence: ApplyEvidence;
    }
  | { readonly kind: "new"; readonly after: string }
  /** The file says already what the answer says. */
  | { readonly kind: "unchanged" }
  | { readonly kind: "ask"; readonly reason: AskReason; readonly places: readonly Place[] }
  | { readonly kind: "refused"; readonly reason: ApplyRefusal };

/** An answer, and the file it is for. */
export type ApplyRequest = {
  /** The file's text now; `undefined` where there is no such file. */
  readonly before: string | undefined;
  /** A block of code, or a whole answer with fences. */
  readonly answer: string;
  /** The editor's name for the file's language. */
  readonly languageId?: string;
  /** What the block's fence calls its language. */
  readonly answerLanguage?: string;
  readonly path?: string;
  /** A place that the person chose; then nothing is asked again. */
  readonly at?: Place;
  /** The row (from 1) at which new code would be offered first. */
  readonly cursor?: number;
  /** Counts syntax errors in code of the file's language; `undefined` when that is not known. */
  readonly errors?: (code: string) => number | undefined;
};
