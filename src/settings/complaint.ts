/** What is wrong with a part of a setting's value that is used all the same, or without that part. */
export type Complaint = {
  /** The names that lead to the part; empty: the whole value. */
  readonly path: readonly string[];
  /** The end of "`drawbridge.x.y` …", with what follows from it. */
  readonly sentence: string;
  /** `error`: the part is not used. `warning`: it is, and will not do what is expected of it. */
  readonly severity: "error" | "warning";
  /** The part is an API key, or looks like one. */
  readonly holdsKey?: true;
};
