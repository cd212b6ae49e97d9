import assert from "node:assert/strict";
import { hasteMs } from "../../../media/review/haste.ts";
import { ReviewStore } from "../../../media/review/reviewStore.ts";
import { decisionsView, reviewView } from "../../../src/privacy/reviewView.ts";
import type { FromReviewView } from "../../../src/protocol/reviewMessages.ts";
import { reviewRequest, stripeKey } from "../../support/reviewSamples.ts";

describe("the state of the consent view", () => {
  let told: FromReviewView[];
  let nowMs: number;
  let store: ReviewStore;
  const request = reviewRequest({ findings: [stripeKey] });
  const decisions = decisionsView(request, new Set(), false);

  beforeEach(() => {
    told = [];
    nowMs = 1000;
    store = new ReviewStore({ post: (message) => told.push(message), now: () => nowMs });
    store.receive({ type: "review", review: reviewView(request, "r1"), decisions });
  });

  const press = { timeStamp: 1000 + hasteMs, isTrusted: true };
  const yes = { type: "send", keep: "once" } as const;

  it("names the question in every answer", () => {
    store.act({ type: "cancel" });
    store.actWhenMeant(yes, press);
    assert.deepEqual(told, [
      { type: "cancel", review: "r1" },
      { type: "send", review: "r1", keep: "once" },
    ]);
  });

  it("sends nothing on a press that came too soon, and says so until the next", () => {
    store.actWhenMeant(yes, { ...press, timeStamp: press.timeStamp - 1 });
    assert.deepEqual([told.length, store.wasTooSoon.value], [0, true]);
    store.actWhenMeant(yes, press);
    assert.deepEqual([told.length, store.wasTooSoon.value], [1, false]);
  });

  it("begins to count again with everything that changes", () => {
    nowMs = 2000;
    store.receive({ type: "decisions", review: "r1", decisions });
    store.actWhenMeant(yes, press);
    assert.deepEqual(told, []);
    store.changed(3000);
    store.actWhenMeant(yes, { ...press, timeStamp: 2000 + hasteMs });
    assert.deepEqual(told, []);
    store.actWhenMeant(yes, { ...press, timeStamp: 3000 + hasteMs });
    assert.equal(told.length, 1);
  });

  it("hears nothing about a question that it does not show", () => {
    store.receive({ type: "decisions", review: "r0", decisions: { findings: [] } });
    assert.equal(store.decisions.value.findings.length, 1);
  });

  it("answers nothing before anything was asked", () => {
    const empty = new ReviewStore({ post: (message) => told.push(message), now: () => 0 });
    empty.act({ type: "cancel" });
    assert.deepEqual(told, []);
  });
});
