import type { Site } from "../../src/completion/site.ts";

/** The place in a document where `█` stands. */
export function siteOf(document: string, more: Partial<Site> = {}): Site {
  const [prefix, suffix] = document.split("█");
  if (prefix === undefined || suffix === undefined) throw new Error("An editor state needs its █.");
  return { languageId: "typescript", prefix, suffix, manual: false, mostLines: 8, ...more };
}
