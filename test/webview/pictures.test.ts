import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { awaitColours } from "./awaitColours.ts";
import { chatState, designedStates, shownPicture } from "./chatStates.ts";
import { openChat, type OpenChat } from "./openChat.ts";
import { misfits } from "./misfits.ts";
import { startBrowser } from "./openView.ts";
import { themeKinds, themes, type ThemeName } from "./themes.ts";
import { violations } from "./violations.ts";
import { warned } from "./warned.ts";

async function show(chat: OpenChat, name: string): Promise<void> {
  const state = designedStates[name];
  assert.ok(state !== undefined);
  // A conversation of its own for each, so that every state begins like an opened one.
  await chat.tell({ type: "state", state: { ...state, conversation: { ...state.conversation, id: name } } });
  await chat.tell({ type: "picture", ...shownPicture });
}

/** Runs in the page: how many dots stand a line lower than the letter before them. */
function dotsThatBeginLines(elements: readonly Element[]): number {
  const texts = elements.flatMap(({ childNodes }) => [...childNodes].filter((node) => node instanceof Text));
  const top = (text: Text, offset: number): number => {
    const range = document.createRange();
    range.setStart(text, offset);
    range.setEnd(text, offset + 1);
    return range.getBoundingClientRect().top;
  };
  return texts.flatMap((text) =>
    [...text.data.matchAll(/·/g)].filter(({ index }) => top(text, index) > top(text, index - 2) + 9),
  ).length;
}

describe("the designed states of the chat view", function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());

  for (const theme of themeKinds) {
    describe(`in ${theme}`, () => {
      let chat: OpenChat;
      before(async () => {
        chat = await openChat(browser, { theme, width: 320, reducedMotion: true });
        await awaitColours(chat);
      });
      after(() => chat.close());

      for (const name of Object.keys(designedStates)) {
        it(`${name}: a picture, nothing sticks out, nothing for axe to find`, async () => {
          await show(chat, name);
          await chat.page.locator(".panel").waitFor();
          await chat.screenshot(`${theme}-${name.replaceAll(" ", "-")}`);
          assert.deepEqual(await misfits(chat.page), []);
          assert.deepEqual(await violations(chat.page), []);
          assert.deepEqual(chat.complaints, []);
          assert.deepEqual(chat.requests, []);
        });
      }
    });
  }

  const others = Object.keys(themes).filter((theme) => !themeKinds.some((kind) => kind === theme));
  for (const theme of others) {
    it(`passes axe in ${theme}`, async () => {
      const chat = await openChat(browser, { theme: theme as ThemeName });
      await awaitColours(chat);
      for (const name of ["every block", "refused", "busy with the cloud"]) {
        await show(chat, name);
        assert.deepEqual(await violations(chat.page), [], name);
      }
      await chat.close();
    });
  }

  it("begins no line of a destination with a dot where the word before it has room", async () => {
    const chat = await openChat(browser, { theme: "light", width: 240 });
    const { composer } = chatState();
    for (let length = 1; length <= 16; length += 1) {
      const label = `${"h".repeat(length)} · may forward · not with rates.ts`;
      const destination = { ...composer.destination, label };
      await chat.tell({ type: "state", state: chatState({ composer: { ...composer, destination } }) });
      const torn = await chat.page.locator(".destination-words").evaluateAll(dotsThatBeginLines);
      assert.equal(torn, 0, label);
    }
    await chat.close();
  });

  it("fits into 300 px and, at twice the size, into half of that", async () => {
    const chat = await openChat(browser, { theme: "light", width: 300 });
    for (const [width, height] of [
      [300, 600],
      [150, 400],
    ] as const) {
      await chat.page.setViewportSize({ width, height });
      for (const name of Object.keys(designedStates)) {
        await show(chat, name);
        assert.deepEqual(await misfits(chat.page), [], `${name} at ${width} px`);
      }
    }
    await show(chat, "to the cloud");
    await chat.screenshot("light-to-the-cloud-at-150-px");
    await chat.close();
  });

  it("shows the actions of code when the pointer or the keyboard is there", async () => {
    const chat = await openChat(browser);
    await show(chat, "every block");
    const code = chat.page.locator("figure.code").last();
    const opacity = (): Promise<string> =>
      code.locator(".code-actions").evaluate((element) => getComputedStyle(element).opacity);
    assert.equal(await opacity(), "0");
    await code.hover();
    assert.equal(await opacity(), "1");
    await chat.screenshot("dark-code-hovered");
    await chat.page.mouse.move(1, 1);
    assert.equal(await opacity(), "0");
    await code.getByRole("button", { name: "Copy" }).focus();
    assert.equal(await opacity(), "1");
    await chat.close();
  });

  it("takes the warning colour only while text goes to a cloud and after a refusal", async () => {
    const chat = await openChat(browser);
    for (const name of Object.keys(designedStates)) {
      await show(chat, name);
      const count = await warned(chat.page);
      const mayWarn = name === "refused" || name === "busy with the cloud";
      assert.equal(count > 0, mayWarn, `${name}: ${count} elements`);
    }
    await chat.close();
  });

  it("says where text goes, in words, before it goes", async () => {
    const chat = await openChat(browser);
    await show(chat, "to the cloud");
    const route = chat.page.locator(".route");
    assert.match(await route.innerText(), /Goes to api\.openai\.com/);
    const send = chat.page.locator(".send");
    assert.equal((await send.innerText()).trim(), "Review…");
    const icon = (selector: string): Promise<string | null> =>
      chat.page.locator(`${selector} svg path`).first().getAttribute("d");
    assert.equal(await icon(".send"), await icon(".route"));
    await show(chat, "done");
    assert.match(await route.innerText(), /^On device/);
    assert.notEqual(await icon(".send"), await icon(".route"));
    await chat.close();
  });

  it("says a problem once", async () => {
    const chat = await openChat(browser);
    await show(chat, "not installed");
    assert.equal(await chat.page.getByText("Ollama is not running.").count(), 0);
    assert.equal(await chat.page.getByText(/^Ollama does not answer and was not found/).count(), 1);
    await show(chat, "offline");
    assert.equal(await chat.page.getByText("Ollama does not answer on 127.0.0.1:11434.").count(), 1);
    await chat.close();
  });

  it("shows a pause, and no warning, where a question was asked while paused", async () => {
    const chat = await openChat(browser);
    await show(chat, "asked while paused");
    const icon = (selector: string): Promise<string | null> =>
      chat.page.locator(`${selector} svg path`).first().getAttribute("d");
    assert.equal(await icon(".problem"), await icon(".route"));
    await chat.close();
  });

  it("moves nothing when motion is not wanted", async () => {
    for (const reducedMotion of [true, false]) {
      const chat = await openChat(browser, { reducedMotion });
      await show(chat, "waiting");
      const running = await chat.page.evaluate(() => document.getAnimations().length);
      assert.equal(running, reducedMotion ? 0 : 1);
      await chat.close();
    }
  });
});
