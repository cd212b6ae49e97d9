import type { EditorSnapshot } from "../../src/context/editorSnapshot.ts";
import { chooseMiddles } from "../postprocess/chooseMiddles.ts";
import type { Middle } from "../postprocess/middles.ts";
import { seeded } from "../support/seeded.ts";

/** A place in known-good code from which something was taken: what stands before and behind it, and what is right there. */
export type Site = Pick<Middle, "prefix" | "middle" | "suffix"> & Omit<EditorSnapshot, "text" | "offset">;

/** What is taken out where somebody stops and waits; amid a word and behind an opening bracket other rules hold. */
const kinds: ReadonlySet<Middle["kind"]> = new Set(["rest", "line", "block"]);
/** As many places as have to be looked at for each that fits. */
const looked = 12;

/**
 * So many places in this project's own code and in what the benchmark carries of others, each once, as many of each
 * language as it has, with so many characters before each.
 */
export function chooseSites(count: number, leastBefore: number, seed: number): readonly Site[] {
  const fits = ({ kind, prefix, suffix }: Middle): boolean =>
    kinds.has(kind) && prefix.length >= leastBefore && !suffix.includes("\r");
  const fitting = chooseMiddles(count * looked, seeded(seed))
    .filter(fits)
    .map(siteOf);
  const distinct = new Map(fitting.map((site) => [`${site.path} ${site.prefix.length}`, site]));
  const sites = inTurn([...distinct.values()]).slice(0, count);
  if (sites.length < count) throw new Error(`There are only ${sites.length} places that fit.`);
  return sites;
}

/** One of each language, then the next of each, until there are no more. */
function inTurn(sites: readonly Site[]): readonly Site[] {
  const ranks = new Map<string, number>();
  const ranked = sites.map((site) => {
    const rank = ranks.get(site.languageId) ?? 0;
    ranks.set(site.languageId, rank + 1);
    return { site, rank };
  });
  return ranked.toSorted((one, other) => one.rank - other.rank).map(({ site }) => site);
}

function siteOf({ prefix, middle, suffix, source: { path, languageId } }: Middle): Site {
  return { prefix, middle, suffix, path, languageId, uri: `file:///project/${path}` };
}
