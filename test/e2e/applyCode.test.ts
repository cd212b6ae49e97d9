import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inTokens } from "../support/scripted/answerTokens.ts";
import { useEditor } from "./harness.ts";
import { openChat, type ChatPanel } from "./page/chatPanel.ts";
import { proposalDiff } from "./page/proposalDiff.ts";
import { textEditor } from "./page/textEditor.ts";

/** Files of its own: what others of this editor did to theirs is nothing to them. */
const shapes = [
  "export function area(width: number, height: number): number {",
  "  return width * height;",
  "}",
  "",
  "export function edge(width: number, height: number): number {",
  "  return 2 * (width + height);",
  "}",
  "",
];
const original = shapes.join("\n");
const checked = [
  shapes[0] ?? "",
  '  if (width < 0 || height < 0) throw new RangeError("negative");',
  ...shapes.slice(1, 3),
];

describe("A person who applies code of an answer", () => {
  const { session } = useEditor();
  const file = (name: string): string => join(session().folder, "src", name);
  before(async () => {
    await writeFile(file("shapes.ts"), original);
  });
  after(async () => {
    await rm(file("shapes.ts"), { force: true });
  });

  /** Asks, and waits until the answer is there. */
  async function answered(answer: string): Promise<ChatPanel> {
    const { page, ollama } = session();
    const chat = await openChat(page);
    await chat.startNew();
    ollama.script({ answer: { tokens: inTokens(answer) } });
    await chat.ask("Change it");
    await chat.turn.locator(".code").first().waitFor();
    await chat.ended();
    return chat;
  }

  async function apply(chat: ChatPanel, nth = 0): Promise<void> {
    await chat.turn.locator(".apply-code").nth(nth).click();
  }

  function block(name: string, rows: readonly string[]): string {
    return `\`\`\`ts ${name}\n${rows.join("\n")}\n\`\`\``;
  }

  it("sees it as a diff of the file that it names, accepts it, and takes it back with one undo", async () => {
    const { page, screenshot } = session();
    const chat = await answered(`Like this:\n\n${block("src/shapes.ts", checked)}\n\nThat is it.`);
    await screenshot("apply-button");
    await apply(chat);
    const diff = await proposalDiff(page, "shapes.ts");
    await diff.proposes("RangeError");
    await diff.button("Accept All Changes").waitFor();
    await screenshot("apply-diff");
    assert.equal(await readFile(file("shapes.ts"), "utf8"), original);
    await diff.focus();
    await page.keyboard.press("Control+Enter");
    await diff.gone();
    const editor = textEditor(page);
    assert.match(await editor.text(), /RangeError/);
    assert.equal(await readFile(file("shapes.ts"), "utf8"), original, "nothing is saved for the person");
    await page.keyboard.press("Control+Z");
    await editor.save();
    assert.equal(await readFile(file("shapes.ts"), "utf8"), original);
  });
});
