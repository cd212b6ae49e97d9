import assert from "node:assert/strict";
import type { Browser, Locator } from "playwright-core";
import { everything } from "../../src/protocol/ledgerMessages.ts";
import { ledgerStates, many, onDevice, page, toCloud } from "./ledgerStates.ts";
import { openLedger, type OpenLedger } from "./openLedger.ts";
import { startBrowser, type ViewOptions } from "./openView.ts";
import { violations } from "./violations.ts";

declare global {
  interface Window {
    /** Milliseconds of the longest task since a test began to look. */
    drawbridgeDrawing: { readonly drawnAgain: number };
  }
}

describe("the ledger's page in use", function () {
  this.timeout(60_000);
  let browser: Browser;
  let ledger: OpenLedger;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());
  afterEach(() => ledger.close());

  async function open(state: string, options: ViewOptions = {}): Promise<void> {
    ledger = await openLedger(browser, options);
    await ledger.tell(...(ledgerStates[state]?.told ?? assert.fail(state)));
  }
  const line = (id: string): Locator => ledger.page.locator(`[data-line="${id}"]`);
  const focusedLine = (): Promise<string | undefined> =>
    ledger.page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset["line"]);
  const expanded = (id: string): Promise<string | null> => line(id).getAttribute("aria-expanded");
  const top = (): Promise<number> => ledger.page.locator("main").evaluate(({ scrollTop }) => scrollTop);
  const button = (name: string): Locator => ledger.page.getByRole("button", { name, exact: true });

  it("comes to the lines with one Tab, goes among them with the arrows, opens and closes with keys", async () => {
    await open("mixed");
    const { keyboard } = ledger.page;
    await ledger.page.getByRole("checkbox", { name: /^Errands/ }).focus();
    await keyboard.press("Tab");
    assert.equal(await focusedLine(), onDevice.id);
    await keyboard.press("ArrowDown");
    assert.equal(await focusedLine(), toCloud.id);
    await keyboard.press("ArrowRight");
    assert.equal(await expanded(toCloud.id), "true");
    await keyboard.press("ArrowLeft");
    assert.equal(await expanded(toCloud.id), "false");
    await keyboard.press("Enter");
    assert.equal(await expanded(toCloud.id), "true");
    await keyboard.press("Tab");
    assert.equal(await ledger.page.evaluate(() => document.activeElement?.textContent), "Read what left");
    await keyboard.press("Shift+Tab");
    assert.equal(await focusedLine(), toCloud.id);
    await keyboard.press("End");
    assert.notEqual(await focusedLine(), toCloud.id);
    await keyboard.press("Home");
    assert.equal(await focusedLine(), onDevice.id);
    await keyboard.press("ArrowUp");
    assert.equal(await focusedLine(), onDevice.id);
  });

  it("is told to a screen reader as a list with headings, each line as one sentence", async () => {
    await open("mixed");
    const name = await line(onDevice.id).evaluate((element) => element.textContent);
    assert.match(
      name.replaceAll(/\s+/g, " "),
      /^14:02:11 Chat ?qwen2\.5-coder:7b ?On device 1\.2 KB out, 3\.4 KB in 0\.8 s$/,
    );
    assert.equal(await ledger.page.getByRole("list").count(), 2);
    assert.deepEqual(await ledger.page.getByRole("heading", { level: 2 }).allInnerTexts(), [
      "Saturday, 31 January 2026",
      "Friday, 30 January 2026",
    ]);
    await ledger.tell(page(many(37)));
    assert.equal(await ledger.page.locator("main > [role=status]").innerText(), "37 lines.");
  });

  it("chooses with keys what is listed", async () => {
    await open("mixed");
    const { keyboard } = ledger.page;
    await ledger.page.getByRole("radio", { name: "All" }).focus();
    await keyboard.press("ArrowRight");
    await keyboard.press("ArrowRight");
    await ledger.page.getByRole("checkbox", { name: "This workspace only" }).press("Space");
    await ledger.page.getByRole("checkbox", { name: "Errands (31 hidden)" }).press("Space");
    assert.deepEqual(await ledger.told(), [
      { type: "filter", filter: { ...everything, scope: "left" } },
      { type: "filter", filter: { ...everything, scope: "leftThisWeek" } },
      { type: "filter", filter: { ...everything, scope: "leftThisWeek", here: true } },
      { type: "filter", filter: { ...everything, scope: "leftThisWeek", here: true, errands: true } },
    ]);
  });

  it("searches once nobody types any more", async () => {
    await open("mixed");
    await ledger.page.getByRole("searchbox").pressSequentially("sum.ts");
    await ledger.page.waitForFunction(() => window.drawbridgeTold.some(({ type }) => type === "filter"));
    assert.deepEqual(await ledger.told(), [{ type: "filter", filter: { ...everything, text: "sum.ts" } }]);
    assert.deepEqual(await ledger.memory(), { filter: { ...everything, text: "sum.ts" } });
  });

  it("goes from a file to all that carried it, and back", async () => {
    await open("an open line");
    await line(onDevice.id).click();
    await button("src/sum.ts").click();
    const filter = { ...everything, file: "src/sum.ts" };
    assert.deepEqual(await ledger.told(), [{ type: "filter", filter }]);
    await ledger.tell(page([toCloud], { filter, tally: "It never left this device." }));
    await ledger.page.getByText("It never left this device.").waitFor();
    await button("Back to all files").click();
    assert.deepEqual((await ledger.told()).at(-1), { type: "filter", filter: everything });
  });

  it("leads to the data flow, and from one way of it back to all requests", async () => {
    await open("one way");
    await ledger.page.getByText("left this device, since 25 January 2026").waitFor();
    await button("Data flow").click();
    await button("Back to all requests").click();
    assert.deepEqual(await ledger.told(), [{ type: "openFlow" }, { type: "filter", filter: everything }]);
  });

  it("reads what left only when asked", async () => {
    await open("mixed");
    await line(toCloud.id).click();
    assert.deepEqual(await ledger.told(), []);
    await button("Read what left").click();
    assert.deepEqual(await ledger.told(), [{ type: "readBody", record: toCloud.id }]);
    const text = '{"a":"<b>not bold</b>"}';
    await ledger.tell({ type: "body", record: toCloud.id, text, note: "Exactly." });
    assert.equal(await ledger.page.locator(".body pre").innerText(), text);
  });

  it("exports, reads anew and shows older lines when asked", async () => {
    await open("200 lines");
    await button("Export…").click();
    await button("Refresh").click();
    await button("Show older").click();
    assert.deepEqual(await ledger.told(), [
      { type: "export" },
      { type: "refresh", filter: everything },
      { type: "more" },
    ]);
  });

  it("shows new lines at once to somebody at the top, and to nobody who reads", async () => {
    await open("200 lines");
    await ledger.tell({ type: "fresh", rows: [{ ...toCloud, id: "new-1" }] });
    assert.equal(await line("new-1").count(), 1);

    await ledger.page.mouse.move(400, 400);
    await line("many-60").scrollIntoViewIfNeeded();
    await ledger.page.waitForFunction(() => (document.querySelector("main")?.scrollTop ?? 0) > 0);
    const place = await top();
    await ledger.tell({ type: "fresh", rows: [{ ...toCloud, id: "new-2" }] });
    await ledger.tell({ type: "fresh", rows: [{ ...toCloud, id: "new-3" }] });
    assert.equal(await line("new-2").count(), 0);
    assert.equal(await top(), place);
    await ledger.screenshot("ledger-dark-two-new");
    assert.deepEqual(await violations(ledger.page), []);
    await button("2 new").click();
    assert.equal(await focusedLine(), "new-3");
    assert.equal(await line("new-2").count(), 1);
    assert.equal(await button("2 new").count(), 0);
  });

  it("keeps new lines back from somebody who has a line open or the keyboard in the list", async () => {
    await open("mixed");
    await line(onDevice.id).focus();
    await ledger.tell({ type: "fresh", rows: [{ ...toCloud, id: "new-1" }] });
    assert.equal(await line("new-1").count(), 0);
    await button("1 new").waitFor();
  });

  it("opens a record, brings it into view and the keyboard to it", async () => {
    await open("200 lines");
    await ledger.tell({ type: "reveal", record: "many-180" });
    assert.equal(await focusedLine(), "many-180");
    assert.equal(await expanded("many-180"), "true");
    const box = await line("many-180").boundingBox();
    assert.ok(box !== null && box.y > 0 && box.y < 720, JSON.stringify(box));
  });

  it("remembers what it listed", async () => {
    const filter = { ...everything, scope: "refused" as const, text: "gpt" };
    ledger = await openLedger(browser, { memory: { filter } });
    assert.equal(await ledger.page.getByRole("searchbox").inputValue(), "gpt");
    assert.ok(await ledger.page.getByRole("radio", { name: "Refused" }).isChecked());
  });

  it("draws 5,000 lines a page at a time, and no line again that is there", async () => {
    await open("200 lines");
    const rows = many(5_000);
    await ledger.page.evaluate(() => {
      const state = { drawnAgain: 0 };
      window.drawbridgeDrawing = state;
      const there = new Set(document.querySelectorAll(".line"));
      new MutationObserver((records) => {
        for (const { target } of records) {
          const line =
            target instanceof Element ? target.closest(".line") : target.parentElement?.closest(".line");
          if (line && there.has(line)) state.drawnAgain += 1;
        }
        for (const line of document.querySelectorAll(".line")) there.add(line);
      }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    for (let at = 200; at < rows.length; at += 200)
      await ledger.tell(page(rows.slice(at, at + 200), { first: false, rest: "more" }));
    assert.equal(await ledger.page.locator(".line").count(), 5_000);
    assert.equal(await ledger.page.evaluate(() => window.drawbridgeDrawing.drawnAgain), 0);
  });
});
