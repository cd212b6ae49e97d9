import assert from "node:assert/strict";
import type { Browser, Route } from "playwright-core";
import { chatState, turn } from "./chatStates.ts";
import { openChat, type OpenChat } from "./openChat.ts";
import { startBrowser } from "./openView.ts";

const code = Array.from({ length: 60 }, (_, n) => `const line${n} = "${n}";`).join("\n");
const withCode = chatState({
  turns: [turn("t", "Code?", { text: `Here:\n\n\`\`\`ts\n${code}\n\`\`\`\n\nThat is it.` })],
});

/** Runs in the page: where every line of the code and the text after it begin, in pixels. */
function whereLinesAre(element: Element): readonly number[] {
  const range = document.createRange();
  range.selectNodeContents(element);
  const tops = [...range.getClientRects()].map(({ top }) => Math.round(top));
  return [...new Set(tops), element.closest(".answer")?.getBoundingClientRect().bottom ?? Number.NaN];
}

describe("the colours of code in the chat view", function () {
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

  const coloured = (): ReturnType<OpenChat["page"]["locator"]> => chat.page.locator(".hljs-keyword");
  const bundle = "**/highlightCode.js";

  it("are not loaded before there is code", async () => {
    const asked: string[] = [];
    chat.page.on("request", (request) => asked.push(request.url()));
    const plain = chatState({ turns: [turn("t", "Words?", { text: "Words and `words`." })] });
    await chat.tell({ type: "state", state: plain });
    assert.deepEqual(asked, []);
    const request = chat.page.waitForRequest(bundle);
    await chat.tell({ type: "state", state: withCode });
    await request;
    await coloured().first().waitFor();
    assert.deepEqual(chat.complaints, []);
  });

  it("come to code that was drawn plain, and move nothing", async () => {
    let held: Route | undefined;
    const isHeld = new Promise<void>((resolve) => {
      void chat.page.route(bundle, (route) => {
        held = route;
        resolve();
      });
    });
    await chat.tell({ type: "state", state: withCode });
    await isHeld;
    const lines = chat.page.locator(".answer code");
    assert.equal(await lines.innerText(), code);
    assert.equal(await coloured().count(), 0);
    const before = await lines.evaluate(whereLinesAre);
    await held?.fallback();
    await coloured().first().waitFor();
    assert.equal(await coloured().count(), 60);
    assert.deepEqual(await lines.evaluate(whereLinesAre), before);
  });

  it("are asked for again with the next code where they could not be loaded", async () => {
    await chat.page.route(bundle, (route) => route.abort(), { times: 1 });
    const failed = chat.page.waitForEvent("requestfailed");
    await chat.tell({ type: "state", state: withCode });
    await failed;
    assert.equal(await chat.page.locator(".answer code").innerText(), code);
    const again = turn("u", "More?", { text: "```js\nlet a;\n```" });
    await chat.tell({ type: "state", state: { ...withCode, turns: [...withCode.turns, again] } });
    await coloured().first().waitFor();
  });

  it("are a script that the page's policy would not run without the page's own nonce", async () => {
    await chat.page.evaluate((address) => {
      const script = document.createElement("script");
      script.type = "module";
      script.src = address;
      document.body.append(script);
    }, "https://assets.example/highlightCode.js");
    await chat.page.waitForFunction(() => performance.now() > 0);
    const refused = (): boolean => chat.complaints.some((text) => text.includes("Content Security Policy"));
    if (!refused()) await chat.page.waitForEvent("console");
    assert.ok(refused());
  });
});
