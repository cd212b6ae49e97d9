import "../parts/pageWords.ts";
import type { FromLedgerView, ToLedgerView } from "../../src/protocol/ledgerMessages.ts";
import { LedgerPage } from "./LedgerPage.tsx";
import { LedgerStore, type Memory } from "./ledgerStore.ts";
import { LedgerContext } from "./useLedgerStore.ts";
import { mountPage } from "../parts/mountPage.ts";
import { openViewHost } from "../parts/viewHost.ts";
import "../parts/base.css";
import "../parts/page.css";
import "./ledger.css";

const { post, recall, remember, listen } = openViewHost<FromLedgerView, ToLedgerView, Memory>();
let timer: number | undefined;
const store = new LedgerStore({
  post,
  recall,
  remember,
  settled: (milliseconds, callback) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(callback, milliseconds);
  },
  zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
});

listen((message) => {
  store.receive(message);
});
mountPage(
  <LedgerContext.Provider value={store}>
    <LedgerPage />
  </LedgerContext.Provider>,
);
store.begin();
