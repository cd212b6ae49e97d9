import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { awaitColours } from "./awaitColours.ts";
import type { ChatViewState } from "../../src/protocol/messages.ts";
import { chatState, designedStates, turn } from "./chatStates.ts";
import { misfits } from "./misfits.ts";
import { openChat, type OpenChat } from "./openChat.ts";
import { startBrowser } from "./openView.ts";
import { violations } from "./violations.ts";

const turned = "\u202E";
const table = (rows: number, columns: number): string => {
  const row = (cell: (column: number) => string): string =>
    `|${Array.from({ length: columns }, (_, column) => cell(column)).join("|")}|\n`;
  const body = Array.from({ length: rows }, (_, n) => row((column) => `${n}.${column}`)).join("");
  return row((column) => `c${column}`) + row(() => "-") + body;
};

describe("bad input in the chat view", function () {
  this.timeout(60_000);
  let browser: Browser;
  let chat: OpenChat;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    chat = await openChat(browser, { width: 300 });
  });
  afterEach(() => chat.close());

  const show = (text: string, question = "?"): Promise<void> =>
    chat.tell({ type: "state", state: chatState({ turns: [turn("t", question, { text })] }) });
  const answer = (): ReturnType<OpenChat["page"]["locator"]> => chat.page.locator(".answer .markdown");
  const inOrder = async (): Promise<void> => {
    assert.deepEqual(await misfits(chat.page), []);
    assert.deepEqual(await violations(chat.page), []);
    assert.deepEqual(chat.complaints, []);
  };

  it("draws a table of 10,000 cells whole", async () => {
    await show(table(1000, 10));
    assert.equal(await answer().locator("td").count(), 10_000);
    assert.equal(await answer().locator("td").last().textContent(), "999.9");
    assert.deepEqual(chat.complaints, []);
  });

  it("shows a code block that is never closed as code, while it streams and when it has ended", async () => {
    const part = turn("t", "?", { status: "streaming" });
    await chat.tell({ type: "state", state: chatState({ turns: [part], busy: true }) });
    await chat.tell({
      type: "delta",
      kind: "text",
      turn: "t",
      text: "Look:\n\n```ts\nconst a = 1;\n# no heading",
    });
    assert.equal(await answer().locator("pre").innerText(), "const a = 1;\n# no heading");
    await show("Look:\n\n```ts\nconst a = 1;\n# no heading");
    assert.equal(await answer().locator("pre").innerText(), "const a = 1;\n# no heading");
    await inOrder();
  });

  it("keeps every word of a list that is 500 levels deep, within the view", async () => {
    const deep = Array.from({ length: 500 }, (_, level) => `${"  ".repeat(level)}- level ${level}`);
    await show(deep.join("\n"));
    assert.match((await answer().textContent()) ?? "", /level 0\D[^]*level 499/);
    await inOrder();
  });

  it("shows a question and an answer of 1 MB, on one line, without laying all of it out", async () => {
    const long = "All work and no play. ".repeat(48_000);
    await show(`${long}\n\nthe end`, long);
    assert.ok(((await chat.page.locator(".question-text").textContent()) ?? "").length > 1_000_000);
    assert.ok((await answer().textContent())?.endsWith("the end"));
    assert.ok((await chat.page.locator(".long-chunk").count()) > 400);
    await inOrder();
  });

  it("names characters that turn the direction of writing, wherever text stands", async () => {
    const label = `a${turned}st.ts`;
    const chip = { id: "c", label, title: `src/${label}`, tokens: 1 };
    const code = `const a = "${turned}";`;
    const text = `Word ${turned} and \`co${turned}de\`\n\n\`\`\`ts title="x${turned}y.ts"\n${code}\n\`\`\`\n\n| ${turned} |\n|---|`;
    const asked = { ...turn("t", `Ask ${turned}`, { text, thinking: `Hm ${turned}` }), chips: [chip] };
    await awaitColours(chat);
    await chat.tell({ type: "state", state: chatState({ turns: [asked], chips: [chip] }) });
    await chat.page.locator("summary").click();
    const marks = chat.page.locator(".unseen");
    assert.deepEqual(
      await marks.allInnerTexts(),
      Array.from({ length: 9 }, () => "U+202E"),
    );
    for (const place of [".question-text", ".question .chip", ".thinking", ".markdown p >", "code.inline"])
      assert.equal(await chat.page.locator(`${place} .unseen`).count(), 1, place);
    for (const place of [".code-label", "pre code .hljs-string", "th", ".composer .chip"])
      assert.equal(await chat.page.locator(`${place} .unseen`).count(), 1, place);
    const titles = await chat.page
      .locator("[title], [aria-label]")
      .evaluateAll((elements) =>
        elements.map((element) => `${element.getAttribute("title")}${element.getAttribute("aria-label")}`),
      );
    assert.deepEqual(
      titles.filter((title) => title.includes("\u202E")),
      [],
    );
    await inOrder();
    await chat.screenshot("dark-hidden-characters");
  });

  it("lets nothing hide in anything that a state brings, in no place of the view", async () => {
    const asked = ["question", "text", "thinking", "model", "note", "sentence", "label", "title", "details"];
    const beside = [
      "deviceOnly",
      "noRoomFor",
      "problem",
      "leftOut",
      "sight",
      "rulesLeftOut",
      "addable",
      "excluded",
    ];
    const words = new Set([...asked, ...beside, "found", "detail", "examples", "readOnly"]);
    const turnedIn = (key: string, value: unknown): unknown => {
      if (typeof value === "string")
        return words.has(key) ? `${value.slice(0, 1)}${turned}${value.slice(1)}` : value;
      if (Array.isArray(value)) return value.map((one: unknown) => turnedIn(key, one));
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, turnedIn(name, one)]));
    };
    for (const [name, state] of Object.entries(designedStates)) {
      await chat.tell({ type: "state", state: turnedIn("", state) as ChatViewState });
      const hiding = await chat.page.evaluate(
        (character) =>
          [...document.querySelectorAll("main, main *")].flatMap((element) => [
            ...[...element.childNodes].flatMap(({ nodeName, nodeValue }) =>
              nodeName === "#text" && nodeValue?.includes(character) ? [element.outerHTML] : [],
            ),
            ...[...element.attributes].flatMap((attribute) =>
              attribute.value.includes(character) ? [`${element.className} ${attribute.name}`] : [],
            ),
          ]),
        turned,
      );
      assert.deepEqual(hiding, [], name);
      assert.ok((await chat.page.getByText("U+202E").count()) > 0, name);
    }
  });

  it("names what would hide in what is offered for an @", async () => {
    await chat.tell({ type: "state", state: chatState() });
    await chat.page.locator("textarea").pressSequentially("@a");
    const offered = {
      id: "f",
      kind: "file",
      label: `a${turned}st.ts`,
      detail: `src/a${turned}st.ts`,
    } as const;
    await chat.tell({ type: "suggestions", request: 2, items: [offered] });
    const row = chat.page.getByRole("option");
    assert.equal(await row.locator(".unseen").count(), 2);
    assert.equal(await row.getAttribute("title"), "src/aU+202Est.ts");
  });

  it("copies and inserts code as it is, hidden characters included", async () => {
    const code = `if (a) { /* ${turned} */ }`;
    await show(`\`\`\`ts\n${code}\n\`\`\``);
    await answer().locator("figure").hover();
    await answer().getByRole("button", { name: "Copy", exact: true }).click();
    await answer().getByRole("button", { name: "Insert" }).click();
    assert.deepEqual(await chat.told(), [
      { type: "copy", text: code },
      { type: "insert", text: code },
    ]);
    assert.match((await answer().locator(".unseen").getAttribute("title")) ?? "", /Copying takes it along/);
  });

  it("shows what would steer a terminal as text", async () => {
    await show(
      "\u001B[31mred\u001B[0m \u001B]8;;https://attacker.example\u0007link\n\n```\n\u001B[2Jgone\n```",
    );
    assert.match(
      await answer().locator("p").innerText(),
      /^U\+001B\[31mredU\+001B\[0m U\+001B\]8;;.*U\+0007link$/,
    );
    assert.equal(await answer().locator("pre").innerText(), "U+001B[2Jgone");
    await inOrder();
  });

  it("lets each paragraph, list and question run in its own direction, and code from left to right", async () => {
    const text = "שלום עולם\n\nHello\n\n- פריט `a.b()`\n- עוד\n\n```ts\nconst שלום = 1;\n```\n\n> ציטוט";
    await show(text, "מה זה?");
    const side = (selector: string): Promise<string> =>
      chat.page.locator(selector).evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const [words, box] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
        return words.left - box.left > box.right - words.right ? "right" : "left";
      });
    assert.equal(await side(".question-text"), "right");
    assert.equal(await side(".markdown p >> nth=0"), "right");
    assert.equal(await side(".markdown p >> nth=1"), "left");
    assert.equal(await side(".markdown li p >> nth=1"), "right");
    assert.equal(await side("blockquote p"), "right");
    const direction = (selector: string): Promise<string> =>
      chat.page.locator(selector).evaluate((element) => getComputedStyle(element).direction);
    assert.equal(await direction(".markdown ul"), "rtl");
    assert.equal(await direction("pre"), "ltr");
    assert.equal(await direction("code.inline"), "ltr");
    await inOrder();
    await chat.screenshot("dark-right-to-left");
  });

  it("can be read in forced colours: what has a border or a box keeps it", async () => {
    await chat.page.emulateMedia({ forcedColors: "active" });
    await show(`- [x] done\n\n\`\`\`ts\nlet a;\n\`\`\`\n\nhid${turned}den`);
    for (const selector of [".question", ".code", ".box", ".unseen"])
      assert.notEqual(
        await chat.page
          .locator(selector)
          .first()
          .evaluate((element) => getComputedStyle(element).borderTopWidth),
        "0px",
        selector,
      );
    assert.deepEqual(await misfits(chat.page), []);
  });
});
