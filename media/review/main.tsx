import "../parts/pageWords.ts";
import type { FromReviewView, ToReviewView } from "../../src/protocol/reviewMessages.ts";
import { App } from "./App.tsx";
import { ReviewStore } from "./reviewStore.ts";
import { ReviewStoreContext } from "./useReviewStore.ts";
import { mountPage } from "../parts/mountPage.ts";
import { openViewHost } from "../parts/viewHost.ts";
import "../parts/base.css";
import "./review.css";

const { post, listen } = openViewHost<FromReviewView, ToReviewView, never>();
const store = new ReviewStore({ post, now: () => performance.now() });

listen((message) => {
  store.receive(message);
});
window.addEventListener("focus", ({ timeStamp }) => {
  store.changed(timeStamp);
});
document.addEventListener("visibilitychange", ({ timeStamp }) => {
  store.changed(timeStamp);
});
mountPage(
  <ReviewStoreContext.Provider value={store}>
    <App />
  </ReviewStoreContext.Provider>,
);
post({ type: "ready" });
