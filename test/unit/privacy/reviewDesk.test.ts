import assert from "node:assert/strict";
import { askedAgainMs, ReviewDesk, type PageListener } from "../../../src/privacy/reviewDesk.ts";
import type { FromReviewView, ToReviewView } from "../../../src/protocol/reviewMessages.ts";
import type { ReviewAnswer } from "../../../src/sending/consentPort.ts";
import { reviewRequest, stripeKey } from "../../support/reviewSamples.ts";

type FakePage = PageListener & { readonly shown: ToReviewView[]; isOpen: boolean; revealed: number };

describe("privacy/reviewDesk", () => {
  let pages: FakePage[];
  let copied: string[];
  let timers: { readonly milliseconds: number; readonly run: () => void; isOff: boolean }[];
  let desk: ReviewDesk;

  beforeEach(() => {
    pages = [];
    copied = [];
    timers = [];
    let ids = 0;
    desk = new ReviewDesk({
      open: (listener) => {
        const page: FakePage = { ...listener, heard: listener.heard, shown: [], isOpen: true, revealed: 0 };
        pages.push(page);
        return {
          show: (message) => page.shown.push(message),
          reveal: () => {
            page.revealed += 1;
          },
          close: () => {
            page.isOpen = false;
            listener.closed();
          },
        };
      },
      newId: () => `r${(ids += 1)}`,
      copy: (text) => copied.push(text),
      later: (milliseconds, run) => {
        const timer = { milliseconds, run, isOff: false };
        timers.push(timer);
        return {
          dispose: () => {
            timer.isOff = true;
          },
        };
      },
    });
  });

  const page = (index = 0): FakePage => pages[index] ?? assert.fail(`there are ${pages.length} pages`);
  const says = (message: FromReviewView, index = 0): void => {
    page(index).heard(message);
  };
  const yes = (review: string): FromReviewView => ({ type: "send", review, keep: "once" });
  const live = (): AbortSignal => new AbortController().signal;
  const cancel: ReviewAnswer = { kind: "cancel" };

  /** What was answered so far; microtasks have run. */
  async function soFar(asked: Promise<ReviewAnswer>): Promise<ReviewAnswer | "not yet"> {
    return Promise.race([asked, Promise.resolve().then(() => "not yet" as const)]);
  }

  it("shows the question when the page is there, and closes it with the answer", async () => {
    const asked = desk.review(reviewRequest(), live());
    assert.deepEqual(page().shown, []);
    says({ type: "ready" });
    assert.equal(page().shown[0]?.type, "review");
    says(yes("r1"));
    assert.deepEqual(await asked, { kind: "send", keep: "once" });
    assert.equal(page().isOpen, false);
  });

  it("draws the page again when it comes back, with what was decided", () => {
    void desk.review(reviewRequest({ findings: [stripeKey] }), live());
    says({ type: "ready" });
    says({ type: "keep", review: "r1", finding: stripeKey.id });
    says({ type: "ready" });
    const { shown } = page();
    assert.deepEqual(
      shown.map(({ type, decisions }) => [type, decisions.findings[0]?.kept]),
      [
        ["review", false],
        ["decisions", true],
        ["review", true],
      ],
    );
  });

  it("takes closing the tab for a no", async () => {
    const asked = desk.review(reviewRequest(), live());
    page().closed();
    assert.deepEqual(await asked, cancel);
  });

  it("takes no answer for another question, and none after the first", async () => {
    const asked = desk.review(reviewRequest(), live());
    says(yes("r2"));
    assert.equal(await soFar(asked), "not yet");
    says({ type: "cancel", review: "r1" });
    says(yes("r1"));
    assert.deepEqual(await asked, cancel);
  });

  it("closes when the send is stopped, and asks nothing for one that is stopped already", async () => {
    const stop = new AbortController();
    const asked = desk.review(reviewRequest(), stop.signal);
    stop.abort();
    assert.deepEqual(await asked, cancel);
    assert.equal(page().isOpen, false);
    assert.deepEqual(await desk.review(reviewRequest(), stop.signal), cancel);
    assert.equal(pages.length, 1);
  });

  it("shows a send that asks again on the same page, under a new id", async () => {
    const signal = live();
    const first = desk.review(reviewRequest({ findings: [stripeKey] }), signal);
    says({ type: "ready" });
    says({ type: "redact", review: "r1", findings: [stripeKey.id] });
    assert.equal((await first).kind, "redact");
    assert.equal(page().isOpen, true);
    assert.match(page().shown.at(-1)?.decisions.waiting ?? "", /Preparing/);
    const second = desk.review(reviewRequest(), signal);
    assert.equal(pages.length, 1);
    assert.equal(timers[0]?.isOff, true);
    const shown = page().shown.at(-1);
    assert.ok(shown?.type === "review");
    assert.equal(shown.review.id, "r2");
    says(yes("r1"));
    assert.equal(await soFar(second), "not yet");
    says(yes("r2"));
    assert.deepEqual(await second, { kind: "send", keep: "once" });
  });

  it("keeps a decision when the same send asks again, and for no other send", () => {
    const signal = live();
    const request = reviewRequest({ findings: [stripeKey] });
    void desk.review(request, signal);
    says({ type: "ready" });
    says({ type: "keep", review: "r1", finding: stripeKey.id });
    says({ type: "remove", review: "r1", row: "1" });
    void desk.review(request, signal);
    assert.equal(page().shown.at(-1)?.decisions.first, undefined);
    says({ type: "cancel", review: "r2" });
    void desk.review(request, live());
    says({ type: "ready" }, 1);
    assert.notEqual(page(1).shown.at(-1)?.decisions.first, undefined);
  });

  it("closes the page of a send that does not ask again", async () => {
    const asked = desk.review(reviewRequest(), live());
    says({ type: "remove", review: "r1", row: "1" });
    assert.equal((await asked).kind, "remove");
    const [timer] = timers;
    assert.ok(timer !== undefined);
    assert.equal(timer.milliseconds, askedAgainMs);
    timer.run();
    assert.equal(page().isOpen, false);
  });

  it("does not ask again after the page was left meanwhile", async () => {
    for (const leave of [
      (index: number) => {
        page(index).closed();
      },
      (index: number) => {
        says({ type: "cancel", review: `r${index + 1}` }, index);
      },
    ]) {
      const index = pages.length;
      const signal = live();
      void desk.review(reviewRequest(), signal);
      says({ type: "remove", review: `r${index + 1}`, row: "1" }, index);
      leave(index);
      assert.deepEqual(await desk.review(reviewRequest(), signal), cancel);
      assert.equal(pages.length, index + 1);
    }
  });

  it("cancels what the same send asked before", async () => {
    const signal = live();
    const first = desk.review(reviewRequest(), signal);
    const second = desk.review(reviewRequest(), signal);
    assert.deepEqual(await first, cancel);
    says(yes("r2"));
    assert.deepEqual(await second, { kind: "send", keep: "once" });
    assert.equal(pages.length, 1);
  });

  it("lets another send wait for its turn", async () => {
    const first = desk.review(reviewRequest(), live());
    const second = desk.review(reviewRequest({ model: "other" }), live());
    assert.equal(pages.length, 1);
    says(yes("r1"));
    await first;
    assert.equal(pages.length, 2);
    says(yes("r1"), 1);
    assert.equal(await soFar(second), "not yet");
    says(yes("r2"), 1);
    assert.deepEqual(await second, { kind: "send", keep: "once" });
  });

  it("forgets a send that is stopped while it waits", async () => {
    const stop = new AbortController();
    const first = desk.review(reviewRequest(), live());
    const second = desk.review(reviewRequest(), stop.signal);
    stop.abort();
    assert.deepEqual(await second, cancel);
    says(yes("r1"));
    await first;
    assert.equal(pages.length, 1);
  });

  it("knows which send waits for an answer, tells when that changes, and brings its page to the front", () => {
    const signal = live();
    const told: boolean[] = [];
    desk.onDidChange(() => told.push(desk.isAsking(signal)));
    assert.equal(desk.isAsking(signal), false);
    void desk.review(reviewRequest(), signal);
    assert.deepEqual([desk.isAsking(signal), desk.isAsking(live())], [true, false]);
    const before = page().revealed;
    desk.reveal(live());
    desk.reveal(signal);
    assert.equal(page().revealed, before + 1);
    says({ type: "remove", review: "r1", row: "1" });
    void desk.review(reviewRequest(), signal);
    says(yes("r2"));
    assert.deepEqual(told, [true, false, true, false]);
    desk.reveal(signal);
    assert.equal(page().revealed, before + 2);
  });

  it("no longer waits for an answer once the page was closed or the send stopped", () => {
    const stop = new AbortController();
    void desk.review(reviewRequest(), stop.signal);
    page().closed();
    assert.equal(desk.isAsking(stop.signal), false);
    const other = new AbortController();
    void desk.review(reviewRequest(), other.signal);
    other.abort();
    assert.equal(desk.isAsking(other.signal), false);
  });

  it("copies what would leave", () => {
    void desk.review(reviewRequest(), live());
    says({ type: "copy", review: "r1" });
    assert.deepEqual(copied, [new TextDecoder().decode(reviewRequest().wire.body)]);
  });
});
