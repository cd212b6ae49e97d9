import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { firstPeriod } from "../../src/protocol/statisticsMessages.ts";
import { misfits } from "./misfits.ts";
import { openStatistics, type OpenStatistics } from "./openStatistics.ts";
import { startBrowser } from "./openView.ts";
import { named, statisticsStates } from "./statisticsStates.ts";

describe("the page of completion's figures in use", function () {
  this.timeout(60_000);
  let browser: Browser;
  let view: OpenStatistics;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());
  afterEach(() => view.close());

  async function open(state: string, memory?: unknown, width = 1000): Promise<void> {
    view = await openStatistics(browser, { memory, width });
    const told = statisticsStates[state];
    if (told !== undefined) await view.tell(told);
  }

  it("is used with the keyboard alone, from its buttons to the period, which it remembers", async () => {
    await open("a week");
    const { keyboard } = view.page;
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await keyboard.press("Tab");
    await keyboard.press("Space");
    await keyboard.press("Tab");
    await keyboard.press("ArrowRight");
    assert.deepEqual(await view.told(), [
      { type: "forget" },
      { type: "refresh", period: "week" },
      { type: "choose", period: "all" },
    ]);
    assert.deepEqual(await view.memory(), { period: "all" });
  });

  it("begins with the period that was shown last", async () => {
    await open("reading", { period: "today" });
    assert.ok(await view.page.getByRole("radio", { name: "Today" }).isChecked());
  });

  it("is a table with heads to a screen reader, also where it does not look like one", async () => {
    for (const width of [1000, 400]) {
      await open("a week", undefined, width);
      const table = view.page.getByRole("table", { name: "By model and language" });
      assert.equal(await table.getByRole("columnheader").count(), 9);
      assert.deepEqual(await table.getByRole("rowheader").allInnerTexts(), [
        "qwen2.5-coder:1.5b\ntypescript",
        "qwen2.5-coder:1.5b\npython",
        "codellama:7b-code\nmarkdown",
      ]);
      assert.equal(
        await table.getByRole("row").nth(1).getByRole("cell").nth(1).innerText(),
        "212 · 33\u00A0%",
      );
      const said = await view.page.locator("main > [role=status]").innerText();
      assert.equal(said, "In the last 7 days you took 221 of 682 suggestions (32\u00A0%).");
      if (width === 1000) await view.close();
    }
  });

  it("leads out of a failure", async () => {
    await open("failed");
    await view.page.getByRole("button", { name: "Try again" }).click();
    assert.deepEqual(await view.told(), [{ type: "refresh", period: firstPeriod }]);
  });

  it("draws hostile names as text, inside the page", async () => {
    const there = "https://attacker.example";
    view = await openStatistics(browser, { width: 320 });
    for (const name of [`<img src="${there}/a.png" onerror="window.hacked=1">`, "x".repeat(5_000)]) {
      await view.tell(named(name));
      const found = await view.page.evaluate(() => ({
        text: document.querySelector("table")?.textContent ?? "",
        foreign: document.querySelectorAll("main :is(a, img, script, style, iframe)").length,
      }));
      assert.ok(found.text.includes(name));
      assert.equal(found.foreign, 0);
      assert.deepEqual(await misfits(view.page), []);
    }
    assert.deepEqual([view.requests, view.complaints], [[], []]);
  });
});
