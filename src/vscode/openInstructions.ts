import type { Disposable } from "../base/disposable.ts";
import type { Prompts } from "../chat/prompts.ts";
import { listPrompts, readPrompt } from "../chat/readPrompts.ts";
import { RuleBook } from "../chat/ruleBook.ts";
import type { Rules } from "../chat/rules.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import type { PrivateStore } from "../privacy/workspacePolicy.ts";
import { createProjectPlaces } from "./projectPlaces.ts";
import { watchRules } from "./watchRules.ts";

/** Where which rules are switched on is remembered: in the editor's store of the workspace, which is in no repository. */
const storeKey = "drawbridge.rules";

/** What the workspace says to a model. */
export type Instructions = Disposable & { readonly rules: Rules; readonly prompts: Prompts };

/**
 * Opens the rules and the prompts of the workspace; nothing is read before somebody asks. `store` is the workspace's own
 * among those of the editor.
 */
export function openInstructions(
  guard: Pick<PathGuard, "judge" | "onDidRefresh">,
  store: Pick<PrivateStore, "get" | "set">,
): Instructions {
  const places = createProjectPlaces(guard);
  const rules = new RuleBook({
    places,
    watch: (changed) => watchRules(guard, changed),
    stored: () => store.get(storeKey),
    store: (switches) => store.set(storeKey, switches),
  });
  return {
    rules,
    prompts: { list: () => listPrompts(places), read: (name) => readPrompt(name, places) },
    dispose: () => {
      rules.dispose();
    },
  };
}
