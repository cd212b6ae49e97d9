import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import type { ToReviewView } from "../../src/protocol/reviewMessages.ts";
import { keeps } from "../../src/terms/keep.ts";
import { askedBefore, stripeKey } from "../support/reviewSamples.ts";
import { openReview, type OpenReview } from "./openReview.ts";
import { startBrowser } from "./openView.ts";
import { about, reviewState } from "./reviewStates.ts";

describe("the consent view by keyboard, pointer and screen reader", function () {
  this.timeout(60_000);
  let browser: Browser;
  const open: OpenReview[] = [];
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());
  afterEach(async () => {
    for (const view of open.splice(0)) await view.close();
  });

  async function viewOf(state: ToReviewView): Promise<OpenReview> {
    const view = await openReview(browser);
    open.push(view);
    await view.tell(state);
    return view;
  }

  const full = reviewState({ ...about(askedBefore), keeps, deviceModel: "qwen2.5-coder:7b" });
  const withSecret = reviewState({ ...about(askedBefore), findings: [stripeKey] });
  const yes = { type: "send", review: "review-1", keep: "once" } as const;
  const focused = ({ page }: OpenReview): Promise<string> =>
    page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute("aria-label") ?? element?.textContent.trim() ?? "";
    });

  it("begins at the question, where an Enter meant for the chat answers nothing", async () => {
    const view = await viewOf(full);
    assert.equal(await focused(view), "Send this to api.openai.com (gpt-5-mini)?");
    await view.wait();
    for (const key of ["Enter", "Space", "Escape", "ArrowDown"]) await view.page.keyboard.press(key);
    assert.deepEqual(await view.told(), []);
  });

  it("reaches everything with Tab, in reading order", async () => {
    const view = await viewOf(full);
    const order: string[] = [];
    for (let step = 0; step < 15; step += 1) {
      await view.page.keyboard.press("Tab");
      order.push(await focused(view));
    }
    assert.deepEqual(order, [
      "View Your question",
      "View src/billing/invoice.ts, lines 40–96",
      "Remove src/billing/invoice.ts, lines 40–96",
      "View src/billing/rates.ts, whole file",
      "Remove src/billing/rates.ts, whole file",
      "View src/billing/old.ts, whole file",
      "View Earlier messages",
      "View Answers of the model",
      "View Instructions",
      "Exactly what will be sent",
      "Copy",
      "Send once",
      "More ways to send",
      "Answer on this device instead (qwen2.5-coder:7b)",
      "Cancel",
    ]);
  });

  it("tells the host what was decided", async () => {
    const view = await viewOf(full);
    const { page } = view;
    await view.wait();
    await page.getByRole("button", { name: "Remove src/billing/rates.ts, whole file" }).press("Enter");
    await page.getByRole("button", { name: "Copy" }).press("Enter");
    await page.getByRole("button", { name: "Send once" }).press("Enter");
    await page.getByRole("button", { name: /^Answer on this device/ }).press("Enter");
    await page.getByRole("button", { name: "Cancel" }).press("Enter");
    assert.deepEqual(await view.told(), [
      { type: "remove", review: "review-1", row: "2" },
      { type: "copy", review: "review-1" },
      yes,
      { type: "onDevice", review: "review-1" },
      { type: "cancel", review: "review-1" },
    ]);
  });

  for (const [how, press] of [
    ["Enter", (view: OpenReview) => view.page.getByRole("button", { name: "Send once" }).press("Enter")],
    ["a click", (view: OpenReview) => view.page.getByRole("button", { name: "Send once" }).click()],
  ] as const)
    it(`sends nothing on ${how} that comes too soon, and says so`, async () => {
      const view = await viewOf(full);
      await press(view);
      assert.deepEqual(await view.told(), []);
      await view.tell();
      assert.match(await view.page.getByRole("status").innerText(), /Press again to send/);
      await view.wait();
      await press(view);
      assert.deepEqual(await view.told(), [yes]);
    });

  it("begins to wait again when what is shown has changed under the pointer", async () => {
    const view = await viewOf(withSecret);
    await view.wait();
    const decided = reviewState({ ...about(askedBefore), findings: [stripeKey] }, { kept: [stripeKey.id] });
    await view.tell({ type: "decisions", review: "review-1", decisions: decided.decisions });
    await view.page.getByRole("button", { name: "Send once" }).click();
    assert.deepEqual(await view.told(), []);
  });

  it("begins to wait again when it gets the keyboard", async () => {
    const view = await viewOf(full);
    await view.wait();
    await view.page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await view.page.getByRole("button", { name: "Send once" }).click();
    assert.deepEqual(await view.told(), []);
  });

  it("takes no press that no person made", async () => {
    const view = await viewOf(full);
    await view.wait();
    await view.page.getByRole("button", { name: "Send once" }).evaluate((button: HTMLElement) => {
      button.click();
    });
    assert.deepEqual(await view.told(), []);
  });

  it("opens the menu with the arrows, moves in it, and closes it with Escape", async () => {
    const view = await viewOf(full);
    const { page } = view;
    const more = page.getByRole("button", { name: "More ways to send" });
    assert.equal(await more.getAttribute("aria-expanded"), "false");
    await more.press("ArrowDown");
    assert.equal(await more.getAttribute("aria-expanded"), "true");
    assert.match(await focused(view), /^Send, and allow for this conversation/);
    await page.keyboard.press("ArrowUp");
    assert.match(await focused(view), /^Send, and allow for this workspace/);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.match(await focused(view), /^Send, and allow until the window closes/);
    await page.keyboard.press("Escape");
    assert.equal(await page.getByRole("menu").count(), 0);
    assert.equal(await focused(view), "More ways to send");
    assert.deepEqual(await view.told(), []);
  });

  it("says yes for longer from the menu, by key and by pointer, and never too soon", async () => {
    const view = await viewOf(full);
    const { page } = view;
    const more = page.getByRole("button", { name: "More ways to send" });
    await more.press("Enter");
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    assert.deepEqual(await view.told(), []);
    await view.wait();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: /24 hours/ }).click();
    assert.deepEqual(
      (await view.told()).map((message) => message.type === "send" && message.keep),
      ["workspace", "day"],
    );
    await page.getByRole("heading").click();
    assert.equal(await page.getByRole("menu").count(), 0);
  });

  it("leads to what is to be decided first, instead of a button that does nothing", async () => {
    const view = await viewOf(withSecret);
    const { page } = view;
    await view.wait();
    assert.equal(await page.getByRole("button", { name: "Send once" }).count(), 0);
    const first = page.getByRole("button", { name: "Decide about 1 possible secret first" });
    assert.equal(await first.isEnabled(), true);
    const reason = await first.evaluate(
      (button) => document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent,
    );
    assert.match(reason ?? "", /Redact each possible secret, or leave it as it is/);
    await first.press("Enter");
    assert.equal(await focused(view), "Redact Possible secret in rates.ts:12 (Stripe key)");
    assert.deepEqual(await view.told(), []);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.deepEqual(await view.told(), [
      { type: "redact", review: "review-1", findings: [stripeKey.id] },
      { type: "keep", review: "review-1", finding: stripeKey.id },
    ]);
  });

  it("keeps the keyboard where it was when a decision is shown", async () => {
    const view = await viewOf(withSecret);
    await view.page.getByRole("button", { name: /^Leave as is/ }).focus();
    const decided = reviewState({ ...about(askedBefore), findings: [stripeKey] }, { kept: [stripeKey.id] });
    await view.tell({ type: "decisions", review: "review-1", decisions: decided.decisions });
    assert.match(await focused(view), /^Redact/);
    assert.equal(await view.page.locator(".finding.kept .decided").innerText(), "Left as is");
  });

  it("redacts all that is undecided at once", async () => {
    const other = { ...stripeKey, id: "finding-2" };
    const third = { ...stripeKey, id: "finding-3" };
    const state = reviewState({ findings: [stripeKey, other, third] }, { kept: ["finding-2"] });
    const view = await viewOf(state);
    await view.page.getByRole("button", { name: "Redact all" }).press("Enter");
    assert.deepEqual(await view.told(), [
      { type: "redact", review: "review-1", findings: ["finding-1", "finding-3"] },
    ]);
  });

  it("unfolds a text and the whole body, to be read and scrolled by key", async () => {
    const view = await viewOf(full);
    const { page } = view;
    await page.getByRole("button", { name: "View src/billing/rates.ts" }).press("Enter");
    const text = page.getByRole("region", { name: "Text of src/billing/rates.ts, whole file" });
    assert.equal(await text.textContent(), full.review.rows[2]?.texts.join(""));
    await page.getByRole("button", { name: "Exactly what will be sent" }).press("Enter");
    const body = page.getByRole("region", { name: "The whole body" });
    assert.equal(await body.textContent(), full.review.exact.body);
    assert.equal(await body.getAttribute("tabindex"), "0");
    await page.getByText("POST /v1/chat/completions").waitFor();
    await page.getByRole("button", { name: "View src/billing/rates.ts" }).press("Enter");
    assert.equal(await text.count(), 0);
  });

  it("is a new page when it is asked again: nothing unfolded, the keyboard at the question", async () => {
    const view = await viewOf(full);
    await view.page.getByRole("button", { name: "Exactly what will be sent" }).press("Enter");
    await view.tell({ ...full, review: { ...full.review, id: "review-2" } });
    assert.equal(await view.page.getByRole("region", { name: "The whole body" }).count(), 0);
    assert.equal(await focused(view), full.review.title);
  });

  it("offers only to leave while it is prepared again", async () => {
    const view = await viewOf(reviewState({}, { waiting: true }));
    assert.match(await view.page.getByRole("status").innerText(), /Nothing was sent/);
    assert.deepEqual(await view.page.locator("button:not([inert] *)").allInnerTexts(), ["Cancel"]);
    await view.page.keyboard.press("Tab");
    assert.equal(await focused(view), "Cancel");
  });
});
