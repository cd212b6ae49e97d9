import type { Draft } from "../../src/prompt/draft.ts";
import type { Route } from "../../src/routing/route.ts";
import { type Layout, promptsAt } from "./promptsAt.ts";
import { type Score, scoreOf } from "./scoreOf.ts";
import type { Site } from "./site.ts";

/** What became of one site, layout by layout. */
export type Trial = Readonly<Record<Layout, Score>>;

/** Whatever answers a prompt; the site is for those that only play a model. */
export type Answerer = (draft: Draft, site: Site) => Promise<string>;

/** Asks for every site in every layout, one after the other; sites at which the product would drop its anchor are left out. */
export async function tryLayouts(
  sites: readonly Site[],
  route: Route,
  answer: Answerer,
): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  for (const site of sites) {
    const drafts = promptsAt(site, route);
    if (drafts === undefined) continue;
    const score = async (layout: Layout): Promise<Score> =>
      scoreOf(await answer(drafts[layout], site), site.middle);
    trials.push({
      cursorSplit: await score("cursorSplit"),
      line: await score("line"),
      middle32: await score("middle32"),
      middle128: await score("middle128"),
      middle256: await score("middle256"),
    });
  }
  return trials;
}
