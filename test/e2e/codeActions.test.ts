import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fenced } from "../support/editedCode.ts";
import { inTokens } from "../support/scripted/answerTokens.ts";
import { useEditor } from "./harness.ts";
import { chatPanel, openChat } from "./page/chatPanel.ts";
import { chooseInContextMenu, chooseInLightBulb } from "./page/codeMenu.ts";
import { proposalDiff } from "./page/proposalDiff.ts";
import { quickInput } from "./page/quickInput.ts";
import { openFile, type TextEditor } from "./page/textEditor.ts";

const declaration = "export function total(prices: readonly number[]): number {";
/** Files of its own: what others of this editor did to theirs is nothing to them. */
const originals: Readonly<Record<string, string>> = {
  "prices.ts": `${declaration}\n  return prices.length;\n}\n`,
  "bill.ts": 'import { total } from "./prices.ts";\n\nexport const bill = total([1]);\n',
};

describe("A person who asks for something where the code stands", () => {
  const { session } = useEditor();
  const path = (name: string): string => join(session().folder, "src", name);
  before(async () => {
    for (const [name, text] of Object.entries(originals)) await writeFile(path(name), text);
  });
  after(async () => {
    for (const name of Object.keys(originals)) await rm(path(name), { force: true });
  });

  async function onName(): Promise<TextEditor> {
    const editor = await openFile(session().page, "prices.ts");
    await editor.goTo(1, declaration.indexOf("total") + 2);
    return editor;
  }

  async function isOnDisk(symbol: string): Promise<void> {
    for (const [name, text] of Object.entries(originals))
      assert.equal(await readFile(path(name), "utf8"), text.replaceAll("total", symbol));
  }

  it("chooses one of the names that are suggested, in every file, and takes it back in one step", async () => {
    const { page, ollama, screenshot } = session();
    ollama.script({ answer: { tokens: inTokens("price_sum\nbill\ncountPrices\n") } });
    await openFile(page, "bill.ts");
    const editor = await onName();
    await chooseInLightBulb(page, "Suggest Names with Drawbridge");
    const picker = await quickInput(page, "New Name for total");
    assert.deepEqual(await picker.labels(), ["priceSum", "bill", "countPrices"]);
    assert.equal(await picker.input.getAttribute("placeholder"), "Changes 3 places");
    await screenshot("suggested-names");
    await picker.choose("priceSum");
    await editor.lines.locator(".view-line", { hasText: "priceSum" }).waitFor();
    const other = await openFile(page, "bill.ts");
    // As after each of the editor's own renames, it saves what it renamed in.
    await page.waitForFunction(() => document.querySelector(".tab.dirty") === null);
    await isOnDisk("priceSum");
    await page.keyboard.press("Control+Z");
    await other.lines.locator(".view-line", { hasText: "total" }).first().waitFor();
    await other.save();
    await (await openFile(page, "prices.ts")).save();
    await isOnDisk("total");
  });

  it("has tests written in the chat, and puts them into the file they belong into", async () => {
    const { page, ollama } = session();
    const tests = ["export const tested = true;"];
    ollama.script({ answer: { tokens: inTokens(fenced("ts src/prices.test.ts", tests)) } });
    await openChat(page);
    await onName();
    await chooseInLightBulb(page, "Write Tests with Drawbridge");
    const { body } = await ollama.waitFor(
      ({ path: at, body: sent }) => at === "/api/chat" && sent.includes("prices.test.ts"),
    );
    assert.match(body, /return prices\.length/);
    const chat = chatPanel(page);
    await chat.turn.locator(".apply-code").click();
    const diff = await proposalDiff(page, "prices.test.ts", "prices.test.ts: Proposed New File");
    await diff.button("Accept All Changes").click();
    await diff.gone();
    assert.equal(await readFile(path("prices.test.ts"), "utf8"), `${tests.join("\n")}\n`);
    await rm(path("prices.test.ts"));
  });

  it("has a declaration documented from the menu of the editor", async () => {
    const { page, ollama, screenshot } = session();
    const documented = ["/** Adds prices up. */", declaration];
    ollama.script({ answer: { tokens: inTokens(fenced("ts", documented)) } });
    await onName();
    await chooseInContextMenu(page, "total", "Write Docs");
    const diff = await proposalDiff(page, "prices.ts");
    await diff.proposes("Adds prices up.");
    await diff.button("Accept All Changes").waitFor();
    await screenshot("write-docs");
    const editor = await diff.acceptAll();
    assert.equal(await editor.text(), `/** Adds prices up. */\n${originals["prices.ts"] ?? ""}`);
    await page.locator(".tab.active.dirty").waitFor();
    await page.keyboard.press("Control+Z");
    await page.locator(".tab.active:not(.dirty)").waitFor();
  });
});
