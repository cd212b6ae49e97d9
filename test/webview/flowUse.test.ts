import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { firstChoice, type FlowLineView } from "../../src/protocol/flowMessages.ts";
import { drawn, everyFate, flowStates, named } from "./flowStates.ts";
import { misfits } from "./misfits.ts";
import { openFlow, type OpenFlow } from "./openFlow.ts";
import { startBrowser } from "./openView.ts";

function linesOf(state: string): readonly FlowLineView[] {
  const told = flowStates[state];
  return told?.type === "flow" ? told.flow.lines : assert.fail(state);
}

describe("the data flow's page in use", function () {
  this.timeout(60_000);
  let browser: Browser;
  let flow: OpenFlow;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());
  afterEach(() => flow.close());

  async function open(state: string, memory?: unknown): Promise<void> {
    flow = await openFlow(browser, { memory });
    const told = flowStates[state];
    if (told !== undefined) await flow.tell(told);
  }
  const focusedLine = (): Promise<string | undefined> =>
    flow.page.evaluate(() => (document.activeElement as SVGElement | null)?.dataset["line"]);
  const words = (): Promise<string> => flow.page.locator(".pointed-words").innerText();

  it("chooses with keys what is drawn, and remembers it", async () => {
    await open("only this device");
    const { keyboard } = flow.page;
    await flow.page.getByRole("radio", { name: "7 days" }).focus();
    await keyboard.press("ArrowRight");
    await keyboard.press("Tab");
    await keyboard.press("Space");
    assert.deepEqual(await flow.told(), [
      { type: "choose", choice: { period: "all", here: false } },
      { type: "choose", choice: { period: "all", here: true } },
    ]);
    assert.deepEqual(await flow.memory(), { choice: { period: "all", here: true } });
  });

  it("begins with what it drew last", async () => {
    await open("reading", { choice: { period: "today", here: true } });
    assert.ok(await flow.page.getByRole("radio", { name: "Today" }).isChecked());
    assert.ok(await flow.page.getByRole("checkbox", { name: "This workspace only" }).isChecked());
  });

  it("comes to the lines with one Tab, goes among them with the arrows, and opens their records", async () => {
    await open("a cloud beside it");
    const { keyboard } = flow.page;
    const ids = linesOf("a cloud beside it").map(({ id }) => id);
    await flow.page.getByRole("checkbox", { name: "This workspace only" }).focus();
    await keyboard.press("Tab");
    assert.equal(await focusedLine(), ids[0]);
    await keyboard.press("ArrowDown");
    assert.equal(await focusedLine(), ids[1]);
    assert.match(await words(), /^Chat → Let through → api\.openai\.com, left this device: 2 requests/);
    await flow.screenshot("flow-dark-a-focused-line");
    await keyboard.press("Enter");
    await keyboard.press("End");
    await keyboard.press("Space");
    await keyboard.press("Home");
    assert.equal(await focusedLine(), ids[0]);
    await keyboard.press("Tab");
    assert.match(await flow.page.evaluate(() => document.activeElement?.textContent ?? ""), /^38 requests$/);
    await keyboard.press("Enter");
    assert.deepEqual(await flow.told(), [
      { type: "open", line: ids[1] },
      { type: "open", line: ids.at(-1) },
      { type: "open", line: ids[0] },
    ]);
  });

  it("says what a line comes to while the mouse is at it, and opens its records with a click", async () => {
    await open("a cloud beside it");
    const id = linesOf("a cloud beside it").at(-1)?.id;
    const ribbon = flow.page.locator("[data-line]").last();
    const box = await ribbon.locator(".band").first().boundingBox();
    assert.ok(box !== null);
    // In its middle, where it is no more than a few pixels wide.
    await flow.page.mouse.move(box.x + 3, box.y + box.height - 2);
    assert.match(await words(), /^Errands \(no text of yours\) → Let through → On device/);
    assert.equal(await flow.page.locator("tr.pointed").count(), 1);
    await flow.page.mouse.down();
    await flow.page.mouse.up();
    await flow.page.mouse.move(1, 1);
    assert.match(await words(), /^Point at a line/);
    assert.deepEqual(await flow.told(), [{ type: "open", line: id }]);
  });

  it("draws a line for every way, and nothing beyond the gate for what ended there", async () => {
    await open("every fate");
    const lines = linesOf("every fate");
    assert.equal(await flow.page.locator("[data-line]").count(), lines.length);
    for (const { id, course } of lines) {
      const ribbon = flow.page.locator(`[data-line='${id}']`);
      assert.equal(await ribbon.locator(".band").count(), course === "ended" ? 1 : 2, id);
      assert.equal(await ribbon.locator(".bar").count(), course === "ended" ? 1 : 0, id);
    }
  });

  it("is told to a screen reader as a picture's lines and as a table with heads", async () => {
    await open("a cloud beside it");
    const { page } = flow;
    assert.deepEqual(await page.getByRole("columnheader").allInnerTexts(), [
      ...["Part", "Gate", "Destination"],
      ...["Records", "Sent", "Received"],
    ]);
    assert.deepEqual(await page.getByRole("rowheader").allInnerTexts(), [
      ...["Chat", "Chat", "Chat", "Completion"],
      "Errands (no text of yours)",
    ]);
    const lines = page.getByRole("group", { name: "The lines of the picture" }).getByRole("button");
    assert.equal(
      await lines.nth(2).getAttribute("aria-label"),
      "Chat → Stopped: the mode forbids it, nothing was sent: 1 request, nothing of 1.2 KB sent",
    );
    await page.setViewportSize({ width: 320, height: 900 });
    assert.equal(await page.getByRole("table", { name: "The same as a table" }).getByRole("row").count(), 6);
    assert.equal(
      await page.locator("main > [role=status]").innerText(),
      "In the last 7 days: 412 requests stayed on this device, 2 left it: 2 to api.openai.com (14.2 KB).",
    );
  });

  it("keeps the keyboard where it is while lines change", async () => {
    await open("a cloud beside it");
    const id = linesOf("a cloud beside it")[1]?.id;
    await flow.page.locator("[data-line]").nth(1).focus();
    await flow.tell(drawn(everyFate));
    assert.equal(await focusedLine(), id);
  });

  it("leads out of a time without requests, and out of a failure", async () => {
    await open("empty");
    await flow.page.getByRole("button", { name: "Show all" }).click();
    await flow.tell({ type: "failed", choice: firstChoice });
    await flow.page.getByRole("button", { name: "Try again" }).click();
    await flow.page.getByRole("button", { name: "Open ledger" }).click();
    const choice = { period: "all", here: false };
    assert.deepEqual(await flow.told(), [
      { type: "choose", choice },
      { type: "refresh", choice },
      { type: "openLedger" },
    ]);
  });
});

const there = "https://attacker.example";
const hostile: readonly string[] = [
  `<img src="${there}/a.png" onerror="window.hacked=1">`,
  `"><script src="${there}/a.js"></script>`,
  `</title><style>@import "${there}/a.css"</style>`,
  `'); alert(1); //\\u0022 \${there}`,
  "x".repeat(5_000),
];

describe("hostile names in the data flow", function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());

  it("are drawn as text, fetch nothing, and stay inside", async () => {
    for (const name of hostile) {
      const flow = await openFlow(browser, { width: 320 });
      await flow.tell(drawn(named(name)));
      const found = await flow.page.evaluate(() => ({
        text: document.querySelector("main")?.textContent ?? "",
        foreign: document.querySelectorAll("main :is(a, img, script, style, title, iframe, image, use)")
          .length,
        hacked: "hacked" in window,
      }));
      assert.ok(found.text.split(name).length > 8, name);
      assert.deepEqual([found.foreign, found.hacked], [0, false], name);
      assert.deepEqual(await misfits(flow.page), [], name);
      assert.deepEqual([flow.requests, flow.complaints], [[], []], name);
      await flow.close();
    }
  });

  it("cannot turn the direction of what stands around them", async () => {
    const flow = await openFlow(browser);
    await flow.tell(drawn(named("api\u202Emoc.live\u2066\n\u200Bexample")));
    const text = await flow.page.locator("main").innerText();
    assert.doesNotMatch(text, /[\u202E\u2066\u200B]/);
    assert.match(text, /api moc\.live\s+example/);
    await flow.close();
  });
});
