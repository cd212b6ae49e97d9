import { loadOnce } from "../base/loadOnce.ts";
import type { CommandHandlers } from "./commands.ts";
import type { HistoryDeskParts } from "./historyDesk.ts";

/** The commands about the history, which is loaded with the first of them. */
export function historyCommands(
  parts: HistoryDeskParts,
): Pick<
  CommandHandlers,
  | "drawbridge.showHistory"
  | "drawbridge.renameConversation"
  | "drawbridge.exportConversation"
  | "drawbridge.importConversation"
  | "drawbridge.deleteConversation"
> {
  const desk = loadOnce(async () => {
    const { HistoryDesk } = await import("./historyDesk.ts");
    return new HistoryDesk(parts);
  });
  return {
    "drawbridge.showHistory": async () => (await desk()).show(),
    "drawbridge.renameConversation": async () => (await desk()).renameOpen(),
    "drawbridge.exportConversation": async () => (await desk()).exportOpen(),
    "drawbridge.importConversation": async () => (await desk()).import(),
    "drawbridge.deleteConversation": async () => (await desk()).deleteOpen(),
  };
}
