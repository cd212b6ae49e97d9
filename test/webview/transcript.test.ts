import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import type { ChatViewState } from "../../src/protocol/messages.ts";
import { awaitColours } from "./awaitColours.ts";
import { chatState, designedStates, manyTurns, measured, turn } from "./chatStates.ts";
import { openChat, type OpenChat } from "./openChat.ts";
import { startBrowser } from "./openView.ts";

const paragraph = "Some words that fill a line of the narrow side bar, and then some more of them.\n\n";

/**
 * Runs in the page: scrolls by `by` pixels and waits until ten frames in a row have found the same sizes; how far, at
 * most, any of those frames moved a turn that is in sight from where the scrolling had put it.
 */
async function scrollAndWatch(by: number): Promise<number> {
  const log = document.querySelector("[role=log]");
  if (log === null) throw new Error("no conversation");
  log.scrollTop += by;
  const edges = log.getBoundingClientRect();
  const tops = (): ReadonlyMap<Element, number> =>
    new Map(
      [...document.querySelectorAll("[data-turn]")].map((turn) => [turn, turn.getBoundingClientRect().top]),
    );
  const before = new Map([...tops()].filter(([, top]) => top >= edges.top && top < edges.bottom));
  let [height, moved] = [log.scrollHeight, 0];
  for (let same = 0; same < 10; same += 1) {
    // What a frame finds first is what the one before it painted.
    await new Promise(requestAnimationFrame);
    const now = tops();
    for (const [turn, top] of before) moved = Math.max(moved, Math.abs((now.get(turn) ?? Infinity) - top));
    if (log.scrollHeight !== height) same = 0;
    height = log.scrollHeight;
  }
  return moved;
}

/**
 * Runs in the page: how far the reader is from the end, in pixels, as it is painted once three frames in a row have found the
 * same sizes. What is read between two frames may be a half of one: laid out, and not followed yet.
 */
async function paintedToEnd(): Promise<number> {
  const log = document.querySelector("[role=log]");
  if (log === null) throw new Error("no conversation");
  let [height, rest] = [0, 0];
  for (let same = 0; same < 3; same += 1) {
    await new Promise(requestAnimationFrame);
    // Tells once, after layout and before painting, and after the page's own observers, which are older.
    await new Promise<void>((resolve) => {
      const observer = new ResizeObserver(() => {
        observer.disconnect();
        if (log.scrollHeight !== height) same = 0;
        height = log.scrollHeight;
        rest = height - log.clientHeight - log.scrollTop;
        resolve();
      });
      observer.observe(log);
    });
  }
  return rest;
}

describe("the transcript", function () {
  this.timeout(60_000);
  let browser: Browser;
  let chat: OpenChat;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    chat = await openChat(browser);
  });
  afterEach(() => chat.close());

  const streaming = (text = ""): ChatViewState =>
    chatState({ turns: [turn("t", "Tell me a lot.", { status: "streaming", text })], busy: true });
  const log = (): ReturnType<OpenChat["page"]["locator"]> => chat.page.getByRole("log");
  const toEnd = (): Promise<number> => chat.page.evaluate(paintedToEnd);
  const jump = (): ReturnType<OpenChat["page"]["locator"]> =>
    chat.page.getByRole("button", { name: "Jump to latest" });
  const grow = async (times: number): Promise<void> => {
    for (let n = 0; n < times; n += 1)
      await chat.tell({ type: "delta", kind: "text", turn: "t", text: paragraph });
  };
  /** Where the first block whose words are `words` is, in pixels from the top of the view. */
  const whereIs = async (words: string): Promise<number> =>
    (await chat.page.getByText(words, { exact: true }).boundingBox())?.y ??
    assert.fail(`${words} is not drawn`);

  it("grows as the text arrives and follows its end", async () => {
    await chat.tell({ type: "state", state: streaming() });
    await chat.tell({ type: "delta", kind: "text", turn: "t", text: "Hello" });
    assert.equal(await chat.page.locator(".answer .markdown").innerText(), "Hello");
    await grow(30);
    assert.ok((await toEnd()) < 2);
    assert.equal(await jump().count(), 0);
  });

  it("shows what the model thinks folded above its answer, and opens it with the keyboard while it streams", async () => {
    await chat.tell({ type: "state", state: streaming() });
    await chat.tell({ type: "delta", kind: "thinking", turn: "t", text: "Is it empty? " });
    const thoughts = chat.page.locator("details.thinking");
    const summary = thoughts.locator("summary");
    assert.equal(await summary.innerText(), "Thinking");
    assert.equal(await thoughts.getByText("Is it empty?").isVisible(), false);
    await summary.focus();
    await chat.page.keyboard.press("Enter");
    await thoughts.getByText("Is it empty?").waitFor();
    await chat.tell({ type: "delta", kind: "thinking", turn: "t", text: "It is." });
    await chat.tell({ type: "delta", kind: "text", turn: "t", text: "Because it is empty." });
    await thoughts.getByText("Is it empty? It is.").waitFor();
    assert.equal(await chat.page.locator(".answer .markdown").innerText(), "Because it is empty.");
    await chat.screenshot("dark-thinking-unfolded");
    await chat.page.keyboard.press("Space");
    assert.equal(await thoughts.getByText("It is.").isVisible(), false);
  });

  it("keeps the reader's place once they scrolled up, and offers the way back", async () => {
    await chat.tell({
      type: "state",
      state: streaming(`${paragraph.repeat(30)}here\n\n${paragraph.repeat(30)}`),
    });
    await chat.page.getByText("here", { exact: true }).scrollIntoViewIfNeeded();
    await jump().waitFor();
    const before = await whereIs("here");
    await grow(20);
    assert.ok(Math.abs((await whereIs("here")) - before) < 2);
    await chat.screenshot("dark-scrolled-up");
    const ground = await jump().evaluate((button) => getComputedStyle(button).backgroundColor);
    assert.match(ground, /^rgb\(/, "the text behind must not shine through");
    await jump().click();
    await grow(3);
    assert.ok((await toEnd()) < 2);
    assert.equal(await jump().count(), 0);
  });

  it("follows again when the reader scrolls back to the end", async () => {
    await chat.tell({ type: "state", state: streaming(paragraph.repeat(40)) });
    await log().hover();
    await chat.page.mouse.wheel(0, -600);
    await jump().waitFor();
    await chat.page.mouse.wheel(0, 5000);
    await jump().waitFor({ state: "detached" });
    await grow(10);
    assert.ok((await toEnd()) < 2);
  });

  for (const { how, act } of [
    { how: "a key", act: () => chat.page.keyboard.press("PageUp") },
    { how: "the wheel", act: () => chat.page.mouse.wheel(0, -300) },
  ])
    it(`lets the reader away from the end with ${how} while every frame brings more`, async () => {
      await chat.tell({ type: "state", state: streaming(paragraph.repeat(40)) });
      await log().evaluate((element) => {
        const more = document.createElement("div");
        element.firstElementChild?.append(more);
        const grow = (): void => {
          more.style.height = `${more.offsetHeight + 5}px`;
          requestAnimationFrame(grow);
        };
        grow();
      });
      await log().hover();
      await log().focus();
      await act();
      await jump().waitFor();
      const before = await log().evaluate(({ scrollTop }) => scrollTop);
      await grow(5);
      assert.ok((await log().evaluate(({ scrollTop }) => scrollTop)) <= before + 1);
    });

  it("goes to the end when a question is sent", async () => {
    const state = chatState({ turns: [turn("a", "First?", { text: paragraph.repeat(40) })] });
    await chat.tell({ type: "state", state });
    await log().evaluate((element) => {
      element.scrollTop = 0;
    });
    await jump().waitFor();
    await chat.page.locator("textarea").fill("Second?");
    await chat.page.keyboard.press("Enter");
    const asked = turn("b", "Second?", { status: "waiting" });
    await chat.tell({ type: "state", state: { ...state, turns: [...state.turns, asked], busy: true } });
    assert.ok((await toEnd()) < 2);
  });

  const drawn = (): Promise<number> => chat.page.locator(".answer").count();
  const turns = (): Promise<string[]> =>
    chat.page
      .locator("[data-turn]")
      .evaluateAll((all) => all.map((one) => one.getAttribute("data-turn") ?? ""));
  /** Scrolls by `by` pixels at a time as far as it goes; the turns that were drawn on the way. */
  const readThrough = async (by: number): Promise<ReadonlySet<string>> => {
    const seen = new Set<string>();
    const look = async (): Promise<void> => {
      const now = await chat.page
        .locator("[data-turn]:has(.answer)")
        .evaluateAll((all) => all.map((one) => one.getAttribute("data-turn") ?? ""));
      for (const id of now) seen.add(id);
    };
    const at = (): Promise<number> => log().evaluate(({ scrollTop }) => scrollTop);
    for (let before = Infinity; before !== (await at());) {
      before = await at();
      await look();
      const moved = await chat.page.evaluate(scrollAndWatch, by);
      assert.ok(moved < 2, `moved by ${moved} px with ${await drawn()} turns drawn`);
    }
    await look();
    return seen;
  };

  it("draws a long conversation from its end, and earlier turns as they come near, without moving the reader", async () => {
    await chat.tell({ type: "state", state: designedStates["many turns"] ?? assert.fail() });
    assert.ok((await toEnd()) < 2);
    assert.ok((await drawn()) < 30, "more is drawn than anybody is near");
    assert.equal(
      await chat.page.locator(".question-text").count(),
      60,
      "every question is there to be found",
    );
    const seen = await readThrough(-1000);
    assert.deepEqual([...seen].sort(), (await turns()).sort());
    await chat.page.getByText("Question 1: what does line 0 do?").waitFor();
  });

  it("lets go of turns that are far again, and draws them anew on the way back, without moving the reader", async () => {
    await chat.tell({ type: "state", state: manyTurns(120) });
    await readThrough(-1000);
    const held = await drawn();
    assert.ok(held < 60, `${held} turns are held`);
    const seen = await readThrough(1000);
    assert.deepEqual([...seen].sort(), (await turns()).sort());
    assert.ok((await toEnd()) < 2);
  });

  it("holds a turn in which the reader has something open, marked or half written, however far away it is", async () => {
    const thinking = "What may line 1 do?";
    const { turns: all, ...rest } = manyTurns(120);
    const opened = all.map((one) =>
      one.id === "turn-110" ? { ...one, answer: { ...one.answer, thinking } } : one,
    );
    await chat.tell({ type: "state", state: { ...rest, turns: opened } });
    const place = (id: string): ReturnType<OpenChat["page"]["locator"]> =>
      chat.page.locator(`[data-turn=${id}]`);
    const bring = async (id: string): Promise<void> => {
      await place(id).scrollIntoViewIfNeeded();
      await place(id).locator(".answer").waitFor();
    };
    await bring("turn-110");
    await place("turn-110").locator("summary").click();
    await bring("turn-108");
    await place("turn-108").hover();
    await place("turn-108").getByRole("button", { name: "Edit the question" }).click();
    await place("turn-108").locator("textarea").fill("half a question");
    await bring("turn-106");
    await place("turn-106").locator(".answer p").first().selectText();
    await bring("turn-104");
    await readThrough(-1000);
    const held = await Promise.all(
      ["turn-110", "turn-108", "turn-106", "turn-104"].map((id) => place(id).locator(".answer").count()),
    );
    assert.deepEqual(held, [1, 1, 1, 0]);
    assert.equal(await place("turn-110").locator("details[open]").count(), 1);
    assert.equal(await place("turn-108").locator("textarea").inputValue(), "half a question");
  });

  it("goes to the very first question with Home and to the last answer with End", async () => {
    await chat.tell({ type: "state", state: designedStates["many turns"] ?? assert.fail() });
    await log().focus();
    await chat.page.keyboard.press("Home");
    const first = chat.page.locator(".turn").first();
    await first.locator(".answer").waitFor();
    await chat.page.waitForFunction(() => document.querySelector("[role=log]")?.scrollTop === 0);
    await chat.page.keyboard.press("End");
    await jump().waitFor({ state: "detached" });
    assert.ok((await toEnd()) < 2);
  });

  it("draws everything, bit by bit, for a screen reader", async () => {
    await chat.page.evaluate(() => {
      document.body.classList.add("vscode-using-screen-reader");
    });
    await chat.tell({ type: "state", state: designedStates["many turns"] ?? assert.fail() });
    await chat.page.waitForFunction(() => document.querySelectorAll(".answer").length === 60);
  });

  it("is where it was when the view or the conversation comes back, with the draft", async () => {
    const state = designedStates["many turns"] ?? assert.fail();
    await chat.tell({ type: "state", state });
    await chat.page.locator("textarea").fill("half a question");
    await chat.page.getByText("Question 54: what does line 53 do?").scrollIntoViewIfNeeded();
    const scrolled = log().evaluate(
      (element) =>
        new Promise((resolve) => {
          element.addEventListener("scrollend", resolve, { once: true });
        }),
    );
    await log().evaluate((element) => {
      element.scrollTop -= 37;
    });
    await scrolled;
    const before = await whereIs("Question 54: what does line 53 do?");
    const memory = await chat.memory();
    await chat.close();
    chat = await openChat(browser, { memory });
    await chat.tell({ type: "state", state });
    assert.equal(await chat.page.locator("textarea").inputValue(), "half a question");
    assert.ok(Math.abs((await whereIs("Question 54: what does line 53 do?")) - before) < 2);
    await jump().waitFor();
    const other = { ...state, conversation: { id: "another", title: "Another" } };
    await chat.tell({ type: "state", state: other });
    assert.ok((await toEnd()) < 2);
    assert.equal(await chat.page.locator("textarea").inputValue(), "");
    await chat.tell({ type: "state", state });
    assert.equal(await chat.page.locator("textarea").inputValue(), "half a question");
    assert.ok(Math.abs((await whereIs("Question 54: what does line 53 do?")) - before) < 2);
    assert.match(JSON.stringify(await chat.memory()), /"place"/);
    const forgotten = await jump().evaluate((button) => {
      (button as HTMLElement).click();
      return JSON.stringify(window.drawbridgeMemory);
    });
    assert.doesNotMatch(forgotten, /"place"/);
  });

  it("ends with the very blocks that reading the whole answer gives", async () => {
    const text = designedStates["every block"]?.turns[0]?.answer.text ?? assert.fail();
    const drawn = (): Promise<string> =>
      chat.page.locator(".markdown").evaluate(({ innerHTML }) => innerHTML);
    const quiet = (): Promise<unknown> =>
      chat.page.evaluate(() => new Promise((resolve) => setTimeout(() => requestIdleCallback(resolve), 200)));
    await awaitColours(chat);
    await chat.tell({ type: "state", state: chatState({ turns: [turn("t", "?", { text })] }) });
    await quiet();
    const whole = await drawn();
    await chat.tell({ type: "state", state: chatState({ conversation: { id: "b", title: "" } }) });
    await chat.tell({ type: "state", state: streaming() });
    for (const part of text.match(/[\s\S]{1,7}/g) ?? [])
      await chat.tell({ type: "delta", kind: "text", turn: "t", text: part });
    await chat.tell({ type: "state", state: chatState({ turns: [turn("t", "Tell me a lot.", { text })] }) });
    await quiet();
    assert.equal(await drawn(), whole);
  });

  it("follows the end also when something shrank before the answer grew, and stays with a reader who scrolls", async () => {
    await chat.tell({ type: "state", state: streaming() });
    await grow(20);
    // As a browser does that laid out a page of which one part had gone and the next had not come.
    await log().evaluate((element) => {
      const more = document.createElement("div");
      more.style.height = "60px";
      element.scrollTop -= 100;
      element.firstElementChild?.append(more);
    });
    await chat.page.waitForFunction(() => {
      const element = document.querySelector("[role=log]");
      return element !== null && element.scrollHeight - element.clientHeight - element.scrollTop < 2;
    });
    assert.equal(await jump().count(), 0);
    await log().hover();
    await chat.page.mouse.wheel(0, -200);
    await jump().waitFor();
  });

  it("shows that something goes on while the model thinks", async () => {
    await chat.tell({ type: "state", state: streaming() });
    await chat.tell({ type: "delta", kind: "thinking", turn: "t", text: "Is it empty?" });
    await chat.page.getByRole("progressbar").waitFor();
    await chat.tell({ type: "delta", kind: "text", turn: "t", text: "Yes." });
    await chat.page.getByRole("progressbar").waitFor({ state: "detached" });
  });

  it("keeps an answer in its place, with what can be done with it, while the next one is made", async () => {
    const first = turn("a", "Why?", {
      ...{ text: "Because.", ratable: true, measured: measured(), versions: { shown: 1, count: 2 } },
    });
    const next = turn("b", "And then?", { status: "streaming", text: "Then" });
    const height = async (): Promise<number | undefined> =>
      (await chat.page.locator("[data-turn=a]").boundingBox())?.height;
    await chat.tell({ type: "state", state: chatState({ turns: [first, next], busy: true }) });
    const before = await height();
    const button = (name: string) => chat.page.getByRole("button", { name, exact: true });
    await button("Copy the answer").press("Enter");
    await button("Previous answer").press("Enter");
    assert.deepEqual(await chat.told(), [{ type: "copy", text: "Because." }]);
    await chat.tell({
      type: "state",
      state: chatState({ turns: [first, turn("b", "And then?", { text: "Then" })] }),
    });
    await button("Ask again").waitFor();
    assert.equal(await height(), before);
  });

  it("keeps what arrived above the problem that ended it", async () => {
    await chat.tell({ type: "state", state: designedStates["failed"] ?? assert.fail() });
    const answer = chat.page.locator(".answer");
    assert.match(await answer.innerText(), /so every sum is\s+Ollama stopped in the middle/);
  });

  it("offers a way on only beside the answer that can be asked again", async () => {
    const problem = { sentence: "It broke.", steps: [{ label: "Try again", action: "retry" as const }] };
    const turns = ["a", "b"].map((id) => turn(id, `${id}?`, { status: "failed", problem }));
    const offered = (): Promise<readonly string[]> => log().locator("button:visible").allInnerTexts();
    await chat.tell({ type: "state", state: chatState({ turns }) });
    assert.equal(await chat.page.getByText("It broke.").count(), 2);
    assert.deepEqual(
      (await offered()).filter((text) => text === "Try again"),
      ["Try again"],
    );
    await chat.tell({ type: "state", state: chatState({ turns, readOnly: "It can only be read." }) });
    assert.equal(await chat.page.getByText("It broke.").count(), 2);
    assert.deepEqual(
      (await offered()).filter((text) => text !== ""),
      [],
    );
  });

  it("cannot write in a conversation that is read-only, and says why", async () => {
    await chat.tell({ type: "state", state: designedStates["read-only"] ?? assert.fail() });
    assert.equal(await chat.page.locator("textarea").count(), 0);
    await chat.page.getByText("written by a newer Drawbridge").waitFor();
  });

  it("gives a failed draft back", async () => {
    await chat.tell({ type: "state", state: chatState() }, { type: "restoreDraft", text: "my question" });
    assert.equal(await chat.page.locator("textarea").inputValue(), "my question");
  });
});
