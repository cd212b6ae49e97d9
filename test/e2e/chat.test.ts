import assert from "node:assert/strict";
import { inTokens } from "../support/scripted/answerTokens.ts";
import type { LoggedRequest } from "../support/scripted/requestLog.ts";
import { useEditor } from "./harness.ts";
import { chatPanel, openChat } from "./page/chatPanel.ts";
import { runCommand } from "./page/commandPalette.ts";
import { ledgerPanel } from "./page/ledgerPanel.ts";
import { modalDialog } from "./page/modalDialog.ts";
import { drawbridgeStatus } from "./page/statusItem.ts";
import { openFile } from "./page/textEditor.ts";

const answer = "`total` is a number already.\n\n```ts\nlet total = 0;\n```\n\nThat is all there is to it.";

function chats(requests: readonly LoggedRequest[]): readonly LoggedRequest[] {
  return requests.filter(({ path }) => path === "/api/chat");
}

describe("A person who asks about their code", () => {
  const { session } = useEditor();
  before(() => runCommand(session().page, "Drawbridge: Forget Confirmations"));

  it("opens the chat with a key, sees what there is, and chooses what goes along", async () => {
    const { page, screenshot } = session();
    const editor = await openFile(page, "sum.ts");
    const chat = await openChat(page);
    await chat.frame.locator(".found", { hasText: "Ollama 0.24.0 · qwen2.5-coder:1.5b" }).waitFor();
    await chat.chips.filter({ hasText: /^sum\.ts/ }).waitFor();
    await screenshot("chat-empty");

    await editor.lines.click();
    await editor.goTo(3, 1);
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    await chat.chips.filter({ hasText: "sum.ts:3–4" }).waitFor();
    await chat.button("Remove sum.ts:3–4").click();
    await chat.chips.waitFor({ state: "detached" });
    await chat.button("Add sum.ts:3–4").click();
    await chat.chips.filter({ hasText: "sum.ts:3–4" }).waitFor();
  });

  it("confirms once that this is their machine, before a word is sent", async () => {
    const { page, ollama, screenshot } = session();
    const sent = chats(ollama.requests).length;
    const chat = chatPanel(page);
    await chat.ask("Why does sum() return NaN?");
    const dialog = await modalDialog(page);
    assert.match(await dialog.message(), /^Use models on 127\.0\.0\.1:\d+\?$/);
    assert.match(await dialog.detail(), /What you send stays on that machine\./);
    assert.match(
      await dialog.detail(),
      /as the server reported at \d\d:\d\d:\d\d UTC \(Ollama API 0\.24\.0\), the model runs there/,
    );
    await screenshot("chat-confirm");
    await dialog.choose("Cancel");
    await chat.turn.getByText(/^You kept this from 127\.0\.0\.1:\d+\. Nothing was sent\.$/).waitFor();
    await screenshot("chat-declined");
    assert.equal(chats(ollama.requests).length, sent);
  });

  it("reads the answer while it grows, and where it came from", async () => {
    const { page, ollama, sends, screenshot } = session();
    ollama.script({ pace: "manual", answer: { tokens: inTokens(answer) } });
    const chat = chatPanel(page);
    await chat.turn.getByRole("button", { name: "Try again" }).click();
    await (await modalDialog(page)).choose("Use it");
    const request = await ollama.waitFor((one) => one.path === "/api/chat" && one.body.includes("NaN"));
    await chat.turn.getByRole("progressbar").waitFor();
    await screenshot("chat-waiting");
    ollama.release(4, request);
    await chat.turn.locator("code", { hasText: "total" }).waitFor();
    await drawbridgeStatus(page).item.locator('[aria-label*="Data is moving now"]').waitFor();
    await screenshot("chat-streaming");
    ollama.release(Infinity);
    await chat.ended();
    await chat.turn.getByText("That is all there is to it.").waitFor();
    // The colours are a bundle that the page's policy must let through here, too.
    await chat.turn.locator("code .hljs-keyword", { hasText: "let" }).waitFor();
    assert.match(request.body, /"model":"qwen2\.5-coder:1\.5b:local"/);
    assert.match(request.body, /let total = 0;\\n\s*for/, "the chip went along");

    const measured = chat.turn.locator(".measured");
    assert.match(
      (await measured.innerText()).replaceAll("\n", " "),
      /^On device \d+ tok \d+ tok\/s [\d.]+ s$/,
    );
    assert.match((await measured.getAttribute("title")) ?? "", /^connected to 127\.0\.0\.1$/m);
    await screenshot("chat-answered");
    const end = sends("chat").findLast((entry) => entry.phase === "end");
    const attempt = sends("chat").find((entry) => entry.id === end?.id);
    assert.ok(attempt?.phase === "attempt" && end?.phase === "end");
    assert.equal(attempt.bytes, request.bytes);
    assert.equal(end.outcome, "done");
    assert.match(await measured.innerText(), new RegExp(`\\n${end.answerTokens ?? "none"} tok\\n`));
  });

  it("opens the record of an answer, in words, and goes from its file to all that carried it", async () => {
    const { page, ledger, screenshot } = session();
    const sent = ledger().findLast((entry) => entry.phase === "attempt" && entry.purpose === "chat");
    await chatPanel(page).turn.locator(".measured").click();
    await page.locator(".tab.active", { hasText: "Drawbridge Ledger" }).waitFor();
    const { frame, opened, checks, week, close } = ledgerPanel(page);
    await opened.locator(`[data-line="${sent?.id ?? "none"}"]:focus`).waitFor();
    await checks.filter({ hasText: "chain holds" }).waitFor();
    await week.filter({ hasText: "this week" }).waitFor();
    assert.match(await opened.innerText(), /Workspace\s+sample[^]*Model\s+qwen2\.5-coder:1\.5b/);
    await screenshot("ledger");
    await opened.getByRole("button", { name: "sum.ts" }).click();
    await frame.getByText("Requests that carried").waitFor();
    await frame.locator(".banner", { hasText: "this device" }).waitFor();
    await screenshot("ledger-one-file");
    await frame.getByRole("button", { name: "Back to all files" }).click();
    await frame.locator(".banner").waitFor({ state: "detached" });
    await close();
  });

  it("copies the answer and its code, and inserts code at the cursor", async () => {
    const { page } = session();
    const chat = chatPanel(page);
    const clipboardHolds = (text: string): Promise<unknown> =>
      page.waitForFunction(async (wanted) => (await navigator.clipboard.readText()) === wanted, text);
    await chat.button("Copy the answer").click();
    await chat.button("Copied").waitFor();
    await clipboardHolds(answer);
    await chat.turn.locator("figure.code").hover();
    await chat.turn.getByRole("button", { name: "Copy", exact: true }).click();
    // Of the two ways to copy: the answer's own may say so still.
    await chat.turn.locator("figure.code").getByRole("button", { name: "Copied" }).waitFor();
    await clipboardHolds("let total = 0;");

    const editor = await openFile(page, "strings.ts");
    await editor.goTo(1, 1);
    await chat.turn.locator("figure.code").hover();
    await chat.turn.getByRole("button", { name: "Insert" }).click();
    await editor.lines
      .locator(".view-line")
      .first()
      .filter({ hasText: /^let.total.=.0;/ })
      .waitFor();
    await editor.focus();
    await page.keyboard.press("Control+Z");
  });

  it("asks again and gets a new answer in the place of the old one", async () => {
    const { page, ollama } = session();
    const chat = chatPanel(page);
    ollama.script({ pace: "atOnce", answer: { tokens: inTokens("Another answer.") } });
    await chat.button("Ask again").click();
    await chat.turn.getByText("Another answer.").waitFor();
    await chat.ended();
    assert.equal(await chat.frame.locator(".turn").count(), 1);
    assert.doesNotMatch(await chat.turn.innerText(), /total is a number/);
  });

  it("stops an answer: the server is left, and what there is stays", async () => {
    const { page, ollama, sends, screenshot } = session();
    const chat = chatPanel(page);
    ollama.script({ pace: "manual", answer: { tokens: inTokens("One two three four five six.") } });
    await chat.ask("Count to six.");
    const request = await ollama.waitFor(
      (one) => one.path === "/api/chat" && one.body.includes("Count to six"),
    );
    ollama.release(2, request);
    await chat.turn.getByText("One two").waitFor();
    await chat.button("Stop").click();
    await ollama.waitFor((one) => one === request && one.aborted);
    await chat.turn.getByText("Stopped.", { exact: true }).waitFor();
    assert.match(await chat.turn.innerText(), /One two\n/);
    await screenshot("chat-stopped");
    const end = sends("chat").findLast((entry) => entry.phase === "end");
    assert.equal(end?.phase === "end" && end.outcome, "stopped");
  });
});
