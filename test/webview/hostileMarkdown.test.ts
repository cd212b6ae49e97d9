import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { createRandom, cutAnywhere } from "../support/random.ts";
import { markdownCorpus } from "../unit/media/markdownCorpus.ts";
import { chatState, turn } from "./chatStates.ts";
import { openChat, type OpenChat } from "./openChat.ts";
import { startBrowser } from "./openView.ts";

const there = "https://attacker.example";

/** Ways in which text has made other chat views fetch, run or go somewhere. */
const hostile: Readonly<Record<string, string>> = {
  images: `![x](${there}/a.png) ![x][r] <img src="${there}/b.png" onerror="window.hacked=1"> ![x](data:image/svg+xml,<svg onload=window.hacked=1>)\n\n[r]: ${there}/c.png`,
  "scripts and handlers": `<script>window.hacked=1</script>\n\n<script src="${there}/a.js"></script>\n\n<b onmouseover="window.hacked=1">x</b>\n\n<details open ontoggle="window.hacked=1"><summary>x</summary></details>`,
  "frames and objects": `<iframe src="${there}"></iframe>\n\n<object data="${there}"></object>\n\n<embed src="${there}">\n\n<video src="${there}" poster="${there}/p"></video>\n\n<audio src="${there}">`,
  "links in the head": `<link rel="stylesheet" href="${there}/a.css">\n\n<link rel="dns-prefetch" href="//secret.attacker.example">\n\n<link rel="preconnect" href="${there}">\n\n<meta http-equiv="refresh" content="0;url=${there}">\n\n<base href="${there}">`,
  styles: `<style>@import "${there}/a.css"; body { background: url(${there}/b.png) }</style>\n\n<p style="background:url(${there}/c.png)">x</p>`,
  "svg and math": `<svg onload="window.hacked=1"><image href="${there}/a.png"/><use href="${there}#x"/></svg>\n\n<math><mi xlink:href="javascript:window.hacked=1">x</mi></math>\n\n\`\`\`mermaid\ngraph TD; A[<img src=${there}/m.png>]\n\`\`\``,
  "dangerous links": `[a](javascript:window.hacked=1) [b](JaVaScRiPt&colon;window.hacked=1) [c](data:text/html,<script>window.hacked=1</script>) [d](vscode://x) [e](command:x) <javascript:window.hacked=1> [f](${there} "onclick=window.hacked=1")`,
  "forms and focus": `<form action="${there}"><input autofocus onfocus="window.hacked=1"><button>x</button></form>\n\n<select onfocus=window.hacked=1 autofocus>`,
  "names that break out": `\`\`\`"><img src=${there}/a.png onerror=window.hacked=1>\nx\n\`\`\`\n\n\`\`\`ts title="a\\" onload=window.hacked=1"\nx\n\`\`\`\n\n| <img src=${there}/t.png> |\n|---|\n| <iframe src=${there}> |`,
  "html parsed twice": `<noscript><p title="</noscript><img src=${there}/a.png onerror=window.hacked=1>">\n\n<template><img src="${there}/b.png"></template>\n\n<!--><img src=${there}/c.png>-->`,
  "polluted names": `[__proto__]: ${there}\n\n[constructor] [__proto__] \`\`\`__proto__\n\n\`\`\`constructor\nx\n\`\`\``,
};

/** Everything an answer may consist of. */
const elements = new Set(
  "A BLOCKQUOTE BR BUTTON CODE DEL DIV EM FIGCAPTION FIGURE H3 H4 H5 HR LI OL P PRE SPAN STRONG TABLE TBODY TD TH THEAD TR UL path svg".split(
    " ",
  ),
);
const attributes =
  /^(class|role|title|type|tabindex|scope|start|viewBox|width|height|fill|fill-rule|d|focusable|aria-[a-z]+)$/;

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
          await chat.tell({ type: "delta", turn: part.id, text: piece });
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
