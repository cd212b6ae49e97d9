import type { Logger } from "../base/logger.ts";
import type { MentionSource, Offer } from "./mentionSource.ts";

/**
 * All that several sources offer, in their order; each is named by the kind of what it offers. One that fails offers nothing, and is
 * logged the first time: the others are there all the same.
 */
export function offersOf(
  sources: Readonly<Record<string, MentionSource>>,
  log: Pick<Logger, "error">,
): MentionSource {
  const failed = new Set<string>();
  return async (query, signal) => {
    const offers = Object.entries(sources).map(async ([name, source]): Promise<readonly Offer[]> => {
      try {
        return await source(query, signal);
      } catch (error) {
        if (!failed.has(name))
          log.error(`What can be mentioned of the kind ${name} could not be looked up`, error);
        failed.add(name);
        return [];
      }
    });
    return (await Promise.all(offers)).flat();
  };
}
