import type { FileSource } from "../terms/source.ts";

/** Why a piece of other code is beside the code that is being completed, from the most lasting to the most fleeting. */
export const contextKinds = ["definition", "similar", "edit", "diagnostic"] as const;

/** A piece of code from elsewhere that is worth showing to the model, with the place it was taken from. */
export type ContextBlock = {
  readonly kind: (typeof contextKinds)[number];
  readonly source: FileSource;
  readonly text: string;
};
