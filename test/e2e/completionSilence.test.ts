import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { inTokens } from "../support/scripted/answerTokens.ts";
import { useEditor } from "./harness.ts";
import { openChat } from "./page/chatPanel.ts";
import { runCommand } from "./page/commandPalette.ts";
import { notifications } from "./page/notifications.ts";
import { quickInput, type QuickInput } from "./page/quickInput.ts";
import { drawbridgeStatus } from "./page/statusItem.ts";
import { editorFrame } from "./page/webview.ts";
import { openEmptied, openFile, textEditor, type TextEditor } from "./page/textEditor.ts";

describe("A person for whom nothing is suggested", () => {
  const { session } = useEditor();
  before(() => {
    session().ollama.script({ answer: { tokens: inTokens("sum(numbers);") } });
  });

  after("the settings are as they were", async () => {
    await session().changeSettings({
      "drawbridge.completion.model": undefined,
      "drawbridge.completion.exclude": undefined,
      "drawbridge.completion.enabled": undefined,
      "drawbridge.context.never": undefined,
      "git.enabled": false,
    });
  });

  /** Requests with text of the person's for completion, those that only have the server read among them. */
  const sent = (): number => session().ollama.requests.filter(({ path }) => path === "/api/generate").length;
  const begin = (): Promise<TextEditor> => openEmptied(session().page, "sum.ts");

  /** Does something during which nothing may be sent. */
  async function silently(act: () => Promise<void>): Promise<void> {
    const before = sent();
    await act();
    assert.equal(sent(), before);
  }

  /** Waits until something is told, and takes it away: what is told again is seen again then. */
  async function isTold(sentence: string): Promise<void> {
    const { page } = session();
    const toast = notifications(page).toasts.filter({ hasText: sentence });
    await toast.waitFor();
    await runCommand(page, "Notifications: Clear All Notifications");
    await toast.waitFor({ state: "detached" });
  }

  /** Types until something is suggested again. */
  async function isHelpedAgain(editor: TextEditor): Promise<void> {
    const before = sent();
    await editor.type("\nexport const again = ");
    assert.equal(await editor.ghostText(), "sum(numbers);");
    assert.ok(sent() > before);
  }

  async function askDoctor(): Promise<QuickInput> {
    const { page } = session();
    await runCommand(page, "Drawbridge: Why Is There No Suggestion?");
    return quickInput(page, "Why is there no suggestion?");
  }

  it("is told that completion is off for the language, and has it back from there", async () => {
    const { page, screenshot } = session();
    const editor = await begin();
    const toggle = "Drawbridge: Turn Completion On or Off for This Language";
    await runCommand(page, toggle);
    const { toasts } = notifications(page);
    await toasts.filter({ hasText: "Completion is off for typescript." }).waitFor();
    await silently(() => editor.typeAndRest("const one = "));
    const list = await askDoctor();
    await list.row("Completion is off for typescript.").waitFor();
    await screenshot("doctor-language");
    await list.choose("Completion is off for typescript.");
    await toasts.filter({ hasText: "Completion is on for typescript." }).waitFor();
    await isHelpedAgain(editor);
  });

  it("is told once that the model is gone, and reads it in the hover and in the list", async () => {
    const { page, ollama, changeSettings, screenshot } = session();
    await changeSettings({ "drawbridge.completion.model": "ollama/gone:1b" });
    const editor = await begin();
    await silently(() => editor.typeAndRest("const second = "));
    const gone = "Ollama does not have gone:1b.";
    await isTold(gone);
    const status = drawbridgeStatus(page);
    await status.hoverWith(`No suggestion: ${gone}`);
    await screenshot("completion-silent");
    await silently(() => editor.typeAndRest("2 + "));
    const list = await askDoctor();
    await list.row(gone).waitFor();
    assert.equal(await list.box.locator(".monaco-list-row").count(), 1);
    await screenshot("doctor-model");
    await page.keyboard.press("Escape");
    assert.equal(await notifications(page).toasts.filter({ hasText: gone }).count(), 0);
    assert.ok(!ollama.requests.some(({ body }) => body.includes('"model":"gone')));
  });

  it("is told once that the model was not made for this, which goes on plainly", async () => {
    const { page, ollama, changeSettings, screenshot } = session();
    await changeSettings({ "drawbridge.completion.model": "ollama/smollm2:135m" });
    const editor = await begin();
    await editor.type("const third = ");
    assert.equal(await editor.ghostText(), "sum(numbers);");
    const request = ollama.requests.findLast(({ path }) => path === "/api/generate");
    assert.ok(request?.body.includes("smollm2:135m") === true && !request.body.includes("fim_"));
    const sentence = "smollm2:135m was not made to fill in code: it does not see what follows the cursor.";
    await isTold(sentence);
    await editor.typeAndRest("3 + ");
    const list = await askDoctor();
    await list.row(sentence).waitFor();
    await list.box.getByText(/^Get qwen2\.5-coder:/).waitFor();
    await screenshot("doctor-infill");
    await page.keyboard.press("Escape");
    assert.equal(await notifications(page).toasts.filter({ hasText: sentence }).count(), 0);
  });

  it("is told by which rule the file is excluded, and nothing of it is sent", async () => {
    const { page, changeSettings, screenshot } = session();
    await changeSettings({
      "drawbridge.completion.model": undefined,
      "drawbridge.context.never": ["src/sum.*"],
    });
    const editor = await begin();
    await silently(() => editor.typeAndRest("const fourth = "));
    const list = await askDoctor();
    await list.row('sum.ts is excluded by the rule "src/sum.*" (your settings).').waitFor();
    await screenshot("doctor-rule");
    await page.keyboard.press("Escape");
    await changeSettings({
      "drawbridge.context.never": undefined,
      "drawbridge.completion.exclude": ["src/sum.*"],
    });
    await openFile(page, "sum.ts");
    await silently(() => editor.typeAndRest("4 + "));
    const pattern = await askDoctor();
    await pattern.row('Completion is off for files that match "src/sum.*".').waitFor();
    await page.keyboard.press("Escape");
    await changeSettings({ "drawbridge.completion.exclude": undefined });
    await openFile(page, "sum.ts");
    await isHelpedAgain(editor);
  });

  it("has quiet for a while, and ends it early", async () => {
    const { page, screenshot } = session();
    const editor = await begin();
    await runCommand(page, "Drawbridge: Snooze Completion");
    await (await quickInput(page, "How long shall completion be quiet")).choose("15 minutes");
    await silently(() => editor.typeAndRest("const fifth = "));
    await drawbridgeStatus(page).hoverWith(/snoozed until \d\d:\d\d/);
    await screenshot("completion-snoozed");
    const list = await askDoctor();
    const row = list.box.locator(".monaco-list-row", { hasText: /Completion is snoozed until \d\d:\d\d\./ });
    await row.waitFor();
    await screenshot("doctor-snoozed");
    await row.click();
    await (await quickInput(page, "How long shall completion be quiet")).choose("Resume");
    await isHelpedAgain(editor);
  });

  it("asks nothing at all while completion is off, and again once it is on", async () => {
    const { page, changeSettings, screenshot } = session();
    await changeSettings({ "drawbridge.completion.enabled": false });
    const editor = await begin();
    await silently(async () => {
      await editor.typeAndRest("const sixth = ");
      await page.keyboard.press("Alt+Backslash");
      await editor.rest();
      await drawbridgeStatus(page).hoverWith("completion is off");
      await screenshot("completion-off");
    });
    await changeSettings({ "drawbridge.completion.enabled": undefined });
    await openFile(page, "sum.ts");
    await isHelpedAgain(editor);
  });

  it("compares two texts, and nothing of them is sent", async () => {
    const { page } = session();
    const editor = await begin();
    await editor.typeAndRest("export const one = 1;");
    await silently(async () => {
      await page.evaluate(() => navigator.clipboard.writeText("const other = 1;\n"));
      await runCommand(page, "File: Compare Active File with Clipboard");
      await page.locator(".editor.modified .view-line", { hasText: "export const one" }).click();
      const diff = textEditor(page);
      await diff.typeAndRest("const seventh = ");
      const list = await askDoctor();
      await list.row("This document is read-only, or shown to compare it.").waitFor();
      await page.keyboard.press("Escape");
      await runCommand(page, "View: Close Editor");
    });
  });

  it("writes a question and the message of a commit without a request", async () => {
    const { page, folder, changeSettings, screenshot } = session();
    await promisify(execFile)("git", ["init", "--quiet"], { cwd: folder });
    await changeSettings({ "git.enabled": true });
    await silently(async () => {
      const chat = await openChat(page);
      await chat.message.pressSequentially("const eighth = ");
      await runCommand(page, "Source Control: Focus on Changes View");
      await page.locator(".scm-editor .monaco-editor").click();
      await textEditor(page).typeAndRest("Add const ninth = ");
      await page.locator(".scm-editor", { hasText: "Add" }).waitFor();
      await screenshot("completion-commit-box");
      await chat.message.fill("");
    });
    await changeSettings({ "git.enabled": false });
    await rm(join(folder, ".git"), { recursive: true });
    await runCommand(page, "View: Show Explorer");
  });

  it("reads what completion came to on a page", async () => {
    const { page, screenshot } = session();
    await runCommand(page, "Drawbridge: Open Completion Statistics");
    const frame = editorFrame(page);
    await frame.locator(".lead", { hasText: /you took \d+ of \d+ suggestions/ }).waitFor();
    await frame.getByRole("row", { name: /^qwen2\.5-coder:1\.5b typescript/ }).waitFor();
    await screenshot("completion-statistics");
    await runCommand(page, "View: Close Editor");
  });
});
