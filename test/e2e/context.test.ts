import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gitIn } from "../support/gitIn.ts";
import { useEditor } from "./harness.ts";
import { chatPanel, openChat, type ChatPanel } from "./page/chatPanel.ts";
import { openFile } from "./page/textEditor.ts";

const rule = 'strings.ts is excluded by the rule "src/strings.*" (your settings).';

/** Chooses what is offered for an `@` word. */
async function mention({ frame, message }: ChatPanel, word: string, label: RegExp): Promise<void> {
  await message.fill("");
  await message.pressSequentially(`@${word}`);
  await frame
    .locator(".mention", { has: frame.locator(".mention-label", { hasText: label }) })
    .first()
    .click();
}

/** Drops files of the editor's onto the panel, as the editor hands them over. */
async function drop({ frame }: ChatPanel, uris: readonly string[]): Promise<void> {
  await frame.locator("main.panel").evaluate((panel, list) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("application/vnd.code.uri-list", list);
    panel.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, uris.join("\r\n"));
}

async function paste({ message }: ChatPanel, text: string): Promise<void> {
  await message.evaluate((box, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

describe("A person who chooses what stands beside a question", () => {
  const { session } = useEditor();
  before("there is something that differs, and something excluded", async () => {
    const { folder, changeSettings } = session();
    const git = gitIn(folder);
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "Begin");
    const invoice = join(folder, "src/invoice.ts");
    await writeFile(invoice, `${await readFile(invoice, "utf8")}\n// MARKED-CHANGE\n`);
    await changeSettings({ "drawbridge.context.never": ["src/strings.*"], "git.enabled": true });
  });
  after(() => session().changeSettings({ "drawbridge.context.never": undefined, "git.enabled": false }));
  beforeEach(async () => {
    const chat = await openChat(session().page);
    await chat.startNew();
    const removes = chat.frame.locator(".composer .chip-remove");
    for (let left = await removes.count(); left > 0; left -= 1) {
      await removes.first().click();
      await removes.nth(left - 1).waitFor({ state: "detached" });
    }
  });

  it("names a file with an @, and finds none that a rule excludes", async () => {
    const chat = chatPanel(session().page);
    await mention(chat, "invoice", /^invoice\.ts$/);
    await chat.chips.filter({ hasText: /^invoice\.ts/ }).waitFor();
    const labels = chat.frame.locator(".mention-label");
    await chat.message.fill("");
    await chat.message.pressSequentially("@src/");
    await labels.filter({ hasText: /^sum\.ts$/ }).waitFor();
    assert.equal(await labels.filter({ hasText: "strings.ts" }).count(), 0);
    // The list stays until the host has said what fits these letters, and that is nothing.
    await chat.message.fill("@strings");
    await labels.first().waitFor({ state: "detached" });
    await chat.message.fill("");
  });

  it("drops files onto the panel; an excluded one is refused with its rule", async () => {
    const { page, folder, screenshot } = session();
    const chat = chatPanel(page);
    await drop(chat, [`file://${folder}/src/invoice.ts`, `file://${folder}/src/strings.ts`]);
    await chat.chips.filter({ hasText: /^invoice\.ts/ }).waitFor();
    await chat.problem.filter({ hasText: rule }).waitFor();
    assert.equal(await chat.chips.filter({ hasText: "strings.ts" }).count(), 0);
    await screenshot("context-dropped");
  });

  it("adds what is not committed, file by file", async () => {
    const { page } = session();
    const chat = chatPanel(page);
    const offered = chat.frame.locator(".mention-label", { hasText: /^Changes$/ });
    // The editor looks at the repository in its own time.
    for (let times = 0; times < 30 && (await offered.count()) === 0; times += 1) {
      await chat.message.fill("");
      await chat.message.pressSequentially("@changes");
      await offered.waitFor({ timeout: 1_000 }).catch(() => undefined);
    }
    await offered.first().click();
    await chat.chips.filter({ hasText: "Changes in invoice.ts" }).waitFor();
  });

  it("pastes code as a chip, which is its document's when that is open, and undoes it", async () => {
    const { page, folder, screenshot } = session();
    await openFile(page, "invoice.ts");
    const lines = (await readFile(join(folder, "src/invoice.ts"), "utf8")).split("\n").slice(0, 4).join("\n");
    const chat = await openChat(page);
    await paste(chat, lines);
    await chat.chips.filter({ hasText: "invoice.ts:1–4" }).waitFor();
    await paste(chat, "one\ntwo\nthree");
    await chat.chips.filter({ hasText: "Pasted text, 3 lines" }).waitFor();
    await screenshot("context-pasted");
    await chat.message.press("Control+z");
    await chat.chips.filter({ hasText: "Pasted text" }).waitFor({ state: "detached" });
    await chat.holds("one\ntwo\nthree");
    await chat.message.fill("");
  });
});
