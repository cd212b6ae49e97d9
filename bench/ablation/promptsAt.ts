import type { EditorSnapshot } from "../../src/context/editorSnapshot.ts";
import { completionDraft } from "../../src/prompt/completionDraft.ts";
import type { Draft } from "../../src/prompt/draft.ts";
import { charactersPerToken, promptBudget } from "../../src/prompt/promptBudget.ts";
import { planWindow, type PromptWindow, type WindowPlan } from "../../src/prompt/promptWindow.ts";
import type { Route } from "../../src/routing/route.ts";
import type { Site } from "./site.ts";

/**
 * Where the prompt of a model that reads the prefix first is split: at the cursor, before its line, or where typing began,
 * so many tokens before.
 */
export const layouts = ["cursorSplit", "line", "middle32", "middle128", "middle256"] as const;
/** One of {@link layouts}. */
export type Layout = (typeof layouts)[number];

/** Tokens that were typed since the anchor, by layout. */
const typedTokens = { middle32: 32, middle128: 128, middle256: 256 } as const;

/** A window in which all of that has room; every layout gets the same one, whatever it would cost a server. */
const contextTokens = 4096;
const budget = promptBudget({
  ...{ contextTokens, answerTokens: 256, prefillPerS: 1000 },
  ...{ rereadsSuffix: false, fillsIn: true, eco: false },
});

/** Characters that have to stand before a site: what is typed at most, and something to go on from. */
export const leastBefore = Math.ceil((typedTokens.middle256 + 100) * charactersPerToken);

/**
 * The prompts that the product makes of a site in every layout, which differ in nothing else. `undefined` for a site at
 * which it would not keep an anchor for as long, or nothing but the line was typed.
 */
export function promptsAt(site: Site, route: Route): Readonly<Record<Layout, Draft>> | undefined {
  const { prefix, suffix } = site;
  const now = snapshotOf(site, prefix, suffix);
  const plan = { budget, fillsIn: true, context: [] };
  const start = planWindow(now, { ...plan, anchor: "none" });
  const kept = { ...plan, previous: start };
  const middle = (tokens: number): PromptWindow => anchoredMiddle(site, now, kept, tokens);
  const windows: Readonly<Record<Layout, PromptWindow>> = {
    cursorSplit: planWindow(now, { ...kept, anchor: "none" }),
    line: planWindow(now, { ...kept, anchor: "line" }),
    middle32: middle(typedTokens.middle32),
    middle128: middle(typedTokens.middle128),
    middle256: middle(typedTokens.middle256),
  };
  const isKept = Object.entries(typedTokens).every(
    ([layout, tokens]) => windows[layout as Layout].typed.from === anchorFor(prefix, tokens),
  );
  if (!isKept || !windows.middle256.typed.text.includes("\n")) return undefined;
  const draft = (window: PromptWindow): Draft =>
    completionDraft(
      { window, text: now.text, answer: { tokens: answerTokens(site), endsWithLine: false } },
      route,
      { withheld: () => false, removed: new Set() },
    );
  return {
    cursorSplit: draft(windows.cursorSplit),
    line: draft(windows.line),
    middle32: draft(windows.middle32),
    middle128: draft(windows.middle128),
    middle256: draft(windows.middle256),
  };
}

/** The window of somebody who began to type so many tokens before, when nothing of their line was there yet. */
function anchoredMiddle(
  site: Site,
  now: EditorSnapshot,
  kept: Omit<WindowPlan, "anchor">,
  tokens: number,
): PromptWindow {
  const { prefix, suffix } = site;
  const below = suffix.indexOf("\n");
  const before = snapshotOf(
    site,
    prefix.slice(0, anchorFor(prefix, tokens)),
    below < 0 ? "" : suffix.slice(below),
  );
  const previous = planWindow(before, { ...kept, anchor: "line" });
  return planWindow(now, { ...kept, anchor: "middle", previous });
}

/** The beginning of a line, at most so many tokens before the end. */
function anchorFor(prefix: string, tokens: number): number {
  const line = prefix.lastIndexOf("\n") + 1;
  const next = prefix.indexOf("\n", prefix.length - tokens * charactersPerToken) + 1;
  return next === 0 ? line : next;
}

function snapshotOf({ uri, path, languageId }: Site, prefix: string, suffix: string): EditorSnapshot {
  return { uri, path, languageId, text: prefix + suffix, offset: prefix.length };
}

/** Enough for what is right there, in a vocabulary that knows little of the language. */
function answerTokens({ middle }: Site): number {
  return Math.min(256, 16 + Math.ceil(middle.length / 2));
}
