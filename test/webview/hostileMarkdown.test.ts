import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { createRandom, cutAnywhere } from "../support/random.ts";
import { markdownCorpus } from "../unit/media/markdownCorpus.ts";
import { attacker as there, hostileAnswers as hostile } from "../support/hostileAnswers.ts";
import { chatState, turn } from "./chatStates.ts";
import { openChat, type OpenChat } from "./openChat.ts";
import { startBrowser } from "./openView.ts";

/** Everything an answer may consist of. */
const elements = new Set(
  "A BLOCKQUOTE BR BUTTON CODE DEL DIV EM FIGCAPTION FIGURE H3 H4 H5 HR LI OL P PRE SPAN STRONG TABLE TBODY TD TH THEAD TR UL path svg".split(
    " ",
  ),
);
const attributes =
  /^(class|dir|role|title|type|tabindex|scope|start|viewBox|width|height|fill|fill-rule|d|focusable|aria-[a-z]+)$/;

declare global {
  interface Window {
    hacked?: number;
  }
}

async function assertHarmless(chat: OpenChat, name: string): Promise<void> {
  const found = await chat.page.evaluate(() =>
    [...document.querySelectorAll(".answer *")].map((element) => ({
      tag: element.tagName,
      attributes: element.getAttributeNames(),
    })),
  );
  assert.ok(found.length > 0, name);
  for (const { tag, attributes: names } of found) {
    assert.ok(elements.has(tag), `${name}: ${tag}`);
    for (const attribute of names) assert.match(attribute, attributes, `${name}: ${tag}`);
  }
  assert.deepEqual(chat.requests, [], name);
  assert.deepEqual(chat.complaints, [], name);
  assert.equal(await chat.page.evaluate(() => window.hacked), undefined, name);
  assert.equal(chat.page.url(), "https://webview.example/", name);
}

describe("hostile Markdown in the chat view", function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());

  describe("of one answer after another", () => {
    let chat: OpenChat;
    before(async () => {
      chat = await openChat(browser);
    });
    after(() => chat.close());

    for (const [name, text] of Object.entries({ ...hostile, ...markdownCorpus })) {
      it(`fetches, runs and opens nothing: ${name}`, async () => {
        const conversation = { id: name, title: text };
        const whole = turn(`${name}-1`, text, { text });
        await chat.tell({ type: "state", state: chatState({ conversation, turns: [whole] }) });
        await assertHarmless(chat, "at once");
        const part = turn(`${name}-2`, "Again?", { status: "streaming" });
        await chat.tell({ type: "state", state: chatState({ conversation, turns: [part], busy: true }) });
        for (const piece of cutAnywhere(text, 150, createRandom(4)))
          await chat.tell({ type: "delta", kind: "text", turn: part.id, text: piece });
        await assertHarmless(chat, "streaming");
      });
    }
  });

  it("gives links to the host and goes nowhere itself", async () => {
    const chat = await openChat(browser);
    const text = `[the manual](${there}/manual) and [https://good.example](${there})`;
    await chat.tell({ type: "state", state: chatState({ turns: [turn("t", "?", { text })] }) });
    const links = chat.page.locator(".answer .link");
    assert.equal(await links.count(), 2);
    assert.match((await links.first().getAttribute("title")) ?? "", /^attacker\.example\n/);
    assert.match(await chat.page.locator(".answer p").innerText(), /good\.example \(attacker\.example\)/);
    await links.first().click();
    await links.first().click({ button: "middle" });
    await links.last().focus();
    await chat.page.keyboard.press("Enter");
    assert.deepEqual(await chat.told(), [
      { type: "openLink", url: `${there}/manual` },
      { type: "openLink", url: `${there}/` },
    ]);
    await assertHarmless(chat, "links");
    await chat.close();
  });

  it("notices a page that does fetch", async () => {
    const chat = await openChat(browser);
    await chat.page.evaluate((address) => {
      const image = document.createElement("img");
      image.src = address;
      document.body.append(image);
    }, `${there}/control.png`);
    await chat.page.waitForFunction(() => document.querySelector("img")?.complete === true);
    assert.ok(
      chat.requests.length > 0 || chat.complaints.some((text) => text.includes("control.png")),
      "neither the watcher nor the policy saw it",
    );
    await chat.close();
  });
});
