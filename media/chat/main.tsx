import { render } from "preact";
import type { ToHost, ToView } from "../../src/protocol/messages.ts";
import { App } from "./App.tsx";
import { ChatStore, type Memory } from "./chatStore.ts";
import { wholeMarkdown } from "./incrementalMarkdown.ts";
import { StoreContext } from "./useStore.ts";
import "../parts/base.css";
import "./chat.css";

/** What VS Code gives a webview; it can be asked for once. */
declare function acquireVsCodeApi(): {
  postMessage(message: ToHost): void;
  getState(): Memory | undefined;
  setState(memory: Memory): void;
};

/** Only the host can reach this page, and it speaks the same version of the protocol: the shape is all there is to check. */
function isToView(data: unknown): data is ToView {
  return typeof data === "object" && data !== null && "type" in data;
}

const host = acquireVsCodeApi();
const store = new ChatStore({
  post: (message) => {
    host.postMessage(message);
  },
  onNextFrame: (callback) => {
    requestAnimationFrame(callback);
  },
  recall: () => host.getState(),
  remember: (memory) => {
    host.setState(memory);
  },
});

window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  if (isToView(data)) store.receive(data);
});
const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root");
render(
  <StoreContext.Provider value={store}>
    <App />
  </StoreContext.Provider>,
  root,
);
store.post({ type: "ready" });
// Reading Markdown is slow the very first time; that should not be while somebody waits for the first word.
requestIdleCallback(() => {
  wholeMarkdown("# A\n\n**b** _c_ `d` [e](f) &amp;\n\n- f\n\n> g\n\n| h |\n|---|\n\n<i>");
});
