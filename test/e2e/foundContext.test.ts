import assert from "node:assert/strict";
import { useEditor } from "./harness.ts";
import { chatPanel, openChat } from "./page/chatPanel.ts";
import { runCommand } from "./page/commandPalette.ts";
import { quickInput } from "./page/quickInput.ts";

const rule = "src/strings.*";

describe("A person who has context found for a question", () => {
  const { session } = useEditor();
  before(() => session().changeSettings({ "drawbridge.context.never": [rule] }));
  after(() => session().changeSettings({ "drawbridge.context.never": undefined }));
  beforeEach(async () => {
    const chat = await openChat(session().page);
    await chat.startNew();
    await chat.message.fill("");
  });

  /** Writes an `@` with some words and takes what is offered under this label. */
  async function take(words: string, label: RegExp): Promise<void> {
    const { frame, message } = chatPanel(session().page);
    await message.pressSequentially(`@${words}`);
    await frame.locator(".mention-label", { hasText: label }).first().click();
  }

  /** Asks, and hands back what the model was told. */
  async function told(question: string): Promise<string> {
    const { page, ollama } = session();
    const chat = chatPanel(page);
    await chat.ask(question);
    const { body } = await ollama.waitFor(
      (request) => request.path === "/api/chat" && request.body.includes(question),
    );
    await chat.ended();
    return body;
  }

  it("names words to search for, and gets the lines that hold them from no excluded file", async () => {
    const { page, screenshot } = session();
    const chat = chatPanel(page);
    await take("search:return", /^Search for "return"$/);
    await chat.chips.filter({ hasText: "invoice.ts" }).first().waitFor();
    await screenshot("context-searched");
    const body = await told("Which of these lines add up?");
    assert.match(body, /taxRates/);
    assert.doesNotMatch(body, /letter\.toUpperCase/);
  });

  it("is asked for the words when none were named", async () => {
    const { page } = session();
    await take("sear", /^Search…$/);
    const input = await quickInput(page, "Add Search Results");
    await input.enter("taxRates");
    await chatPanel(page).chips.filter({ hasText: "invoice.ts" }).first().waitFor();
  });

  it("has the code found that fits the question, from no excluded file", async () => {
    const { page, screenshot } = session();
    const chat = chatPanel(page);
    await take("codebase", /^Codebase$/);
    await chat.chips.filter({ hasText: "Codebase" }).waitFor();
    const body = await told("Which function works out the tax on the goods, with a capital first letter?");
    await chat.turn.locator(".question .chip", { hasText: "invoice.ts" }).first().waitFor();
    assert.match(body, /const taxRates = /);
    assert.doesNotMatch(body, /letter\.toUpperCase/);
    await screenshot("context-codebase");
  });

  it("has the last command of the terminal with what it wrote, without its colours", async () => {
    const { page, ollama, screenshot } = session();
    await runCommand(page, "Terminal: Create New Terminal");
    await page.locator(".terminal-wrapper.active .xterm-helper-textarea:focus").waitFor();
    // The shell tells the editor of what it runs from its first such mark on.
    const marks = page.locator(".terminal-wrapper.active .terminal-command-decoration");
    await marks.first().waitFor();
    // It tells that it has begun and waits for a line: the editor loses what a command writes in its first moment.
    const { hostname, port } = new URL(ollama.url);
    const begun = String.raw`printf 'GET /harbour HTTP/1.0\r\n\r\n' >/dev/tcp/${hostname}/${port}`;
    await page.keyboard.type(String.raw`${begun}; read; printf '\033[31mharbour-%s\033[0m\n' $((40 + 2))`);
    await page.keyboard.press("Enter");
    await ollama.waitFor(({ path }) => path === "/harbour");
    await page.keyboard.press("Enter");
    await marks.and(page.locator(".codicon-terminal-decoration-success")).waitFor();
    await page.keyboard.press("Control+Alt+D");
    await chatPanel(page).frame.locator("textarea.message:focus").waitFor();
    await take("terminal", /^printf/);
    await chatPanel(page).chips.filter({ hasText: "printf" }).waitFor();
    await screenshot("context-terminal");
    const body = await told("What did it write?");
    assert.match(body, /harbour-42/);
    assert.doesNotMatch(body, /\[31mharbour-42/);
    await runCommand(page, "Terminal: Kill All Terminals");
    await page.locator(".terminal-wrapper").waitFor({ state: "detached" });
  });
});
