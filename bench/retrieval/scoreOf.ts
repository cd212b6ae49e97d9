import type { ContextBlock } from "../../src/context/contextBlock.ts";
import { estimateTokens } from "../../src/context/estimateTokens.ts";
import { mentions, type Site, type Wanted } from "./findSites.ts";
import { normalised } from "./signatureOf.ts";
import { typedAt } from "./workAt.ts";

/** How much of what a line needs is in its context. */
export type Score = {
  /** The wanted definition's signature is there. */
  readonly isFound: boolean;
  /** The wanted name stands before the position already, whole. */
  readonly isTyped: boolean;
  /** Names on the line that come from other files and are not near above it, and those of them the context mentions. */
  readonly names: number;
  readonly namesKnown: number;
  /** Estimated tokens of all blocks, and of those that hold a definition the line uses. */
  readonly tokens: number;
  readonly usefulTokens: number;
};

/** What is looked for: one name of a site, with so much of the line typed. */
export type Sought = { readonly site: Site; readonly wanted: Wanted; readonly share: number };

/** Scores a context. */
export function scoreOf(blocks: readonly ContextBlock[], { site, wanted, share }: Sought): Score {
  const texts = blocks.map(({ text }) => normalised(text));
  const all = texts.join("\n");
  const useful = texts.filter((text) => site.wanted.some(({ signature }) => text.includes(signature)));
  const tokensOf = (some: readonly string[]): number =>
    some.reduce((total, text) => total + estimateTokens(text), 0);
  return {
    isFound: texts.some((text) => text.includes(wanted.signature)),
    isTyped: wanted.offset + wanted.name.length <= site.from + typedAt(site, share),
    names: site.foreign.length,
    namesKnown: site.foreign.filter((name) => mentions(all, name)).length,
    tokens: tokensOf(texts),
    usefulTokens: tokensOf(useful),
  };
}
