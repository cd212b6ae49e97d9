import { render } from "preact";
import type { FromReviewView, ToReviewView } from "../../src/protocol/reviewMessages.ts";
import { App } from "./App.tsx";
import { ReviewStore } from "./reviewStore.ts";
import { ReviewStoreContext } from "./useReviewStore.ts";
import "../parts/base.css";
import "./review.css";

/** What VS Code gives a webview; it can be asked for once. */
declare function acquireVsCodeApi(): { postMessage(message: FromReviewView): void };

/** Only the host can reach this page, and it speaks the same version of the protocol: the shape is all there is to check. */
function isToReviewView(data: unknown): data is ToReviewView {
  return typeof data === "object" && data !== null && "type" in data;
}

const host = acquireVsCodeApi();
const post = (message: FromReviewView): void => {
  host.postMessage(message);
};
const store = new ReviewStore({ post, now: () => performance.now() });

window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  if (isToReviewView(data)) store.receive(data);
});
window.addEventListener("focus", ({ timeStamp }) => {
  store.changed(timeStamp);
});
document.addEventListener("visibilitychange", ({ timeStamp }) => {
  store.changed(timeStamp);
});
const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root");
render(
  <ReviewStoreContext.Provider value={store}>
    <App />
  </ReviewStoreContext.Provider>,
  root,
);
post({ type: "ready" });
