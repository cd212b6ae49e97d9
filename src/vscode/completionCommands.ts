import { loadOnce } from "../base/loadOnce.ts";
import type { FindingAction } from "../completion/finding.ts";
import { confirmRoute } from "../setup/confirmRoute.ts";
import type { CompletionHelpParts } from "./completionHelp.ts";
import { look } from "./look.ts";

/** The commands about completion; what is behind them is loaded with the first one that is run. */
export function completionCommands(parts: Omit<CompletionHelpParts, "open" | "confirm" | "lookAgain">) {
  const { surface } = parts;
  const help = loadOnce(async () => {
    const open = await surface.completion.load();
    const { createCompletionHelp } = await import("./completionHelp.ts");
    return createCompletionHelp({
      ...{ ...parts, open },
      confirm: () => confirmRoute("completion", surface),
      lookAgain: () => look(surface, "person"),
    });
  });
  return {
    "drawbridge.completionDoctor": async () => (await help()).doctor(),
    "drawbridge.snoozeCompletion": async () => (await help()).snooze(),
    "drawbridge.toggleCompletionHere": async () => (await help()).toggleHere(),
    "drawbridge.openCompletionStatistics": async () => {
      (await help()).openStatistics();
    },
    act: async (action: FindingAction) => (await help()).act(action),
  };
}
