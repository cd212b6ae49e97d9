import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkedArea, fenced, renamedShapes, shapes, twins } from "../support/editedCode.ts";
import { inTokens } from "../support/scripted/answerTokens.ts";
import { cutAfter, on } from "../support/scripted/faults.ts";
import type { FaultRule } from "../support/scripted/serverScript.ts";
import { codeAnswered } from "./codeAnswered.ts";
import { useEditor } from "./harness.ts";
import { openChat, type ChatPanel } from "./page/chatPanel.ts";
import { runCommand } from "./page/commandPalette.ts";
import { modalDialog } from "./page/modalDialog.ts";
import { notifications } from "./page/notifications.ts";
import { proposalDiff } from "./page/proposalDiff.ts";
import { quickInput } from "./page/quickInput.ts";
import { openFile, textEditor } from "./page/textEditor.ts";

/** Files of its own: what others of this editor did to theirs is nothing to them. */
const originals: Readonly<Record<string, string>> = {
  "shapes.ts": shapes.join("\n"),
  "twins.ts": twins.join("\n"),
};

describe("A person who applies code of an answer", () => {
  const { session } = useEditor();
  const path = (name: string): string => join(session().folder, "src", name);
  const onDisk = (name: string): Promise<string> => readFile(path(name), "utf8");
  const isAsBefore = async (name: string): Promise<void> => {
    assert.equal(await onDisk(name), originals[name]);
  };
  before(async () => {
    for (const [name, text] of Object.entries(originals)) await writeFile(path(name), text);
  });
  after(async () => {
    for (const name of Object.keys(originals)) await rm(path(name), { force: true });
  });

  function answered(answer: string, faults?: readonly FaultRule[]): Promise<ChatPanel> {
    return codeAnswered(session(), answer, faults);
  }

  async function apply(chat: ChatPanel, nth = 0): Promise<void> {
    await chat.turn.locator(".apply-code").nth(nth).click();
  }

  async function isTold(words: string): Promise<void> {
    await notifications(session().page).toasts.filter({ hasText: words }).first().waitFor();
  }

  it("sees it as a diff of the file that it names, accepts it, and takes it back with one undo", async () => {
    const { page, screenshot } = session();
    const chat = await answered(`Like this:\n\n${fenced("ts src/shapes.ts", checkedArea)}\nThat is it.`);
    await screenshot("apply-button");
    await apply(chat);
    const diff = await proposalDiff(page, "shapes.ts");
    await diff.proposes("RangeError");
    await diff.button("Accept All Changes").waitFor();
    await screenshot("apply-diff");
    await isAsBefore("shapes.ts");
    const editor = await diff.acceptAll();
    assert.match(await editor.text(), /RangeError/);
    // Nothing is saved for the person.
    await isAsBefore("shapes.ts");
    await page.keyboard.press("Control+Z");
    await editor.save();
    await isAsBefore("shapes.ts");
  });

  it("accepts one change of it and rejects the other", async () => {
    const { page } = session();
    await apply(await answered(fenced("ts shapes.ts", renamedShapes)));
    const diff = await proposalDiff(page, "shapes.ts");
    await diff.proposes("unit = 1");
    await diff.focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Alt+Enter");
    await page.locator(".tab.dirty").first().waitFor();
    await page.keyboard.press("Alt+Backspace");
    await diff.gone();
    const editor = textEditor(page);
    const text = await editor.text();
    assert.match(text, /wide \* high/);
    assert.doesNotMatch(text, /unit = 1/);
    await page.keyboard.press("Control+Z");
    await editor.save();
    await isAsBefore("shapes.ts");
  });

  it("rejects it, and the file is byte for byte as before", async () => {
    const { page } = session();
    await apply(await answered(fenced("ts shapes.ts", checkedArea)));
    const diff = await proposalDiff(page, "shapes.ts");
    await diff.button("Reject All Changes").click();
    await diff.gone();
    await isAsBefore("shapes.ts");
    await page.locator(".tab.active:not(.dirty)").waitFor();
  });

  it("is asked between two places, sees each, leaves with Escape, and chooses one", async () => {
    const { page, screenshot } = session();
    await openFile(page, "shapes.ts");
    const chat = await answered(fenced("ts twins.ts", [twins[1], "  log(1.5);", twins[2]]));
    await apply(chat);
    const title = "The code fits in several places of twins.ts";
    const picker = await quickInput(page, title);
    await page.locator('.tab[data-resource-name="twins.ts"]').waitFor();
    await picker.input.press("ArrowDown");
    await screenshot("apply-places");
    await picker.input.press("Escape");
    await page.locator('.tab[data-resource-name="twins.ts"]').waitFor({ state: "detached" });
    await page.locator('.tab.active[data-resource-name="shapes.ts"]').waitFor();
    await isAsBefore("twins.ts");

    await apply(chat);
    const again = await quickInput(page, title);
    assert.deepEqual(await again.labels(), ["Replace lines 2–3", "Replace lines 7–8"]);
    await again.choose("Replace lines 7–8");
    const diff = await proposalDiff(page, "twins.ts");
    await diff.proposes("log(1.5);");
    await diff.button("Accept All Changes").click();
    await diff.gone();
    const editor = textEditor(page);
    await editor.save();
    const rows = (await onDisk("twins.ts")).split("\n");
    assert.equal(rows.indexOf("  log(1.5);"), 7);
    await writeFile(path("twins.ts"), originals["twins.ts"] ?? "");
  });

  it("is asked for the file where nothing names one", async () => {
    const { page, screenshot } = session();
    await openFile(page, "shapes.ts");
    const chat = await openChat(page);
    await chat.startNew();
    await chat.frame.getByRole("button", { name: "Remove shapes.ts" }).click();
    session().ollama.script({ answer: { tokens: inTokens(fenced("ts", checkedArea)) } });
    await chat.ask("Change it");
    await chat.turn.locator(".apply-code").click();
    const picker = await quickInput(page, "The answer does not say which file this code is for");
    assert.equal((await picker.labels())[0], "shapes.ts");
    await screenshot("apply-file");
    await picker.choose("shapes.ts");
    const diff = await proposalDiff(page, "shapes.ts");
    await diff.button("Reject All Changes").click();
    await diff.gone();
  });

  it("makes a new file of it only when it is accepted", async () => {
    const { page } = session();
    await apply(await answered(fenced("ts src/brand.ts", ["export const brand = true;"])));
    const diff = await proposalDiff(page, "brand.ts", "brand.ts: Proposed New File");
    await diff.proposes("brand = true");
    assert.ok(!existsSync(path("brand.ts")));
    await diff.button("Accept All Changes").click();
    await page.locator(".tab", { hasText: "Proposed New File" }).waitFor({ state: "detached" });
    assert.equal(await onDisk("brand.ts"), "export const brand = true;\n");
    await page.locator('.tab.active[data-resource-name="brand.ts"]').waitFor();
    await textEditor(page).focus();
    // What is gone and stood beside a question is not made anew.
    await runCommand(page, "View: Close Editor");
    await page.locator('.tab[data-resource-name="brand.ts"]').waitFor({ state: "detached" });
    await rm(path("brand.ts"));
  });

  it("applies an answer for several files as one change, and is told what of it does not come in", async () => {
    const { page, screenshot } = session();
    const chat = await answered(
      [
        fenced("ts src/shapes.ts", checkedArea),
        fenced("ts src/fresh.ts", ["export const fresh = true;"]),
        fenced("ts ../outside.ts", ["export const out = 1;"]),
      ].join("\n"),
    );
    await chat.button("Apply All").click();
    const tab = page.locator(".tab.active", { hasText: "shapes.ts and 1 More: Proposed Edits" });
    await tab.waitFor();
    await isTold("../outside.ts, which is no place in this workspace");
    await page.locator(".multiDiffEntry .modified .view-line", { hasText: "fresh" }).first().waitFor();
    await screenshot("apply-all");
    await isAsBefore("shapes.ts");
    assert.ok(!existsSync(path("fresh.ts")));
    await runCommand(page, "Drawbridge: Accept All Changes");
    await tab.waitFor({ state: "detached" });
    assert.equal(await onDisk("fresh.ts"), "export const fresh = true;\n");
    const editor = await openFile(page, "shapes.ts");
    assert.match(await editor.text(), /RangeError/);
    assert.ok(!existsSync(join(session().folder, "..", "outside.ts")));
    await runCommand(page, "File: Revert File");
    await page.locator(".tab.active:not(.dirty)").waitFor();
    await rm(path("fresh.ts"));
  });

  it("takes a change of several files back with one undo, the new file with it", async () => {
    const { page } = session();
    const files = {
      "shapes.ts": checkedArea,
      "twins.ts": [twins[0], "  log(1.5);", "}"],
      "fresh.ts": ["export const fresh = true;"],
    };
    const blocks = Object.entries(files).map(([name, rows]) => fenced(`ts src/${name}`, rows));
    const chat = await answered(blocks.join("\n"));
    await chat.button("Apply All").click();
    const tab = page.locator(".tab.active", { hasText: "shapes.ts and 2 More: Proposed Edits" });
    await tab.waitFor();
    await runCommand(page, "Drawbridge: Accept All Changes");
    await tab.waitFor({ state: "detached" });
    assert.ok(existsSync(path("fresh.ts")));
    assert.match(await (await openFile(page, "twins.ts")).text(), /log\(1\.5\)/);
    const editor = await openFile(page, "shapes.ts");
    assert.match(await editor.text(), /RangeError/);
    await page.keyboard.press("Control+Z");
    await page.waitForFunction(() => document.querySelector(".tab.dirty") === null);
    assert.equal(await editor.text(), originals["shapes.ts"]);
    assert.equal(await (await openFile(page, "twins.ts")).text(), originals["twins.ts"]);
    assert.ok(!existsSync(path("fresh.ts")));
  });

  it("is told of what is not saved, and the diff stands on top of that", async () => {
    const { page } = session();
    const editor = await openFile(page, "shapes.ts");
    await editor.goToEnd();
    await editor.type("// typed");
    await apply(await answered(fenced("ts shapes.ts", checkedArea)));
    const diff = await proposalDiff(page, "shapes.ts");
    await isTold("shapes.ts has changes that are not saved.");
    await diff.proposes("// typed");
    await diff.proposes("RangeError");
    await diff.button("Reject All Changes").click();
    await diff.gone();
    await runCommand(page, "File: Revert File");
    await page.locator(".tab.active:not(.dirty)").waitFor();
    await isAsBefore("shapes.ts");
  });

  it("is asked once more before anything comes into a file that guards something", async () => {
    const { page, folder, screenshot } = { ...session() };
    const guarded = join(folder, ".vscode", "applied.txt");
    await apply(await answered(fenced("txt .vscode/applied.txt", ["a"])));
    const title = "applied.txt: Proposed New File";
    const diff = await proposalDiff(page, "applied.txt", title);
    await diff.button("Accept All Changes").click();
    const dialog = await modalDialog(page);
    assert.match(await dialog.detail(), /steers the editor/);
    await screenshot("apply-protected");
    await dialog.choose("Cancel");
    await isTold("applied.txt was left as it is. Nothing was written.");
    assert.ok(!existsSync(guarded));
    await diff.button("Accept All Changes").click();
    await (await modalDialog(page)).choose("Change It");
    await page.locator(".tab", { hasText: title }).waitFor({ state: "detached" });
    assert.equal(await readFile(guarded, "utf8"), "a\n");
    await rm(guarded);
  });

  it("is told when the file went away before they accepted, and nothing is made of it", async () => {
    const { page, folder } = session();
    await mkdir(join(folder, "src", "old"), { recursive: true });
    await writeFile(path("old/gone.ts"), shapes.join("\n"));
    await apply(await answered(fenced("ts old/gone.ts", checkedArea)));
    const diff = await proposalDiff(page, "gone.ts");
    await diff.proposes("RangeError");
    await rm(path("old"), { recursive: true });
    await diff.button("Accept All Changes").click();
    await isTold("gone.ts is not there any more. Nothing was written.");
    assert.ok(!existsSync(path("old/gone.ts")));
    await diff.button("Reject All Changes").click();
    await page.locator(".tab", { hasText: "Proposed" }).waitFor({ state: "detached" });
  });

  it("finds nothing half-written in a file when the model dies in the middle", async () => {
    const faults = [on("/api/chat", cutAfter(14))];
    const chat = await answered(fenced("ts shapes.ts", renamedShapes), faults);
    await apply(chat);
    await isTold("The answer ended before the code for shapes.ts did.");
    await isAsBefore("shapes.ts");
    assert.equal(await session().page.locator(".tab", { hasText: "Proposed" }).count(), 0);
  });

  it("applies it without a mouse", async () => {
    const { page } = session();
    await answered(`${fenced("ts shapes.ts", checkedArea)}\n`);
    await runCommand(page, "Drawbridge: Apply Code to File");
    const diff = await proposalDiff(page, "shapes.ts");
    await diff.focus();
    await page.keyboard.press("Control+Backspace");
    await diff.gone();
    await isAsBefore("shapes.ts");
  });
});
