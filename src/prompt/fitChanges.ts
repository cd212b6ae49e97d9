import { countLines } from "../base/countLines.ts";
import type { Route } from "../routing/route.ts";
import type { FileSource } from "../terms/source.ts";
import { shareOut } from "./shareOut.ts";
import { firstLines } from "./wholeLines.ts";

/** How one file changed. */
export type CommitChange = {
  readonly source: FileSource;
  readonly change: "added" | "changed" | "deleted" | "renamed";
  /** What it was called before, when it was renamed. */
  readonly from?: string;
  /** The difference as git writes it; absent: the file is only named. */
  readonly diff?: string;
};

/** A change as it goes along. */
export type FittedChange = Omit<CommitChange, "diff"> & {
  /** The hunks that go along; empty: the file is only named. */
  readonly hunks: string;
  /** Lines of its difference for which there is no room. */
  readonly lostLines: number;
};

/** Characters of a difference per token, about: signs and short lines make it less than in text. */
const charactersPerToken = 3;

/** A message tells what a person would see at a glance: more than this a small model only gets lost in, in tokens. */
const mostTokens = 6000;

/** Kept free for the message, what is said about it, and the commits before, in tokens. */
const setAside = 1900;

/** However little room a model has, it sees something, in tokens. */
const leastTokens = 300;

/** Characters below which a part of a difference tells nothing. */
const leastShare = 200;

type ModelRoom = Pick<Route, "contextTokens" | "tokenFactor" | "roomShare">;

function roomFor({ contextTokens, tokenFactor = 1, roomShare = 1 }: ModelRoom): number {
  const tokens = (contextTokens * roomShare) / tokenFactor - setAside;
  return charactersPerToken * Math.max(leastTokens, Math.min(mostTokens, tokens));
}

/**
 * The hunks of a difference, without git's lines about the file; of a repository within this one, which commits came. A file that
 * only moved has none.
 */
function hunksOf(diff: string): string {
  const start = /^(?:@@|Submodule )/m.exec(diff)?.index;
  return start === undefined ? "" : diff.slice(start).trimEnd();
}

/**
 * Cuts the differences of a commit to the room that a model has for them, every file by the same measure: a long one gives way
 * to many short ones. When there are more files than room, the last ones are only named.
 */
export function fitChanges(changes: readonly CommitChange[], room: ModelRoom): readonly FittedChange[] {
  const characters = roomFor(room);
  const told = changes.map(({ diff = "" }) => hunksOf(diff));
  let seats = Math.floor(characters / leastShare);
  const wants = told.map((hunks) => (hunks !== "" && seats-- > 0 ? hunks.length : 0));
  const shares = shareOut(wants, characters);
  return changes.map(({ source, change, from }, index) => {
    const whole = told[index] ?? "";
    const hunks = firstLines(whole, shares[index] ?? 0);
    // What is cut ends with a line end.
    const lostLines = whole === hunks ? 0 : countLines(whole) - (countLines(hunks) - 1);
    return { source, change, hunks, lostLines, ...(from !== undefined && { from }) };
  });
}
