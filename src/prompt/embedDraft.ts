import { embeddingPrefixes } from "../models/embedding.ts";
import type { FileSource, Source } from "../terms/source.ts";
import type { Draft, Message } from "./draft.ts";
import { makeDraft } from "./makeDraft.ts";

/** A piece of a file that is turned into numbers, and the file's path as a person knows it. */
export type EmbeddedPiece = { readonly source: FileSource; readonly text: string };

/** The source of Drawbridge's own words. */
const own: Source = { kind: "instructions" };

/** Characters of a piece that are sent at most: no model of today reads more of one text than that. */
const mostCharacters = 8000;

/**
 * Asks for a vector for each piece, in their order. The path stands before the text, since it often says what the text is
 * about.
 */
export function documentsDraft(pieces: readonly EmbeddedPiece[], model: string): Draft {
  const { document } = embeddingPrefixes(model);
  return embedDraft(
    pieces.map(({ source, text }) => ({
      role: "raw",
      parts: [
        { text: document, source: own },
        { text: `${source.path}\n`, source },
        { text: text.slice(0, mostCharacters), source },
      ],
    })),
  );
}

/** Asks for the vector of a question. */
export function questionDraft(asked: string, model: string): Draft {
  const { question } = embeddingPrefixes(model);
  const text = asked.slice(0, mostCharacters);
  return embedDraft([
    {
      role: "raw",
      parts: [
        { text: question, source: own },
        { text, source: { kind: "question" } },
      ],
    },
  ]);
}

function embedDraft(messages: readonly Message[]): Draft {
  return makeDraft({ task: "embed", messages, stop: [] });
}
