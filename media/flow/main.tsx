import "../parts/pageWords.ts";
import type { FromFlowView, ToFlowView } from "../../src/protocol/flowMessages.ts";
import { FlowPage } from "./FlowPage.tsx";
import { FlowStore, type Memory } from "./flowStore.ts";
import { FlowContext } from "./useFlowStore.ts";
import { mountPage } from "../parts/mountPage.ts";
import { openViewHost } from "../parts/viewHost.ts";
import "../parts/base.css";
import "../parts/page.css";
import "./flow.css";

const { post, recall, remember, listen } = openViewHost<FromFlowView, ToFlowView, Memory>();
const store = new FlowStore({
  post,
  recall,
  remember,
  zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
});

listen((message) => {
  store.receive(message);
});
mountPage(
  <FlowContext.Provider value={store}>
    <FlowPage />
  </FlowContext.Provider>,
);
store.begin();
