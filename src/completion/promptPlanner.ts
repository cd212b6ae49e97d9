import QuickLRU from "quick-lru";
import type { ContextBlock } from "../context/contextBlock.ts";
import type { EditorSnapshot } from "../context/editorSnapshot.ts";
import { keepsAnchor } from "../models/keepsAnchor.ts";
import { promptBudget, type PromptBudget } from "../prompt/promptBudget.ts";
import { beginsAnew, planWindow, type PromptWindow } from "../prompt/promptWindow.ts";
import type { Route } from "../routing/route.ts";
import { longestAnswerTokens } from "./answerShape.ts";
import type { ServerFigures } from "./serverFigures.ts";

/** What a prompt is planned by. */
export type PlanFacts = {
  readonly route: Route;
  readonly figures: ServerFigures;
  readonly eco: boolean;
};

/** What the last prompt for a document held of others; `isOver`: the next one begins anew, whatever is in it. */
export type LastContext = { readonly context: readonly ContextBlock[]; readonly isOver: boolean };

/** Documents whose windows are remembered. */
const mostWindows = 16;

/** Plans prompts so that each begins with what the one before it began with, as far as that still holds. */
export class PromptPlanner {
  readonly #sent = new QuickLRU<string, PromptWindow>({ maxSize: mostWindows });

  /** What a prompt may be made of. */
  budget({ route, figures, eco }: PlanFacts): PromptBudget {
    return promptBudget({
      contextTokens: route.contextTokens,
      mostPromptTokens: figures.mostPromptTokens,
      answerTokens: longestAnswerTokens,
      prefillPerS: figures.prefillPerS,
      rereadsSuffix: anchorOf(route) === "line",
      fillsIn: route.infill !== undefined,
      eco,
    });
  }

  /** The code from elsewhere that the last prompt for a document held, and whether the next one begins anew anyway. */
  lastContext(snapshot: EditorSnapshot, facts: PlanFacts): LastContext {
    const previous = this.#sent.get(keyOf(snapshot, facts));
    const context = previous?.context ?? [];
    return { context, isOver: beginsAnew(this.plan(snapshot, facts, context), previous) };
  }

  /** Plans the window for a position. */
  plan(snapshot: EditorSnapshot, facts: PlanFacts, context: readonly ContextBlock[]): PromptWindow {
    return planWindow(snapshot, {
      budget: this.budget(facts),
      anchor: anchorOf(facts.route),
      fillsIn: facts.route.infill !== undefined,
      context,
      previous: this.#sent.get(keyOf(snapshot, facts)),
    });
  }

  /** A window has been written down: the next one is planned from it. */
  take(window: PromptWindow, facts: PlanFacts): void {
    this.#sent.set(keyOf(window, facts), window);
  }

  /** Forgets the window of a document: the next prompt is made of it as it is now. */
  drop(snapshot: Pick<EditorSnapshot, "uri">, facts: PlanFacts): void {
    this.#sent.delete(keyOf(snapshot, facts));
  }

  /** Forgets every window. */
  forget(): void {
    this.#sent.clear();
  }
}

function keyOf({ uri }: { readonly uri: string }, { route, eco }: PlanFacts): string {
  return `${route.provider.id}/${route.model}/${eco ? "eco" : ""}/${uri}`;
}

/** Where what was typed stands apart: only models that read the prefix first need it. */
function anchorOf({ infill, model }: Route): "line" | "middle" | "none" {
  if (infill?.order !== "prefixFirst") return "none";
  return keepsAnchor(model) ? "middle" : "line";
}
