import type { ModelRef } from "../../terms/modelRef.ts";
import type { FileSource } from "../../terms/source.ts";

/** A model that turns text into numbers. */
export type EmbeddingModel = {
  readonly ref: ModelRef;
  /** Its name and, where its server tells, the digest of its weights: with another key all vectors are made anew. */
  readonly key: string;
};

/** The text of a chunk, and where it is from. */
export type Piece = { readonly source: FileSource; readonly text: string };

/** What came of asking for the vectors of pieces. */
export type Embedded =
  /** One for each piece, in their order; `undefined` for one that may not go to the model. */
  | { readonly kind: "vectors"; readonly vectors: readonly (readonly number[] | undefined)[] }
  | { readonly kind: "failed"; readonly fault: EmbeddingFault };

/**
 * Why nothing came: a text is too long for the model; a text is not let through, whoever is asked; one of the two, or the
 * server is out of order; whatever was asked, it would have failed.
 */
export type EmbeddingFault = "tooLong" | "text" | "textOrServer" | "server";

/** Turns text into numbers, where a model on this device does that. Nothing here throws for what can be expected. */
export type Embedder = {
  /** The model that would do it now; `undefined`: there is none, or it may not be asked. */
  readonly model: () => Promise<EmbeddingModel | undefined>;
  readonly pieces: (
    pieces: readonly Piece[],
    model: EmbeddingModel,
    signal: AbortSignal,
  ) => Promise<Embedded>;
  /** The vector of a question; `undefined`: none came. */
  readonly question: (
    question: string,
    model: EmbeddingModel,
    signal: AbortSignal,
  ) => Promise<readonly number[] | undefined>;
  /** For how many milliseconds pieces have to wait, since somebody wants something else of the machine. */
  readonly busyForMs: () => number;
};
