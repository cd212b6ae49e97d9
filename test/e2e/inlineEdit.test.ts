import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fenced, reducedSum, sum } from "../support/editedCode.ts";
import { inTokens } from "../support/scripted/answerTokens.ts";
import { cutAfter, on } from "../support/scripted/faults.ts";
import { askForEdit, type AskedEdit } from "./editAsked.ts";
import { useEditor } from "./harness.ts";
import { runCommand } from "./page/commandPalette.ts";
import { notifications } from "./page/notifications.ts";
import { proposalDiff } from "./page/proposalDiff.ts";
import { quickInput } from "./page/quickInput.ts";
import { openFile, textEditor } from "./page/textEditor.ts";

/** A file of its own: what others of this editor did to theirs is nothing to it. */
const name = "edited.ts";
const original = ["/** Adds the numbers up. */", ...sum, ""].join("\n");
const twice = [sum[0], "  let all = 0;", ...sum.slice(2, 5), "  return all;", "}"];

describe("A person who has code edited where it stands", () => {
  const { session } = useEditor();
  const file = () => join(session().folder, "src", name);
  before(() => writeFile(file(), original));
  after(() => rm(file()));

  /** Puts the cursor into `sum` and asks for an edit of it, by the keyboard. */
  async function ask(
    instruction: string,
    answer: readonly string[],
    more: Pick<AskedEdit, "talk" | "faults"> = {},
  ): Promise<void> {
    const asked = { file: name, at: [3, 5], lines: "2–8", instruction, answer } as const;
    await askForEdit(session(), { ...asked, ...more });
  }

  async function buffer(): Promise<string> {
    return (await textEditor(session().page).text()).split("\n").slice(0, 10).join("\n");
  }

  it("sees the edit as a diff, accepts it, and takes it back with one undo", async () => {
    const { page, ollama, sends, screenshot } = session();
    const before = sends("edit").length;
    await ask("Use reduce", reducedSum, { talk: "Here is it:\n\n" });
    const diff = await proposalDiff(page, name);
    await diff.proposes("numbers.reduce");
    await diff.button("Accept All Changes").waitFor();
    await screenshot("inline-edit");
    const asked = JSON.parse(ollama.requests.findLast(({ path }) => path === "/api/chat")?.body ?? "{}") as {
      readonly messages?: readonly { readonly content: string }[];
    };
    assert.match(asked.messages?.at(-1)?.content ?? "", /What to change in the part: Use reduce/);
    assert.equal(await readFile(file(), "utf8"), original);
    const editor = await diff.acceptAll();
    assert.match(await buffer(), /reduce/);
    assert.equal(await readFile(file(), "utf8"), original, "nothing is saved for the person");
    await page.keyboard.press("Control+Z");
    await editor.save();
    assert.equal(await readFile(file(), "utf8"), original);
    const [attempt] = sends("edit").slice(before);
    assert.equal(attempt?.phase, "attempt");
  });

  it("rejects it, and the file is byte for byte as before", async () => {
    const { page, screenshot } = session();
    await ask("Use reduce", reducedSum);
    const diff = await proposalDiff(page, name);
    await diff.proposes("numbers.reduce");
    await diff.button("Reject All Changes").click();
    await diff.gone();
    await screenshot("inline-edit-rejected");
    assert.doesNotMatch(await buffer(), /reduce/);
    assert.equal(await readFile(file(), "utf8"), original);
    await page.locator(".tab.active:not(.dirty)").waitFor();
  });

  it("accepts one change and rejects another, by the keyboard alone", async () => {
    const { page } = session();
    await ask("Call it all", twice);
    const diff = await proposalDiff(page, name);
    await diff.proposes("let all = 0;");
    await diff.button("Accept Change").waitFor();
    await diff.focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Alt+Enter");
    await page.locator(".tab.dirty", { hasText: name }).first().waitFor();
    await diff.proposes("return all;");
    await page.keyboard.press("Alt+Backspace");
    await diff.gone();
    const editor = textEditor(page);
    await editor.focus();
    const text = await buffer();
    assert.match(text, /let all = 0;/);
    assert.match(text, /return total;/);
    await page.keyboard.press("Control+Z");
    await editor.save();
    assert.equal(await readFile(file(), "utf8"), original);
  });

  it("asks again in the diff, with the instruction to change", async () => {
    const { page, ollama } = session();
    await ask("Use reduce", reducedSum);
    const diff = await proposalDiff(page, name);
    await diff.button("Accept All Changes").waitFor();
    ollama.script({ answer: { tokens: inTokens(fenced("ts", twice)) } });
    await diff.focus();
    await page.keyboard.press("Control+Alt+k");
    const picker = await quickInput(page, `Edit ${name}`);
    assert.equal(await picker.input.inputValue(), "Use reduce");
    await picker.enter("Call it all");
    await diff.proposes("let all = 0;");
    await diff.button("Reject All Changes").click();
    await diff.gone();
    assert.equal(await readFile(file(), "utf8"), original);
  });

  it("sees what came when the model dies, can copy it, and the file is as it was", async () => {
    const { page } = session();
    await ask("Call it all", twice, { faults: [on("/api/chat", cutAfter(20))] });
    const diff = await proposalDiff(page, name);
    await notifications(page).choose("What came is in the diff", "Copy What Came");
    await page.waitForFunction(async () =>
      (await navigator.clipboard.readText()).startsWith("export function sum("),
    );
    await diff.button("Reject All Changes").click();
    await diff.gone();
    assert.equal(await readFile(file(), "utf8"), original);
  });

  it("is told when there is nothing to edit or to decide about", async () => {
    const { page } = session();
    await openFile(page, name);
    await runCommand(page, "Drawbridge: Accept Change");
    await notifications(page).toasts.filter({ hasText: "There is no proposed change here." }).waitFor();
  });
});
