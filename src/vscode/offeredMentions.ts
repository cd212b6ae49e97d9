import type { Logger } from "../base/logger.ts";
import { joined } from "../chat/leftOutWords.ts";
import type { Mentions } from "../chat/mentions.ts";
import type { MentionKind, MentionView } from "../protocol/messages.ts";
import type { MentionSource, Offer } from "./mentionSource.ts";
import { offersOf } from "./offersOf.ts";

/** Suggestions that can still be chosen. */
const mostOffers = 300;

/** A source for every kind of thing that can be mentioned, in the order of the suggestions. */
export type MentionSources = { readonly [K in MentionKind]: MentionSource };

/**
 * Suggests and reads what sources offer. What the view chooses is looked up among what was offered: no id of its own leads
 * anywhere.
 */
export function offeredMentions(
  { symbol, ...first }: MentionSources,
  log: Pick<Logger, "error">,
): Pick<Mentions, "suggest" | "read" | "readEvery"> {
  const firstOffers = offersOf(first, log);
  // Language servers may take seconds, those that are just starting most.
  const slowOffers = offersOf({ symbol }, log);
  const offered = new Map<string, Offer>();
  const offer = (one: Offer): MentionView => {
    const view = viewOf(one);
    offered.delete(view.id);
    offered.set(view.id, one);
    return view;
  };
  return {
    suggest: async (query, signal, onFirst) => {
      const views = (await firstOffers(query, signal)).map(offer);
      onFirst(views);
      // Only now: who types on would else wait behind a search for each letter.
      const all = signal.aborted ? views : [...views, ...(await slowOffers(query, signal)).map(offer)];
      for (const id of [...offered.keys()].slice(0, -mostOffers)) offered.delete(id);
      return all;
    },
    read: async (id, signal) => (await offered.get(id)?.read(signal)) ?? { attachments: [] },
    readEvery: async (kind, isMeant, signal) => {
      const offers = await offersOf({ [kind]: { symbol, ...first }[kind] }, log)("", signal);
      const meant = offers.filter((one) => isMeant(viewOf(one).id));
      if (meant.length === 0) return undefined;
      return joined(await Promise.all(meant.map(({ read }) => read(signal))));
    },
  };
}

function viewOf({ kind, key, label, detail }: Offer): MentionView {
  return { id: `${kind}:${key}`, kind, label, detail };
}
