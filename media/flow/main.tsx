import { render } from "preact";
import type { FromFlowView, ToFlowView } from "../../src/protocol/flowMessages.ts";
import { FlowPage } from "./FlowPage.tsx";
import { FlowStore, type Memory } from "./flowStore.ts";
import { FlowContext } from "./useFlowStore.ts";
import "../parts/base.css";
import "../parts/page.css";
import "./flow.css";

/** What VS Code gives a webview; it can be asked for once. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromFlowView): void;
  getState(): Memory | undefined;
  setState(memory: Memory): void;
};

/** Only the host can reach this page, and it speaks the same version of the protocol: the shape is all there is to check. */
function isToView(data: unknown): data is ToFlowView {
  return typeof data === "object" && data !== null && "type" in data;
}

const host = acquireVsCodeApi();
const store = new FlowStore({
  post: (message) => {
    host.postMessage(message);
  },
  recall: () => host.getState(),
  remember: (memory) => {
    host.setState(memory);
  },
  zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
});

window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  if (isToView(data)) store.receive(data);
});
const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root");
render(
  <FlowContext.Provider value={store}>
    <FlowPage />
  </FlowContext.Provider>,
  root,
);
store.begin();
