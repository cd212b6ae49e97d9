import { loadOnce } from "../base/loadOnce.ts";
import type { FindingAction } from "../completion/finding.ts";
import type { CompletionHelpParts } from "./completionHelp.ts";

/** The commands about completion; what is behind them is loaded with the first one that is run. */
export function completionCommands(parts: Omit<CompletionHelpParts, "open">) {
  const help = loadOnce(async () => {
    const open = await parts.surface.completion.load();
    return (await import("./completionHelp.ts")).createCompletionHelp({ ...parts, open });
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
