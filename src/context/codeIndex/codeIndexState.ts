/** How many of an index's chunks have a vector of a model, and whether more are being made. */
export type EmbeddedState = {
  readonly model: string;
  readonly parts: number;
  readonly isGoingOn: boolean;
};

/** What the code index of a workspace is doing. */
export type CodeIndexState =
  /** Nobody has asked for it in this window, or it was deleted. */
  | { readonly kind: "off" }
  /** So many files of all were looked at. */
  | { readonly kind: "building"; readonly done: number; readonly total: number }
  | {
      readonly kind: "ready";
      readonly files: number;
      readonly chunks: number;
      /** On the disk. */
      readonly bytes: number;
      /** Absent: no model on this device makes vectors, or none was looked for yet. */
      readonly embedded?: EmbeddedState;
    }
  /** By the user, or because something failed. What there is can be searched. */
  | { readonly kind: "paused" };
