import { loadOnce } from "../base/loadOnce.ts";
import type { CommandHandlers } from "./commands.ts";
import type { HistoryDeskParts } from "./historyDesk.ts";
import type { LazyChat } from "./lazyChat.ts";

/** The commands about the history, which is loaded with the first of them. */
export function historyCommands(
  parts: Omit<HistoryDeskParts, "chat" | "conversations"> & { readonly chat: LazyChat },
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
    const { session, conversations } = await parts.chat.load();
    return new HistoryDesk({ ...parts, chat: session, conversations });
  });
  return {
    "drawbridge.showHistory": async () => (await desk()).show(),
    "drawbridge.renameConversation": async () => (await desk()).renameOpen(),
    "drawbridge.exportConversation": async () => (await desk()).exportOpen(),
    "drawbridge.importConversation": async () => (await desk()).import(),
    "drawbridge.deleteConversation": async () => (await desk()).deleteOpen(),
  };
}
