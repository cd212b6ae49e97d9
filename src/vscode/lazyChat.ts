import { createLazy, type Lazy } from "../base/lazy.ts";
import type { ChatPageOptions } from "./chatPage.ts";
import type { OpenChat } from "./openChat.ts";
import type { WindowParts } from "./windowParts.ts";

/** The chat, which is loaded when its panel first comes up, or when a command needs it. */
export type LazyChat = Lazy<OpenChat>;

/** Loads the chat from a bundle of its own when it is first asked for. */
export function createLazyChat(
  parts: WindowParts,
  options: Omit<ChatPageOptions, "extensionUri" | "log" | "drafts">,
): LazyChat {
  return createLazy(async () => (await import("./openChat.ts")).openChat(parts, options));
}
