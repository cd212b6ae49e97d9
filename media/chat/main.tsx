import "../parts/pageWords.ts";
import type { ToHost, ToView } from "../../src/protocol/messages.ts";
import { actOnCode } from "./actOnCode.ts";
import { App } from "./App.tsx";
import { ChatStore } from "./chatStore.ts";
import { goTo } from "./goTo.ts";
import type { Memory } from "./conversationMemory.ts";
import { wholeMarkdown } from "./incrementalMarkdown.ts";
import { StoreContext } from "./useStore.ts";
import { mountPage } from "../parts/mountPage.ts";
import { openViewHost } from "../parts/viewHost.ts";
import "../parts/base.css";
import "./chat.css";

const { post, recall, remember, listen } = openViewHost<ToHost, ToView, Memory>();
const store = new ChatStore({
  post,
  onNextFrame: (callback) => {
    requestAnimationFrame(callback);
  },
  nowMs: () => performance.now(),
  dateMs: Date.now,
  recall,
  remember,
});

listen((message) => {
  if (message.type === "go") void goTo(message.to, store);
  else if (message.type === "copyCode" || message.type === "applyCode") void actOnCode(store, message.type);
  else store.receive(message);
});
mountPage(
  <StoreContext.Provider value={store}>
    <App />
  </StoreContext.Provider>,
);
store.post({ type: "ready" });
// Reading Markdown is slow the very first time; that should not be while somebody waits for the first word.
requestIdleCallback(() => {
  wholeMarkdown("# A\n\n**b** _c_ `d` [e](f) &amp;\n\n- f\n\n> g\n\n| h |\n|---|\n\n<i>");
});
