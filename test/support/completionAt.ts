import type { ContextBlock } from "../../src/context/contextBlock.ts";
import type { EditorSnapshot } from "../../src/context/editorSnapshot.ts";
import { completionDraft } from "../../src/prompt/completionDraft.ts";
import type { Draft } from "../../src/prompt/draft.ts";
import { promptBudget } from "../../src/prompt/promptBudget.ts";
import { planWindow } from "../../src/prompt/promptWindow.ts";
import type { Route } from "../../src/routing/route.ts";

/** The first draft that completion makes at a position, with the budget of a machine of which nothing is known. */
export function completionAt(
  snapshot: EditorSnapshot,
  route: Route,
  context: readonly ContextBlock[] = [],
): Draft {
  const fillsIn = route.infill !== undefined;
  const budget = promptBudget({
    ...{ contextTokens: route.contextTokens, answerTokens: 128, prefillPerS: undefined },
    ...{ rereadsSuffix: true, fillsIn, eco: false },
  });
  const anchor = route.infill?.order === "prefixFirst" ? "line" : "none";
  const window = planWindow(snapshot, { budget, anchor, fillsIn, context });
  const limits = { withheld: () => false, removed: new Set<string>() };
  return completionDraft(
    { window, text: snapshot.text, answer: { tokens: 128, endsWithLine: false } },
    route,
    limits,
  );
}
