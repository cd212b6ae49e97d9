import type { Embedded, Piece } from "./embedder.ts";

/** What a model has shown of the texts that it takes; it goes on from one request to the next. */
export type Manners = {
  /** Longest text that it takes, in characters: learned where it said that one is too long. */
  mostCharacters: number;
  /** Texts in a row that failed alone, and nothing came between them. */
  failedInARow: number;
};

/** What came of asking for the vectors of pieces, in their order; `undefined` for one that is done without. */
export type Asked =
  | {
      readonly kind: "vectors";
      readonly vectors: readonly (readonly number[] | undefined)[];
      /** Each of them failed for a reason that may be the text's or the server's: only what comes next tells. */
      readonly isDoubtful: boolean;
    }
  /** The server is of no use for now, whatever it is asked. */
  | { readonly kind: "failed" };

/** A text that is too long is halved, but not below so many characters: its vector would tell too little of it. */
const leastCharacters = 400;
/** When so many texts in a row have failed alone, it is not for the texts. */
const mostFailures = 20;

/** What a model is believed to take before it was asked. */
export function unknownManners(): Manners {
  return { mostCharacters: Infinity, failedInARow: 0 };
}

/**
 * The vectors of pieces. When a server will not take them together they are asked for one by one, so that a text that
 * cannot be taken keeps none from the others. Of a text that is too long the beginning is taken.
 */
export async function askPieces(
  pieces: readonly Piece[],
  ask: (pieces: readonly Piece[]) => Promise<Embedded>,
  manners: Manners,
): Promise<Asked> {
  const together = await ask(pieces.map((piece) => cut(piece, manners)));
  if (together.kind === "vectors") {
    manners.failedInARow = 0;
    return { ...together, isDoubtful: false };
  }
  if (together.fault === "server") return { kind: "failed" };
  const answers: Embedded[] = [];
  for (const piece of pieces) {
    const alone = await askAlone(piece, ask, manners, pieces.length === 1 ? together : undefined);
    manners.failedInARow = isDoubtful(alone) ? manners.failedInARow + 1 : 0;
    if (isOfServer(alone) || manners.failedInARow === mostFailures) return { kind: "failed" };
    answers.push(alone);
  }
  const vectors = answers.map((answer) => (answer.kind === "vectors" ? answer.vectors[0] : undefined));
  return { kind: "vectors", vectors, isDoubtful: answers.every(isDoubtful) };
}

function isOfServer(answer: Embedded): boolean {
  return answer.kind === "failed" && answer.fault === "server";
}

function isDoubtful(answer: Embedded): boolean {
  return answer.kind === "failed" && answer.fault === "textOrServer";
}

/** Asks for one vector, of less and less of a text that is too long. `told`: what was answered when it was asked first. */
async function askAlone(
  piece: Piece,
  ask: (pieces: readonly Piece[]) => Promise<Embedded>,
  manners: Manners,
  told?: Embedded,
): Promise<Embedded> {
  let asked = cut(piece, manners);
  let answer = told ?? (await ask([asked]));
  while (answer.kind === "failed" && answer.fault === "tooLong" && asked.text.length > leastCharacters) {
    asked = cut(asked, { mostCharacters: Math.max(leastCharacters, asked.text.length >>> 1) });
    answer = await ask([asked]);
    if (answer.kind === "vectors") manners.mostCharacters = asked.text.length;
  }
  return answer;
}

function cut(piece: Piece, { mostCharacters }: Pick<Manners, "mostCharacters">): Piece {
  return piece.text.length <= mostCharacters
    ? piece
    : { ...piece, text: piece.text.slice(0, mostCharacters) };
}
