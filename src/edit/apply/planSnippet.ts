import { withRows, type ApplyFile } from "./applyFile.ts";
import type { ApplyPlan, FoundBy, Place } from "./applyPlan.ts";
import { findChains, type Chain } from "./chains.ts";
import { doubtOf, type Change } from "./doubts.ts";
import { edgesOf } from "./edges.ts";
import { findHits } from "./hits.ts";
import { indentStyle } from "./indentMap.ts";
import { insertedRows, insertionPlaces } from "./insertion.ts";
import { joinSplices } from "./joinSplices.ts";
import { isMarker } from "./marker.ts";
import { mergeRows } from "./mergedRows.ts";
import type { Placement } from "./alignment.ts";
import { placeAlong, placeWithin, type Pair, type Range } from "./placement.ts";
import { countWritten, readRows, rowKind, rowsWithin, writtenRow, type Rows } from "./rows.ts";
import { rowsTwice } from "./rowsTwice.ts";
import { createSimilarity } from "./similarity.ts";
import { sumEvidence } from "./sumEvidence.ts";
import { differencesOfWhole, type Difference } from "./wholeFile.ts";

/** Less than one row that stands in both, or a definition of the same name, is no evidence of a place. */
const leastEvidence = 1.6;
/** A place has to fit better than the next best by so much: half a row. */
const margin = 1;

/** Where to put code, as the person said, if so. */
export type Wish = { readonly at?: Place | undefined; readonly cursor?: number | undefined };

/** Plans what becomes of a file when code that says how a part of it is to be, or all of it, is put in its place. */
export function planSnippet(file: ApplyFile, texts: readonly string[], wish: Wish): ApplyPlan {
  const isRest = (text: string): boolean => !file.has(text) && isMarker(text);
  const snippet = readRows(withoutMarkerEnds(texts, isRest), file.table, isMarker);
  const pair: Pair = {
    snippet,
    file: file.rows,
    snippetStyle: indentStyle(snippet.texts),
    fileStyle: file.style,
    similarity: createSimilarity(),
    goesOn: isRest(texts.findLast((text) => text.trim() !== "") ?? ""),
  };
  if (wish.at !== undefined) return planAt(file, pair, wish.at);
  const differences = differencesOfWhole(snippet, file.rows);
  if (differences !== undefined) return planWhole(file, pair, differences);
  const hits = findHits(snippet, file.rows);
  const chains = findChains(hits, snippet);
  if (!isEvident(chains[0], snippet)) return noPlace(file, snippet, wish.cursor);
  const placements = chains
    .map((chain) => placeAlong(pair, hits, chain, freeRows(chains, chain, file.rows.texts.length)))
    .toSorted((one, other) => other.score - one.score);
  const [best, ...others] = placements;
  if (best === undefined) return noPlace(file, snippet, wish.cursor);
  const rivals = others.filter((other) => isElsewhere(best, other) && other.score > best.score - margin);
  if (rivals.length > 0) {
    const places = [best, ...rivals].map(roughPlace).toSorted((one, other) => one.first - other.first);
    return { kind: "ask", reason: "twoPlaces", places };
  }
  return planPlacement(file, best, wish.cursor);
}

/** The rows around a place up to the next one. */
function freeRows(chains: readonly Chain[], { hits }: Chain, size: number): readonly [number, number] {
  const [first, last] = [hits[0]?.f ?? 0, hits.at(-1)?.f ?? 0];
  const ends = chains.map((chain) => chain.hits.at(-1)?.f ?? 0).filter((row) => row < first);
  const starts = chains.map((chain) => chain.hits[0]?.f ?? 0).filter((row) => row > last);
  return [Math.max(-1, ...ends) + 1, Math.min(size, ...starts)];
}

function withoutMarkerEnds(texts: readonly string[], isRest: (text: string) => boolean): readonly string[] {
  const isIdle = (text: string): boolean => text.trim() === "" || isRest(text);
  const from = texts.findIndex((text) => !isIdle(text));
  return from === -1 ? [] : texts.slice(from, texts.findLastIndex((text) => !isIdle(text)) + 1);
}

/** One row alone is known by the name it gives a value. */
function isEvident(chain: Chain | undefined, snippet: Rows): chain is Chain {
  if (chain === undefined) return false;
  return chain.score >= leastEvidence || (snippet.texts.length === 1 && chain.hits.length === 1);
}

function noPlace(file: ApplyFile, snippet: Rows, cursor: number | undefined): ApplyPlan {
  const { length } = file.rows.texts;
  const all: Place = { by: "replace", first: 1, last: length };
  return {
    kind: "ask",
    reason: "noPlace",
    places: [...insertionPlaces(file, snippet, cursor), ...(length > 0 ? [all] : [])],
  };
}

function pairedRows({ pairs }: Placement): readonly [first: number, last: number] {
  const rows = pairs.filter((pair) => pair !== -1);
  return [rows[0] ?? 0, rows.at(-1) ?? 0];
}

function isElsewhere(one: Placement, other: Placement): boolean {
  const [a, b] = [pairedRows(one), pairedRows(other)];
  return a[1] < b[0] || b[1] < a[0];
}

function roughPlace(placement: Placement): Place {
  const [first, last] = pairedRows(placement);
  const edges = edgesOf(placement);
  if (edges.kind === "open") return edges.places[0] ?? { by: "replace", first: first + 1, last: last + 1 };
  return replaced(edges.rows);
}

/** Whether any row holds the answer at its place. */
function isPlaced({ snippet, pairs }: Placement): boolean {
  return pairs.some((pair, s) => pair !== -1 && snippet.kinds[s] === rowKind.telling);
}

function planPlacement(file: ApplyFile, placement: Placement, cursor?: number): ApplyPlan {
  if (!isPlaced(placement)) return noPlace(file, placement.snippet, cursor);
  const edges = edgesOf(placement);
  if (edges.kind === "open") return { kind: "ask", reason: "openEdge", places: edges.places };
  const place = edges.rows;
  const merged = mergeRows(placement, place, file.style);
  const wider = withBeside(file.rows, place, new Set(rowsTwice(placement, merged.gaps, place)));
  if (wider[1] - wider[0] > place[1] - place[0])
    return { kind: "ask", reason: "openEdge", places: [wider, place].map(replaced) };
  return planMerged(file, [{ placement, merged, place }], foundBy(placement, file, place));
}

/** A place with some of the rows right above and below it. */
function withBeside(rows: Rows, [from, to]: Range, wanted: ReadonlySet<number>): Range {
  const end = (row: number, step: 1 | -1): number => {
    const next = writtenRow(rows, row + step, step);
    return wanted.has(next) ? end(next, step) : row;
  };
  return [end(from, -1), end(to - 1, 1) + 1];
}

function replaced([from, to]: Range): Place {
  return { by: "replace", first: from + 1, last: to };
}

/** All of a file: only what is not the same is laid beside it. */
function planWhole(file: ApplyFile, pair: Pair, differences: readonly Difference[]): ApplyPlan {
  const parts = differences.map(({ s, f }): Part => {
    const placement = placeWithin({ ...pair, snippet: rowsWithin(pair.snippet, s) }, f);
    return { placement, merged: mergeRows(placement, f, file.style), place: f, isWhole: true };
  });
  const { length } = file.rows.texts;
  const plan = planMerged(file, parts, pair.snippet.kinds.includes(rowKind.marker) ? "merged" : "whole");
  if (plan.kind === "ask") return { ...plan, places: [replaced([0, length])] };
  if (plan.kind !== "applied") return plan;
  const laid = differences.reduce((sum, { f }) => sum + countWritten(file.rows, ...f), 0);
  const kept = plan.evidence.kept + countWritten(file.rows, 0, length) - laid;
  return { ...plan, evidence: { ...plan.evidence, kept } };
}

type Part = Omit<Change, "file" | "after">;

/** Puts parts of an answer into their places, which follow one on the other. */
function planMerged(file: ApplyFile, parts: readonly Part[], how: FoundBy): ApplyPlan {
  const { place, rows } = joinSplices(parts.map((part) => ({ place: part.place, rows: part.merged.rows })));
  const after = withRows(file, place, rows);
  const [reason] = parts.flatMap((part) => doubtOf({ ...part, file, after }) ?? []);
  if (reason !== undefined) return { kind: "ask", reason, places: [replaced(place)] };
  if (after === file.text) return { kind: "unchanged" };
  return {
    kind: "applied",
    after,
    how,
    evidence: sumEvidence(parts.map(({ merged }) => merged.evidence)),
  };
}

function foundBy(
  { snippet, pairs, file: rows }: Placement,
  file: ApplyFile,
  [from, to]: readonly [number, number],
): FoundBy {
  if (snippet.kinds.includes(rowKind.marker)) return "merged";
  const { length } = file.rows.texts;
  if (from === 0 && to === length && length > 0) return "whole";
  const telling = [...pairs.entries()].filter(([s, f]) => f !== -1 && snippet.kinds[s] === rowKind.telling);
  const isSame = ([s, f]: readonly [number, number]): boolean => snippet.keys[s] === rows.keys[f];
  const [first, last] = [telling[0], telling.at(-1)];
  if (first === undefined || last === undefined) return "fuzzy";
  if (isSame(first) && isSame(last)) return "exact";
  return telling.some(isSame) ? "structure" : "fuzzy";
}

function planAt(file: ApplyFile, pair: Pair, { by, first, last }: Place): ApplyPlan {
  const { length } = file.rows.texts;
  const from = Math.min(Math.max(0, first - 1), length);
  if (by === "insert") {
    const rows = insertedRows(file, pair.snippet, from);
    const added = pair.snippet.texts.filter((text) => text.trim() !== "").length;
    const evidence = { kept: 0, changed: 0, added, removed: 0 };
    return { kind: "applied", after: withRows(file, [from, from], rows), how: "chosen", evidence };
  }
  const place = [from, Math.min(Math.max(from, last), length)] as const;
  const placement = placeWithin(pair, place);
  const { rows, evidence } = mergeRows(placement, place, file.style);
  const after = withRows(file, place, rows);
  if (after === file.text) return { kind: "unchanged" };
  return { kind: "applied", after, how: "chosen", evidence };
}
