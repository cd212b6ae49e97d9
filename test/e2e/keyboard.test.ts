import assert from "node:assert/strict";
import { inTokens } from "../support/scripted/answerTokens.ts";
import { useEditor } from "./harness.ts";
import { openChat, type ChatPanel } from "./page/chatPanel.ts";
import { quickInput } from "./page/quickInput.ts";
import { drawbridgeStatus } from "./page/statusItem.ts";
import { textEditor } from "./page/textEditor.ts";

const mostSteps = 12;

describe("A person without a mouse", () => {
  const { session } = useEditor();

  /** Goes back with Shift+Tab until the keyboard is on a button of the panel, and presses it. */
  async function goBackTo({ button, frame }: ChatPanel, name: string): Promise<void> {
    const { page } = session();
    await button(name).waitFor();
    for (let steps = 0; steps < mostSteps; steps += 1) {
      await page.keyboard.press("Shift+Tab");
      const focused = frame.locator(":focus");
      const words = (await focused.getAttribute("aria-label")) ?? (await focused.innerText());
      if (words !== name) continue;
      await page.keyboard.press("Enter");
      return;
    }
    assert.fail(`"${name}" was not reached in ${mostSteps} steps`);
  }

  /** Opens a list with a key, writes what is wanted and takes the row of that name. */
  async function pick(key: string, words: string): Promise<void> {
    const { page } = session();
    await page.keyboard.press(key);
    await choose(words);
  }

  async function choose(words: string): Promise<void> {
    const { page } = session();
    const { row } = await quickInput(page);
    await page.keyboard.type(words);
    await row(words).and(page.locator(".focused")).waitFor();
    await page.keyboard.press("Enter");
  }

  /** Types only when the modes are listed: the palette that they replace takes keys until then. */
  async function changeMode(label: string): Promise<void> {
    await pick("F1", "Drawbridge: Change Mode");
    await (await quickInput(session().page)).row(label).waitFor();
    await choose(label);
  }

  async function modeIs(label: string): Promise<void> {
    const { item } = drawbridgeStatus(session().page);
    await item.locator(`[aria-label*="Mode: ${label}."]`).waitFor();
  }

  it("asks, stops, asks again and takes the answer along", async () => {
    const { page, ollama, screenshot } = session();
    const chat = await openChat(page);
    ollama.script({ pace: "manual" });
    await page.keyboard.type("What is a bridge?");
    await page.keyboard.press("Enter");
    const request = await ollama.waitFor(
      ({ path, body }) => path === "/api/chat" && body.includes("What is a bridge?"),
    );
    ollama.release(3, request);
    await chat.turn.getByText("One two three").waitFor();
    await page.keyboard.press("Escape");
    await ollama.waitFor((one) => one === request && one.aborted);
    await chat.turn.getByText("Stopped.").waitFor();

    ollama.script({ pace: "atOnce" });
    await goBackTo(chat, "Ask again");
    await chat.turn.getByText("One two three four five six.").waitFor();
    await chat.ended();
    await openChat(page);
    await goBackTo(chat, "Copy the answer");
    await chat.button("Copied").waitFor();
    await screenshot("keyboard-copied");
    await page.waitForFunction(
      async () => (await navigator.clipboard.readText()) === "One two three four five six.",
    );
  });

  it("goes from the message box to code, copies it, and goes from question to question", async () => {
    const { page, ollama, screenshot } = session();
    ollama.script({ answer: { tokens: inTokens("So:\n\n```ts\nlet a = 1;\n```\n") } });
    const { frame, turn, ended } = await openChat(page);
    await page.keyboard.type("And in code?");
    await page.keyboard.press("Enter");
    await turn.locator("figure.code").waitFor();
    await ended();
    await page.keyboard.press("Control+Alt+PageUp");
    await frame.locator("pre:focus", { hasText: "let a = 1;" }).waitFor();
    await pick("F1", "Drawbridge: Copy Code Block");
    await page.waitForFunction(async () => (await navigator.clipboard.readText()) === "let a = 1;");
    await openChat(page);
    for (const question of ["And in code?", "What is a bridge?"]) {
      await page.keyboard.press("Control+Alt+ArrowUp");
      await frame.locator(`.turn-place[aria-label="${question}"]:focus`).waitFor();
    }
    await screenshot("keyboard-at-a-question");
  });

  it("lowers the bridge and raises it again", async () => {
    const { page } = session();
    await changeMode("My network");
    await page.locator(".monaco-dialog-box .monaco-button:focus", { hasText: "My network" }).waitFor();
    await page.keyboard.press("Enter");
    await modeIs("My network");
    await changeMode("On this device");
    await modeIs("On this device");
  });

  it("opens a file and takes a suggestion", async () => {
    const { page, ollama } = session();
    ollama.script({ answer: { tokens: inTokens("text.length;\n") } });
    await pick("Control+P", "strings.ts");
    await page.locator('.tab.active[data-resource-name="strings.ts"]').waitFor();
    const editor = textEditor(page);
    await editor.focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\nconst width = ");
    assert.equal(await editor.ghostText(), "text.length;");
    await editor.acceptGhostText();
    assert.match(await editor.text(), /const width = text\.length;/);
  });
});
