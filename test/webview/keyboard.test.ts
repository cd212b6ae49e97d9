import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { chatState, designedStates, turn } from "./chatStates.ts";
import { openChat, type OpenChat } from "./openChat.ts";
import { startBrowser, type ViewOptions } from "./openView.ts";
import { themeKinds } from "./themes.ts";
import { violations } from "./violations.ts";
import type { ChatViewState, CommandView, Goal, MentionView } from "../../src/protocol/messages.ts";

const mentions: readonly MentionView[] = [
  { id: "file:sum", kind: "file", label: "sum.ts", detail: "src/sum.ts" },
  { id: "folder:src", kind: "folder", label: "src", detail: "src · 12 files" },
  {
    ...{ id: "symbol:sum", kind: "symbol", label: "sum" },
    detail: "a/rather/deep/folder/of/the/project/with/a/long/name/sum.ts:3",
  },
];

const commands: readonly CommandView[] = [
  { name: "tests", detail: "Write tests for it" },
  { name: "sql-style", detail: "Say how we write SQL", from: ".github/prompts/sql-style.prompt.md" },
];

/** Runs in the page: waits until ten frames in a row have found the same sizes. */
async function settle(): Promise<void> {
  const log = document.querySelector("[role=log]");
  for (let [same, height] = [0, 0]; same < 10; same += 1) {
    await new Promise(requestAnimationFrame);
    if (log?.scrollHeight !== height) same = 0;
    height = log?.scrollHeight ?? 0;
  }
}

/** Runs in the page: scrolls, with the keyboard at the conversation; the number of the first question that begins in sight. */
async function scrollTo(share: number): Promise<number> {
  const log = document.querySelector<HTMLElement>("[role=log]");
  if (log === null) throw new Error("no conversation");
  log.focus({ preventScroll: true });
  log.scrollTop = share * log.scrollHeight;
  await window.settled();
  const { top } = log.getBoundingClientRect();
  return [...log.querySelectorAll(".turn-place")].findIndex(
    (turn) => turn.getBoundingClientRect().top >= top - 1,
  );
}

/** Runs in the page: what has the keyboard, and whether that is at the upper edge of the conversation. */
async function whereKeyboardIs(): Promise<{ readonly name: string | null; readonly isAtTop: boolean }> {
  await window.settled();
  const [log, at] = [document.querySelector("[role=log]"), document.activeElement];
  const rest = (at?.getBoundingClientRect().top ?? NaN) - (log?.getBoundingClientRect().top ?? NaN);
  return { name: at?.getAttribute("aria-label") ?? null, isAtTop: Math.abs(rest) < 2 };
}

declare global {
  interface Window {
    /** Waits until nothing in the conversation gets another size. */
    settled: () => Promise<void>;
  }
}

describe("the chat view by keyboard and screen reader", function () {
  this.timeout(60_000);
  let browser: Browser;
  const open: OpenChat[] = [];
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());
  afterEach(async () => {
    for (const chat of open.splice(0)) await chat.close();
  });

  async function chatIn(state: ChatViewState, options: ViewOptions = {}): Promise<OpenChat> {
    const chat = await openChat(browser, options);
    open.push(chat);
    await chat.tell({ type: "state", state });
    return chat;
  }

  const focused = ({ page }: OpenChat): Promise<string> =>
    page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute("aria-label") ?? element?.textContent.trim() ?? "";
    });

  async function centreOf(page: Page): Promise<{ readonly x: number; readonly y: number }> {
    const box = await page.locator("textarea").boundingBox();
    assert.ok(box !== null);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  it("sends with Enter, breaks the line with Shift+Enter", async () => {
    const chat = await chatIn(chatState());
    const { page } = chat;
    await chat.tell({ type: "focusComposer" });
    assert.equal(await focused(chat), "Ask about your code");
    await page.keyboard.type("one");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("two");
    assert.equal(await page.locator("textarea").inputValue(), "one\ntwo");
    await page.keyboard.press("Enter");
    assert.deepEqual(await chat.told(), [{ type: "send", text: "one\ntwo" }]);
    assert.equal(await page.locator("textarea").inputValue(), "");
    await page.keyboard.press("Enter");
    assert.equal((await chat.told()).length, 1);
  });

  for (const theme of themeKinds)
    it(`puts what is mentioned beside the question with the arrow keys and Enter, in ${theme}`, async () => {
      const chat = await chatIn(chatState(), { theme, width: 320 });
      const { page } = chat;
      await page.locator("textarea").focus();
      await page.keyboard.type("Why @su");
      const asked = (await chat.told()).filter(({ type }) => type === "suggest");
      assert.deepEqual(asked.at(-1), { type: "suggest", request: asked.length, query: "su" });
      await chat.tell({ type: "suggestions", request: asked.length, items: mentions });
      await page.getByRole("option", { name: "sum.ts src/sum.ts" }).waitFor();
      await page.keyboard.press("ArrowDown");
      const active = await page.locator("textarea").getAttribute("aria-activedescendant");
      assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
      await chat.screenshot(`${theme}-mentions`);
      assert.deepEqual(await violations(page), []);
      await page.keyboard.press("Enter");
      assert.deepEqual((await chat.told()).at(-1), { type: "attach", mention: "folder:src" });
      assert.equal(await page.locator("textarea").inputValue(), "Why src ");
      assert.equal(await page.getByRole("listbox").count(), 0);
    });

  for (const theme of themeKinds)
    it(`writes out the command that is chosen behind a / with the keyboard, in ${theme}`, async () => {
      const chat = await chatIn(chatState(), { theme, width: 320 });
      const { page } = chat;
      await page.locator("textarea").focus();
      await page.keyboard.type("/s");
      const asked = (await chat.told()).filter(({ type }) => type === "suggestCommands");
      assert.deepEqual(asked.at(-1), { type: "suggestCommands", request: 2, query: "s" });
      await chat.tell({ type: "commands", request: 2, items: commands });
      await page.getByRole("option", { name: "/tests Write tests for it" }).waitFor();
      assert.equal(await page.getByRole("listbox").getAttribute("aria-label"), "Commands and prompts");
      await page.keyboard.press("ArrowDown");
      await chat.screenshot(`${theme}-commands`);
      assert.deepEqual(await violations(page), []);
      await page.keyboard.press("Enter");
      assert.equal(await page.locator("textarea").inputValue(), "/sql-style ");
      assert.deepEqual((await chat.told()).at(-1), { type: "callCommand", name: "sql-style" });
      assert.equal(await page.getByRole("listbox").count(), 0);
      await page.keyboard.type("for joins");
      await page.keyboard.press("Enter");
      assert.deepEqual((await chat.told()).at(-1), { type: "send", text: "/sql-style for joins" });
    });

  it("takes what somebody who types fast mentions once it is offered, and does not send its letters", async () => {
    const chat = await chatIn(chatState());
    const { page } = chat;
    await page.locator("textarea").focus();
    await page.keyboard.type("Why @");
    await chat.tell({ type: "suggestions", request: 1, items: mentions.slice(1) });
    await page.getByRole("listbox").waitFor();
    await page.keyboard.type("s");
    await page.keyboard.press("Enter");
    await chat.tell({ type: "suggestions", request: 2, items: mentions });
    await page.getByRole("listbox").waitFor({ state: "detached" });
    assert.deepEqual(
      (await chat.told()).filter(({ type }) => type !== "suggest"),
      [{ type: "attach", mention: "file:sum" }],
    );
    assert.equal(await page.locator("textarea").inputValue(), "Why sum.ts ");
  });

  it("does not send with the Enter that takes what is called as it was written", async () => {
    const chat = await chatIn(chatState());
    const { page } = chat;
    await page.locator("textarea").focus();
    await page.keyboard.type("Why @ty");
    const asked = (await chat.told()).filter(({ type }) => type === "suggest");
    const types: MentionView = { id: "folder:types", kind: "folder", label: "@ty", detail: "src/@ty" };
    await chat.tell({ type: "suggestions", request: asked.length, items: [types] });
    await page.getByRole("listbox").waitFor();
    await page.keyboard.press("Enter");
    assert.deepEqual((await chat.told()).at(-1), { type: "attach", mention: "folder:types" });
    assert.equal(await page.locator("textarea").inputValue(), "Why @ty ");
  });

  it("sends a word behind an @ with Enter when nothing is offered for it", async () => {
    const chat = await chatIn(chatState());
    await chat.page.locator("textarea").focus();
    await chat.page.keyboard.type("@me");
    await chat.page.keyboard.press("Enter");
    assert.deepEqual(
      (await chat.told()).filter(({ type }) => type === "send"),
      [],
    );
    await chat.tell({ type: "suggestions", request: 3, items: [] });
    assert.deepEqual((await chat.told()).at(-1), { type: "send", text: "@me" });
  });

  it("keeps the row that was gone to when more is offered for the same letters", async () => {
    const chat = await chatIn(chatState());
    const { page } = chat;
    await page.locator("textarea").focus();
    await page.keyboard.type("@");
    await chat.tell({ type: "suggestions", request: 1, items: mentions.slice(0, 2) });
    await page.keyboard.press("ArrowDown");
    await chat.tell({ type: "suggestions", request: 1, items: mentions });
    await page.getByRole("option").nth(2).waitFor();
    assert.equal(
      await page.getByRole("option", { selected: true }).innerText(),
      "src\nsrc · 12 files\nFolder",
    );
  });

  it("sends a command that was written out with one Enter", async () => {
    const chat = await chatIn(chatState());
    const { page } = chat;
    await page.locator("textarea").focus();
    await page.keyboard.type("/tests");
    await chat.tell({ type: "commands", request: 6, items: commands.slice(0, 1) });
    await page.getByRole("option", { name: "/tests" }).waitFor();
    await page.keyboard.press("Enter");
    assert.deepEqual((await chat.told()).slice(-2), [
      { type: "callCommand", name: "tests" },
      { type: "send", text: "/tests" },
    ]);
  });

  it("says what a command needs beside it, and sends it once that is said or there", async () => {
    const chat = await chatIn(chatState({ chips: [] }));
    const { page } = chat;
    await page.locator("textarea").focus();
    await page.keyboard.type("/fix");
    await page.getByText("Nothing is beside this yet.").waitFor();
    await page.keyboard.press("Enter");
    assert.equal((await chat.told()).filter(({ type }) => type === "send").length, 0);
    await page.keyboard.type(" it crashes");
    await page.getByText("Nothing is beside this yet.").waitFor({ state: "detached" });
    await page.keyboard.press("Enter");
    assert.deepEqual((await chat.told()).at(-1), { type: "send", text: "/fix it crashes" });
  });

  it("unfolds the rules of the project, shows one, and chooses among them by keyboard", async () => {
    const chat = await chatIn(designedStates["with many rules"] ?? chatState());
    const { page } = chat;
    await page.locator(".rules summary").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.equal(await focused(chat), "AGENTS.md");
    await page.keyboard.press("Enter");
    assert.deepEqual((await chat.told()).at(-1), { type: "showChip", chip: "AGENTS.md#" });
    await page.getByRole("button", { name: "Choose…" }).focus();
    await page.keyboard.press("Enter");
    assert.deepEqual((await chat.told()).at(-1), { type: "chooseRules" });
  });

  it("closes the list of what can be mentioned with Escape, and stops nothing", async () => {
    const chat = await chatIn(designedStates["streaming"] ?? chatState());
    await chat.page.locator("textarea").focus();
    await chat.page.keyboard.type("@");
    await chat.tell({ type: "suggestions", request: 1, items: mentions });
    await chat.page.getByRole("listbox").waitFor();
    await chat.page.keyboard.press("Escape");
    await chat.page.getByRole("listbox").waitFor({ state: "detached" });
    assert.deepEqual(
      (await chat.told()).map(({ type }) => type),
      ["suggest"],
    );
  });

  it("takes what is dropped into the message box as text, and fetches and sends nothing of it", async () => {
    const chat = await chatIn(chatState());
    const { page } = chat;
    const { x, y } = await centreOf(page);
    const items = [
      { mimeType: "text/uri-list", data: "https://evil.example/a.png" },
      { mimeType: "text/html", data: '<img src="https://evil.example/b.png" onerror="alert(1)">' },
      { mimeType: "text/plain", data: "dropped" },
    ];
    const session = await page.context().newCDPSession(page);
    for (const type of ["dragEnter", "dragOver", "drop"] as const)
      await session.send("Input.dispatchDragEvent", { type, x, y, data: { items, dragOperationsMask: 1 } });
    await page.waitForFunction(() => document.querySelector("textarea")?.value !== "");
    assert.match(
      await page.locator("textarea").inputValue(),
      /^(?:dropped|https:\/\/evil\.example\/a\.png)$/,
    );
    assert.deepEqual([await chat.told(), chat.requests, chat.complaints], [[], [], []]);
    assert.equal(await page.locator("img").count(), 0);
  });

  const parted = designedStates["several answers, and branches"] ?? chatState();

  for (const theme of themeKinds)
    it(`edits a question in its place, and leaves it as it was with Escape, in ${theme}`, async () => {
      const chat = await chatIn(parted, { theme, width: 300 });
      const { page } = chat;
      await page.getByRole("button", { name: "Edit the question" }).first().focus();
      await page.keyboard.press("Enter");
      assert.equal(await focused(chat), "Your question");
      await page.keyboard.type(" At all?");
      await chat.screenshot(`${theme}-editing`);
      assert.deepEqual(await violations(page), []);
      await page.keyboard.press("Escape");
      assert.equal(await focused(chat), "Edit the question");
      assert.deepEqual(await chat.told(), []);
      await page
        .getByText(parted.turns[0]?.question ?? "", { exact: true })
        .first()
        .waitFor();
    });

  it("takes a chip off a question that is edited, puts it back, and asks without it", async () => {
    const chat = await chatIn(parted);
    const { page } = chat;
    await page.getByRole("button", { name: "Edit the question" }).first().click();
    const sent = page.getByRole("list", { name: "Sent along", exact: true });
    await sent.getByRole("button", { name: "sum.ts:3–9", exact: true }).press("Enter");
    for (const name of ["Remove sum.ts:3–9", "Add sum.ts:3–9", "Remove sum.ts:3–9"]) {
      await sent.getByRole("button", { name }).focus();
      await page.keyboard.press("Enter");
      await sent.getByRole("button", { name }).waitFor({ state: "detached" });
      assert.equal(await focused(chat), "Your question");
    }
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press("Enter");
    const { question: text = "" } = parted.turns[0] ?? {};
    assert.deepEqual(await chat.told(), [
      { type: "showChip", chip: "sum.ts#3-9", turn: "turn-1" },
      { type: "edit", turn: "turn-1", text, without: ["sum.ts#3-9"] },
    ]);
  });

  it("stops the answer with Escape in a question that is edited, and keeps what was written there", async () => {
    const chat = await chatIn(parted);
    const { page } = chat;
    await page.getByRole("button", { name: "Edit the question" }).first().click();
    await page.keyboard.type(" At all?");
    await chat.tell({ type: "state", state: { ...parted, busy: true } });
    await page.getByRole("button", { name: "Stop" }).waitFor();
    await page.getByRole("textbox", { name: "Your question" }).press("Escape");
    assert.deepEqual(await chat.told(), [{ type: "stop" }]);
    assert.match(await page.getByRole("textbox", { name: "Your question" }).inputValue(), / At all\?$/);
  });

  it("asks the edited question with Enter, and edits the last one when the host says so", async () => {
    const chat = await chatIn(parted);
    const { page } = chat;
    await chat.tell({ type: "edit", turn: "turn-2" });
    await page.getByRole("textbox", { name: "Your question" }).waitFor();
    assert.equal(await focused(chat), "Your question");
    await page.getByRole("textbox", { name: "Ask about your code" }).focus();
    await chat.tell({ type: "edit", turn: "turn-2" });
    assert.equal(await focused(chat), "Your question", "it is called for again");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("Much?");
    await page.keyboard.press("Enter");
    assert.deepEqual(await chat.told(), [
      { type: "edit", turn: "turn-2", text: "Can it be shorter?\nMuch?" },
    ]);
    assert.equal(await focused(chat), "Ask about your code");
  });

  it("turns to another branch and stays there with the keyboard, and says which one it is", async () => {
    const chat = await chatIn(parted);
    const { page } = chat;
    await page.getByRole("button", { name: "Next question" }).focus();
    await page.keyboard.press("Enter");
    assert.deepEqual(await chat.told(), [], "there is none after the last");
    await page.getByRole("button", { name: "Previous question" }).focus();
    await page.keyboard.press("Enter");
    assert.deepEqual(await chat.told(), [{ type: "show", turn: "turn-0" }]);
    const other = { ...turn("turn-0", "Why is it NaN?", { text: "It is." }), siblings: ["turn-0", "turn-1"] };
    await chat.tell({ type: "state", state: { ...parted, turns: [other] } });
    await page.getByRole("group", { name: "Question 1 of 2" }).waitFor();
    assert.equal(await focused(chat), "Previous question");
    assert.equal(await page.locator("[role=status]").textContent(), "Question 1 of 2: Why is it NaN?");
  });

  it("turns to another answer, rates it, takes that back, and has it go on", async () => {
    const chat = await chatIn(parted);
    const { page } = chat;
    const last = page.locator("[data-turn=turn-2]");
    for (const name of ["Previous answer", "Good answer", "Bad answer", "Ask another model…", "Continue"]) {
      await last.getByRole("button", { name, exact: true }).focus();
      await page.keyboard.press("Enter");
    }
    assert.deepEqual(await chat.told(), [
      { type: "show", turn: "turn-2", version: 0 },
      { type: "rate", turn: "turn-2", rating: "up" },
      { type: "rate", turn: "turn-2", rating: "none" },
      { type: "regenerateWith", turn: "turn-2" },
      { type: "goOn", turn: "turn-2" },
    ]);
    const pressed = page.getByRole("button", { pressed: true });
    assert.deepEqual(await pressed.evaluateAll((all) => all.map((one) => one.ariaLabel)), [
      "Good answer",
      "Bad answer",
    ]);
  });

  it("applies code to the file that it is for, and none of an answer that is still being written", async () => {
    const text = "```ts src/sum.ts\nlet total = 0;\n```\n\nAnd";
    const open = turn("turn-1", "Why?", { text, status: "streaming" });
    const chat = await chatIn(chatState({ turns: [open], busy: true }));
    const button = chat.page.getByRole("button", { name: "Apply" });
    assert.equal(await button.getAttribute("aria-disabled"), "true");
    await button.focus();
    await chat.page.keyboard.press("Enter");
    assert.deepEqual(await chat.told(), []);
    await chat.tell({ type: "state", state: chatState({ turns: [turn("turn-1", "Why?", { text })] }) });
    assert.equal(await focused(chat), "Apply");
    await chat.page.keyboard.press("Enter");
    assert.deepEqual(await chat.told(), [
      { type: "apply", turn: "turn-1", text: "let total = 0;", language: "ts", file: "src/sum.ts" },
    ]);
  });

  it("opens code in a new file, with the language and the file that it names", async () => {
    const text = "```ts src/sum.ts\nlet total = 0;\n```";
    const chat = await chatIn(chatState({ turns: [turn("turn-1", "Why?", { text })] }));
    await chat.page.getByRole("button", { name: "New file" }).focus();
    await chat.page.keyboard.press("Enter");
    assert.deepEqual(await chat.told(), [
      { type: "newFile", text: "let total = 0;", language: "ts", file: "src/sum.ts" },
    ]);
  });

  it("grows with the draft, up to a limit", async () => {
    const chat = await chatIn(chatState());
    const height = async (): Promise<number> =>
      (await chat.page.locator("textarea").boundingBox())?.height ?? 0;
    const one = await height();
    await chat.page.locator("textarea").fill("1\n2\n3");
    const three = await height();
    await chat.page.locator("textarea").fill("line\n".repeat(200));
    const many = await height();
    assert.ok(three > one + 30, `${one} px, then ${three} px`);
    assert.ok(many > three && many < 400, `${many} px`);
  });

  it("sends a question once while the host is silent, and has it back with Escape", async () => {
    const chat = await chatIn(chatState());
    const { page } = chat;
    await chat.tell({ type: "focusComposer" });
    await page.keyboard.type("Why?");
    await page.keyboard.press("Enter");
    await page.keyboard.type("And");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Stop" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Send" }).waitFor();
    assert.deepEqual(await chat.told(), [{ type: "send", text: "Why?" }, { type: "stop" }]);
    assert.equal(await page.locator("textarea").inputValue(), "Why?\nAnd");
    assert.equal(await focused(chat), "Ask about your code");
  });

  it("leaves no list of what can be mentioned open when the keyboard leaves the message box", async () => {
    const chat = await chatIn(chatState());
    const { page } = chat;
    await chat.tell({ type: "focusComposer" });
    await page.keyboard.type("@i");
    await page.keyboard.press("Shift+Tab");
    await chat.tell({ type: "suggestions", request: 2, items: mentions });
    assert.equal(await page.getByRole("listbox").count(), 0);
  });

  it("recalls the last question with Up, only into an empty box", async () => {
    const chat = await chatIn(designedStates["done"] ?? chatState());
    await chat.tell({ type: "focusComposer" });
    await chat.page.keyboard.press("ArrowUp");
    assert.equal(await chat.page.locator("textarea").inputValue(), "Why does sum() return NaN for []?");
    await chat.page.locator("textarea").fill("mine");
    await chat.page.keyboard.press("ArrowUp");
    assert.equal(await chat.page.locator("textarea").inputValue(), "mine");
  });

  it("stops with Escape from anywhere and gives the keyboard to the composer", async () => {
    const chat = await chatIn(designedStates["streaming"] ?? chatState());
    await chat.page.getByRole("log").focus();
    await chat.page.keyboard.press("Escape");
    assert.deepEqual(await chat.told(), [{ type: "stop" }]);
    assert.equal(await focused(chat), "Ask about your code");
    await chat.page.getByRole("button", { name: "Stop" }).click();
    assert.equal((await chat.told()).length, 2);
    assert.equal(await focused(chat), "Ask about your code");
  });

  /** Twenty questions; only the answers to the second and to the last have code. */
  const walked = chatState({
    turns: Array.from({ length: 20 }, (_, n) => {
      const code = n === 1 || n === 19 ? `\n\n\`\`\`ts\nlet line${n} = 0;\n\`\`\`\n\nDone.` : "";
      return turn(`turn-${n}`, `What does line ${n} do?`, { text: `${"It adds.\n\n".repeat(20)}${code}` });
    }),
  });

  async function goes(chat: OpenChat, to: Goal, label: string): Promise<void> {
    await chat.tell({ type: "go", to });
    await chat.page.waitForFunction((name) => document.activeElement?.ariaLabel === name, label);
  }

  const codeWithKeyboard = ({ page }: OpenChat): Promise<string | undefined> =>
    page.evaluate(() => document.activeElement?.textContent);

  const saidNext = async ({ page }: OpenChat, words: string): Promise<void> => {
    await page.getByRole("status").getByText(words, { exact: true }).waitFor({ state: "attached" });
  };

  for (const theme of themeKinds)
    it(`goes from question to question, and puts each at the top, in ${theme}`, async () => {
      const chat = await chatIn(walked, { theme });
      const { page } = chat;
      await chat.tell({ type: "focusComposer" });
      await goes(chat, "previousTurn", "What does line 19 do?");
      await goes(chat, "previousTurn", "What does line 18 do?");
      await goes(chat, "previousTurn", "What does line 17 do?");
      await chat.screenshot(`${theme}-at-a-question`);
      assert.deepEqual(await violations(page), []);
      const above = await page.evaluate(() => {
        const top = (element: Element | null): number => element?.getBoundingClientRect().top ?? NaN;
        return top(document.activeElement) - top(document.querySelector("[role=log]"));
      });
      assert.ok(Math.abs(above) < 2, `${above} px from the top`);
      await goes(chat, "nextTurn", "What does line 18 do?");
      await page.keyboard.press("Tab");
      assert.equal(await focused(chat), "Edit the question");
      await goes(chat, "previousTurn", "What does line 18 do?");
    });

  it("goes through every question of a long conversation, and says where it ends", async () => {
    const chat = await chatIn(walked);
    await goes(chat, "transcript", "Conversation");
    await chat.page.keyboard.press("Home");
    await chat.page.waitForFunction(() => document.querySelector("[role=log]")?.scrollTop === 0);
    for (let n = 0; n < 20; n += 1) await goes(chat, "nextTurn", `What does line ${n} do?`);
    await goes(chat, "nextTurn", "What does line 19 do?");
    await saidNext(chat, "There is no later question.");
    for (let n = 18; n >= 0; n -= 1) await goes(chat, "previousTurn", `What does line ${n} do?`);
    await goes(chat, "previousTurn", "What does line 0 do?");
    await saidNext(chat, "There is no earlier question.");
    assert.deepEqual([await chat.told(), chat.complaints], [[], []]);
  });

  it("goes to the question beside where the reader has scrolled to among 500 turns, and puts it at the top", async () => {
    const text = "It sums the values.\n\n".repeat(12);
    const turns = Array.from({ length: 500 }, (_, n) => turn(`t${n}`, `Question ${n}?`, { text }));
    const chat = await chatIn(chatState({ turns }));
    await chat.page.evaluate(`window.settled = ${settle.toString()}`);
    for (const share of [0.9, 0.5, 0.1]) {
      const next = await chat.page.evaluate(scrollTo, share);
      await chat.tell({ type: "go", to: "nextTurn" });
      assert.deepEqual(await chat.page.evaluate(whereKeyboardIs), {
        name: `Question ${next}?`,
        isAtTop: true,
      });
      await chat.tell({ type: "go", to: "previousTurn" });
      const before = { name: `Question ${next - 1}?`, isAtTop: true };
      assert.deepEqual(await chat.page.evaluate(whereKeyboardIs), before);
    }
  });

  it("goes from code to code, also to what was not drawn yet", async () => {
    const chat = await chatIn(walked);
    assert.equal(await chat.page.locator("figure.code").count(), 1);
    await chat.tell({ type: "focusComposer" });
    await goes(chat, "previousCode", "Code, ts");
    assert.equal(await codeWithKeyboard(chat), "let line19 = 0;");
    await chat.tell({ type: "go", to: "previousCode" });
    await chat.page.waitForFunction(() => document.activeElement?.textContent === "let line1 = 0;");
    await chat.tell({ type: "go", to: "previousCode" });
    await saidNext(chat, "There is no code further up.");
    assert.equal(await codeWithKeyboard(chat), "let line1 = 0;");
    await goes(chat, "previousTurn", "What does line 1 do?");
    await goes(chat, "nextCode", "Code, ts");
    assert.equal(await codeWithKeyboard(chat), "let line1 = 0;");
    await chat.tell({ type: "go", to: "nextCode" });
    await chat.page.waitForFunction(() => document.activeElement?.textContent === "let line19 = 0;");
  });

  it("copies the code that has the keyboard, else the last one, and leaves the keyboard where it is", async () => {
    const chat = await chatIn(walked);
    await chat.tell({ type: "focusComposer" });
    await chat.tell({ type: "copyCode" });
    await saidNext(chat, "The code was copied.");
    assert.deepEqual(
      [await chat.told(), await focused(chat)],
      [[{ type: "copy", text: "let line19 = 0;" }], "Ask about your code"],
    );
    await chat.page.evaluate(() => document.querySelector("[role=log]")?.scrollTo(0, 0));
    const first = chat.page.locator("[data-turn=turn-1]");
    await first.getByRole("button", { name: "Insert" }).focus();
    await chat.tell({ type: "copyCode" });
    await chat.page.waitForFunction(() => document.activeElement?.textContent === "Insert");
    await first.getByRole("button", { name: "Copied" }).waitFor();
    assert.deepEqual((await chat.told()).at(-1), { type: "copy", text: "let line1 = 0;" });
  });

  it("applies the code that has the keyboard, else the last one", async () => {
    const chat = await chatIn(walked);
    await chat.tell({ type: "applyCode" });
    await saidNext(chat, "The code is being applied.");
    const last = { type: "apply", turn: "turn-19", text: "let line19 = 0;", language: "ts", file: "" };
    assert.deepEqual(await chat.told(), [last]);
    await chat.page.evaluate(() => document.querySelector("[role=log]")?.scrollTo(0, 0));
    await chat.page.locator("[data-turn=turn-1]").getByRole("button", { name: "Insert" }).focus();
    await chat.tell({ type: "applyCode" });
    const first = { ...last, turn: "turn-1", text: "let line1 = 0;" };
    assert.deepEqual((await chat.told()).at(-1), first);
  });

  it("applies all code of an answer that is for several files", async () => {
    const one = turn("turn-1", "Why?", { text: "```ts a.ts\na\n```" });
    const several = { ...one, answer: { ...one.answer, appliesAll: true as const } };
    const chat = await chatIn(chatState({ turns: [several] }));
    await chat.page.getByRole("button", { name: "Apply All" }).focus();
    await chat.page.keyboard.press("Enter");
    assert.deepEqual(await chat.told(), [{ type: "applyAll", turn: "turn-1" }]);
    await chat.tell({ type: "state", state: chatState({ turns: [one] }) });
    assert.equal(await chat.page.getByRole("button", { name: "Apply All" }).count(), 0);
  });

  it("says that there is nothing to go to, to copy or to apply", async () => {
    const chat = await chatIn(designedStates["empty"] ?? chatState());
    for (const to of ["transcript", "nextTurn", "previousCode"] as const) await chat.tell({ type: "go", to });
    await saidNext(chat, "Nothing was asked yet.");
    await chat.tell({ type: "copyCode" });
    await saidNext(chat, "There is no code to copy.");
    await chat.tell({ type: "applyCode" });
    await saidNext(chat, "There is no code to apply.");
    const open = turn("t", "Why?", { text: "```ts\nlet a", status: "streaming" });
    await chat.tell({ type: "state", state: chatState({ turns: [open], busy: true }) });
    await chat.tell({ type: "copyCode" });
    await saidNext(chat, "The code is still being written.");
    const written = turn("t", "Why?", { text: "```ts\nlet a\n```\n\nAnd", status: "streaming" });
    await chat.tell({ type: "state", state: chatState({ turns: [written], busy: true }) });
    await chat.tell({ type: "focusComposer" }, { type: "applyCode" });
    await saidNext(chat, "The code is still being written.");
    assert.deepEqual(await chat.told(), []);
  });

  it("reaches everything with Tab, in reading order", async () => {
    const chat = await chatIn({
      ...chatState(),
      turns: [
        turn("t", "?", {
          text: "[link](https://example.com)\n\n```ts\ncode\n```",
          measured: designedStates["done"]?.turns[0]?.answer.measured ?? assert.fail(),
        }),
      ],
    });
    const order: string[] = [];
    for (let step = 0; step < 19; step += 1) {
      await chat.page.keyboard.press("Tab");
      order.push(await focused(chat));
    }
    assert.deepEqual(order, [
      "Conversation",
      "Edit the question",
      "link",
      "Apply",
      "Copy",
      "Insert",
      "New file",
      "Code, ts",
      "On device212 tok38 tok/s0.3 s",
      "Copy the answer",
      "Ask again",
      "Ask another model…",
      "Add context",
      "Add rates.ts",
      "sum.ts:3–9",
      "Remove sum.ts:3–9",
      "Ask about your code",
      "On deviceqwen2.5-coder:7b",
      "Send",
    ]);
  });

  it("gives the keyboard back to the composer after the send button", async () => {
    const chat = await chatIn(chatState());
    await chat.page.locator("textarea").fill("one");
    await chat.page.getByRole("button", { name: "Send" }).click();
    await chat.tell({
      type: "state",
      state: chatState({ turns: [turn("t", "one", { status: "waiting" })], busy: true }),
    });
    assert.equal(await focused(chat), "Ask about your code");
  });

  it("gives the keyboard to the composer when the button that was pressed goes", async () => {
    const asked = turn("t", "one", { text: "Two" });
    const chat = await chatIn(chatState({ turns: [asked] }));
    await chat.page.getByRole("button", { name: "Ask again" }).press("Enter");
    const busy = chatState({ turns: [turn("t", "one", { status: "waiting" })], busy: true });
    await chat.tell({ type: "state", state: busy });
    assert.equal(await focused(chat), "Ask about your code");
  });

  it("says why the selection is not there, what is left out, and that an answer was cut", async () => {
    const { page } = await chatIn(designedStates["nothing to attach"] ?? chatState());
    await page.getByText("The selection is too large to attach.").waitFor();
    await page.getByText("The answer reached the model's limit.").waitFor();
    assert.equal(
      await page.locator(".budget").getAttribute("title"),
      "About 6,012 of the 8,192 tokens the model can read. There is no room for the first 2 questions and their answers; they are left out",
    );
  });

  it("gives every button a name and a hover", async () => {
    const chat = await chatIn(chatState());
    for (const [name, state] of Object.entries(designedStates)) {
      await chat.tell({ type: "state", state });
      const nameless = await chat.page.evaluate(() =>
        [...document.querySelectorAll("button")]
          .filter((button) => {
            const words = button.textContent.trim();
            const label = button.getAttribute("aria-label") ?? words;
            return label === "" || (words === "" && button.title === "");
          })
          .map(({ outerHTML }) => outerHTML),
      );
      assert.deepEqual(nameless, [], name);
    }
  });

  it("tells the host what was pressed", async () => {
    const chat = await chatIn(designedStates["done"] ?? chatState());
    const { page } = chat;
    await page.locator(".measured").press("Enter");
    await page.getByRole("button", { name: "Ask again" }).press("Enter");
    await page.getByRole("button", { name: "Copy", exact: true }).press("Enter");
    await page.getByRole("button", { name: "Insert", exact: true }).press("Enter");
    await page.getByRole("button", { name: "Add context" }).press("Enter");
    await page.getByRole("button", { name: "Add rates.ts" }).press("Enter");
    await page.locator(".context").getByRole("button", { name: "sum.ts:3–9", exact: true }).press("Enter");
    await page.getByRole("button", { name: "Remove sum.ts:3–9" }).press("Enter");
    await page.locator(".route").press("Enter");
    const code = [
      "export function sum(values: readonly number[]): number {",
      "  let total = 0;",
      "",
      "  for (const value of values) total += value;",
      "  return total;",
      "}",
    ].join("\n");
    assert.deepEqual(await chat.told(), [
      { type: "openRecord", record: "record-1" },
      { type: "regenerate", turn: "turn-1" },
      { type: "copy", text: code },
      { type: "insert", text: code },
      { type: "pickContext" },
      { type: "addChip" },
      { type: "showChip", chip: "sum.ts#3-9" },
      { type: "removeChip", chip: "sum.ts#3-9" },
      { type: "step", action: "pickModel" },
    ]);
  });

  it("offers the ways on beside a refusal", async () => {
    const chat = await chatIn(designedStates["refused"] ?? chatState());
    await chat.page.getByRole("button", { name: "Change mode…" }).press("Enter");
    assert.deepEqual(await chat.told(), [{ type: "step", action: "changeMode", turn: "turn-2" }]);
  });

  it("leads to the review that an answer waits for", async () => {
    const chat = await chatIn(designedStates["waiting for a review"] ?? chatState());
    await chat.page.getByText("Waiting for your review").waitFor();
    await chat.page.getByRole("button", { name: "Show the review" }).press("Enter");
    assert.deepEqual(await chat.told(), [{ type: "showReview" }]);
  });

  it("sends a question at once that code is being found for", async () => {
    const chat = await chatIn(designedStates["finding code"] ?? chatState());
    await chat.page.getByText("Finding code for your question").waitFor();
    await chat.page.getByRole("button", { name: "Send now" }).press("Enter");
    assert.deepEqual(await chat.told(), [{ type: "sendNow" }]);
    assert.equal(await focused(chat), "Ask about your code");
  });

  it("puts an example into the message box", async () => {
    const chat = await chatIn(designedStates["empty"] ?? chatState());
    await chat.page.getByRole("button", { name: "Find a bug in sum.ts" }).press("Enter");
    await chat.tell();
    assert.equal(await chat.page.locator("textarea").inputValue(), "Find a bug in sum.ts");
    assert.equal(await focused(chat), "Ask about your code");
  });

  it("speaks of an answer in whole sentences and says when it is complete, not while one grows", async () => {
    const chat = await chatIn(chatState());
    const spoken = (): Promise<string> => chat.page.getByRole("status").innerText();
    const waiting = turn("t", "Why?", { status: "waiting" });
    await chat.tell({ type: "state", state: chatState({ turns: [waiting], busy: true }) });
    assert.equal(await spoken(), "Waiting for the answer.");
    assert.equal(await chat.page.getByRole("log").getAttribute("aria-busy"), "true");
    assert.equal(await chat.page.getByRole("log").getAttribute("aria-live"), "off");
    await chat.tell({ type: "delta", kind: "text", turn: "t", text: "Because **total** is undefined. " });
    assert.equal(await spoken(), "Waiting for the answer.");
    const text = "Because **total** is undefined. It was never set.";
    await chat.tell({ type: "state", state: chatState({ turns: [turn("t", "Why?", { text })] }) });
    assert.equal(await spoken(), "Because total is undefined. It was never set. Answer complete.");
    assert.equal(await chat.page.getByRole("log").getAttribute("aria-busy"), "false");
  });
});
