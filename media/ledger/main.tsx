import { render } from "preact";
import type { FromLedgerView, ToLedgerView } from "../../src/protocol/ledgerMessages.ts";
import { LedgerPage } from "./LedgerPage.tsx";
import { LedgerStore, type Memory } from "./ledgerStore.ts";
import { LedgerContext } from "./useLedgerStore.ts";
import "../parts/base.css";
import "../parts/page.css";
import "./ledger.css";

/** What VS Code gives a webview; it can be asked for once. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromLedgerView): void;
  getState(): Memory | undefined;
  setState(memory: Memory): void;
};

/** Only the host can reach this page, and it speaks the same version of the protocol: the shape is all there is to check. */
function isToView(data: unknown): data is ToLedgerView {
  return typeof data === "object" && data !== null && "type" in data;
}

const host = acquireVsCodeApi();
let timer: number | undefined;
const store = new LedgerStore({
  post: (message) => {
    host.postMessage(message);
  },
  recall: () => host.getState(),
  remember: (memory) => {
    host.setState(memory);
  },
  settled: (milliseconds, callback) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(callback, milliseconds);
  },
  zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
});

window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  if (isToView(data)) store.receive(data);
});
const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root");
render(
  <LedgerContext.Provider value={store}>
    <LedgerPage />
  </LedgerContext.Provider>,
  root,
);
store.begin();
