import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { keeps } from "../../src/terms/keep.ts";
import { stripeKey } from "../support/reviewSamples.ts";
import { attachment, destination } from "../support/samples.ts";
import { openReview } from "./openReview.ts";
import { startBrowser } from "./openView.ts";
import { about, reviewState } from "./reviewStates.ts";
import { unfoldAll } from "./unfoldAll.ts";

const there = "https://attacker.example";
const hostile: readonly string[] = [
  `<img src="${there}/a.png" onerror="window.hacked=1">`,
  `"><script src="${there}/a.js"></script>`,
  `[link](${there}) ![image](${there}/b.png) ${there}/c`,
  `<button class="button">Send once</button><form action="${there}"><input autofocus onfocus=window.hacked=1>`,
  `command:drawbridge.changeMode javascript:window.hacked=1 &lt;b&gt;`,
  `</pre><style>@import "${there}/a.css"</style>`,
];

describe("hostile names and texts in the consent view", function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());

  for (const text of hostile)
    it(`draws ${text} as text, wherever it comes from`, async () => {
      const view = await openReview(browser);
      const { page } = view;
      await view.tell(
        reviewState({
          ...about([
            { question: text, answer: text, attachments: [attachment(text, text)] },
            { question: text, answer: "", attachments: [attachment(text, text)] },
          ]),
          destination: destination({ class: "cloud", host: text, evidence: [text] }),
          provider: text,
          model: text,
          deviceModel: text,
          keeps,
          findings: [{ ...stripeKey, label: text, where: text, secret: text.repeat(4) }],
        }),
      );
      await unfoldAll(page);
      const found = await page.evaluate(() => ({
        text: document.querySelector("main")?.textContent ?? "",
        foreign: document.querySelectorAll("main :is(a, img, script, style, form, input, iframe, link, b)")
          .length,
        handlers: [...document.querySelectorAll("main *")].flatMap((element) =>
          element.getAttributeNames().filter((name) => name.startsWith("on")),
        ),
        hacked: "hacked" in window,
      }));
      assert.ok(found.text.split(text).length > 8);
      assert.deepEqual([found.foreign, found.handlers, found.hacked], [0, [], false]);
      assert.deepEqual(view.requests, []);
      assert.deepEqual(view.complaints, []);
      assert.equal(page.url(), "https://webview.example/");
      await view.close();
    });

  it("names what would be drawn as nothing or turn the text around", async () => {
    const view = await openReview(browser);
    const question = "pay\u202Eeman\u202C \u200Bto \u{E0041}";
    await view.tell(reviewState(about([{ question, answer: "", attachments: [] }])));
    await view.page.getByRole("button", { name: "View Your question" }).press("Enter");
    const text = view.page.getByRole("region", { name: "Text of Your question" });
    assert.deepEqual(await text.locator(".unseen").allInnerTexts(), [
      "U+202E",
      "U+202C",
      "U+200B",
      "U+E0041",
    ]);
    await view.screenshot("review-dark-unseen");
    await view.close();
  });
});
