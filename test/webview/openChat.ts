import type { Browser } from "playwright-core";
import type { ToHost, ToView } from "../../src/protocol/messages.ts";
import { openView, type OpenView, type ViewOptions } from "./openView.ts";

/** The open chat view. */
export type OpenChat = OpenView<ToHost, ToView>;

/** Opens the chat view. */
export function openChat(browser: Browser, options: ViewOptions = {}): Promise<OpenChat> {
  return openView(browser, "chat", options);
}
