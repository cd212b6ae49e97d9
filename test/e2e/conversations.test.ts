import assert from "node:assert/strict";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { useEditor, type Session } from "./harness.ts";
import { chatPanel, openChat, type ChatPanel } from "./page/chatPanel.ts";
import { runCommand } from "./page/commandPalette.ts";
import { exportConversation } from "./page/exportConversation.ts";
import { modalDialog } from "./page/modalDialog.ts";
import { notifications } from "./page/notifications.ts";
import { quickInput } from "./page/quickInput.ts";
import { textEditor } from "./page/textEditor.ts";
import { drawbridgeStatus } from "./page/statusItem.ts";
import { inTokens } from "../support/scripted/answerTokens.ts";

async function reload({ page }: Session): Promise<ChatPanel> {
  await page.reload();
  await drawbridgeStatus(page).item.waitFor({ timeout: 60_000 });
  return openChat(page);
}

describe("A conversation", () => {
  const { session } = useEditor();

  it("is there again after the window was reloaded, with what came of an unfinished answer", async () => {
    const { page, ollama, screenshot } = session();
    let chat = chatPanel(page);
    await chat.ask("Where were we?");
    await chat.turn.getByText("One two three four five six.").waitFor();
    await chat.ended();
    ollama.script({ pace: "manual" });
    await chat.ask("Go on.");
    const request = await ollama.waitFor(({ path, body }) => path === "/api/chat" && body.includes("Go on."));
    assert.match(request.body, /Where were we\?.*One two three four five six\./);
    ollama.release(3, request);
    await chat.turn.getByText("One two three").waitFor();

    chat = await reload(session());
    await ollama.waitFor((one) => one === request && one.aborted);
    await chat.turn.getByText("Go on.").waitFor();
    const turns = chat.frame.locator(".turn");
    assert.equal(await turns.count(), 2);
    assert.match(
      await turns.first().innerText(),
      /Where were we\?[^]*One two three four five six\.[^]*On device/,
    );
    await chat.turn.getByText("One two three").waitFor();
    await screenshot("conversation-reloaded");
    ollama.script({ pace: "atOnce" });
    await chat.button("Ask again").click();
    await chat.turn.getByText("One two three four five six.").waitFor();
  });

  it("keeps the question that is not sent yet while the panel is away", async () => {
    const { page } = session();
    await chatPanel(page).message.fill("Not sent yet");
    await runCommand(page, "View: Toggle Secondary Side Bar Visibility");
    await chatPanel(page).message.waitFor({ state: "detached" });
    const chat = await openChat(page);
    await chat.holds("Not sent yet");
    await chat.message.fill("");
  });

  it("is in the history, opens from there with its draft, and comes back when it was deleted", async () => {
    const { page, screenshot } = session();
    const chat = chatPanel(page);
    await chat.startNew();
    await chat.ask("Which one is this?");
    await chat.ended();
    await chat.message.fill("Half a thought");
    await chat.startNew();
    await chat.holds("");
    await chat.ask("And this?");
    await chat.ended();

    await runCommand(page, "Drawbridge: Show History");
    const history = await quickInput(page, "History");
    await history.row("Which one is this?").waitFor();
    await screenshot("history");
    await history.input.fill("which");
    await history.choose("Which one is this?");
    await chat.turn.getByText("Which one is this?").waitFor();
    await chat.frame.locator("textarea.message:focus").waitFor();
    await chat.holds("Half a thought");

    await runCommand(page, "Drawbridge: Delete Conversation");
    await chat.frame.locator(".welcome").waitFor();
    await notifications(page).choose("was deleted", "Undo");
    await chat.turn.getByText("Which one is this?").waitFor();
    await chat.frame.locator("textarea.message:focus").waitFor();
    await chat.holds("Half a thought");
    await chat.message.fill("");
  });

  it("edits an earlier question and switches between the branches", async () => {
    const { page, ollama, storage, screenshot } = session();
    const chat = chatPanel(page);
    await chat.startNew();
    await chat.ask("What is a raft?");
    await chat.ended();
    await chat.ask("And a boat?");
    await chat.ended();
    const turns = chat.frame.locator(".turn");
    await turns.first().hover();
    await turns.first().getByRole("button", { name: "Edit the question" }).click();
    const editor = chat.frame.getByRole("textbox", { name: "Your question" });
    await editor.fill("What spans a river?");
    await editor.press("Enter");
    await chat.turn.locator(".question-text", { hasText: "What spans a river?" }).waitFor();
    await chat.ended();
    assert.equal(await turns.count(), 1);
    const request = await ollama.waitFor(
      ({ path, body }) => path === "/api/chat" && body.includes("spans a river"),
    );
    assert.doesNotMatch(request.body, /raft|boat/);
    await screenshot("conversation-branches");

    await chat.button("Previous question").click();
    await chat.turn.locator(".question-text", { hasText: "And a boat?" }).waitFor();
    await turns.first().getByRole("group", { name: "Question 1 of 2" }).waitFor();
    assert.equal(await turns.count(), 2);
    const again = await reload(session());
    await again.turn.locator(".question-text", { hasText: "And a boat?" }).waitFor();
    await again.button("Next question").click();
    await again.turn.locator(".question-text", { hasText: "What spans a river?" }).waitFor();
    const path = join(storage, "exported.md");
    await exportConversation(page, "Markdown", { path, sibling: "conversations" });
    await notifications(page).toasts.filter({ hasText: "The conversation was exported." }).waitFor();
    const text = await readFile(path, "utf8");
    assert.match(text, /2 questions of other branches[^]*## You · branch 2 of 2[^]*What spans a river\?/);
  });

  it("keeps both answers when a question is asked again, and has a stopped one go on", async () => {
    const { page, ollama, screenshot } = session();
    const chat = chatPanel(page);
    await chat.startNew();
    await chat.ask("Twice, please.");
    await chat.ended();
    await chat.button("Ask again").click();
    await chat.turn.getByRole("group", { name: "Answer 2 of 2" }).waitFor();
    await chat.button("Previous answer").click();
    await chat.turn.getByRole("group", { name: "Answer 1 of 2" }).waitFor();
    await chat.button("Good answer").click();
    await chat.frame.getByRole("button", { name: "Good answer", pressed: true }).waitFor();

    ollama.script({ pace: "manual" });
    await chat.ask("Once more.");
    const begun = await ollama.waitFor(
      ({ path, body }) => path === "/api/chat" && body.includes("Once more."),
    );
    ollama.release(3, begun);
    await chat.turn.getByText("One two three").waitFor();
    await chat.button("Stop").click();
    await chat.button("Continue").waitFor();
    await screenshot("answer-stopped");
    ollama.script({ pace: "atOnce" });
    await runCommand(page, "Drawbridge: Continue Answer");
    const request = await ollama.waitFor(({ body }) =>
      /"role":"assistant","content":"One two three[^"]*"\}\]/.test(body),
    );
    await chat.turn.getByText(/^One two three.*four five six\.$/).waitFor();
    await chat.ended();
    await chat.button("Continue").waitFor({ state: "detached" });
    assert.equal(await chat.frame.locator(".turn").count(), 2);
    assert.doesNotMatch(request.body, /cut off/);
  });

  it("opens code in a new file that is not saved, under the name that the answer gives it", async () => {
    const { page, ollama, screenshot } = session();
    const chat = chatPanel(page);
    const code = "```ts src/total.ts\nlet total = 0;\n```";
    ollama.script({ pace: "atOnce", answer: { tokens: inTokens(code) } });
    await chat.ask("Write it into a file.");
    await chat.ended();
    await chat.turn.getByRole("button", { name: "New file" }).press("Enter");
    await page.locator('.tab.active.dirty[data-resource-name="total.ts"]').waitFor();
    const editor = textEditor(page);
    await editor.lines.locator(".view-line", { hasText: /^let.total.=.0;$/ }).waitFor();
    await page.getByRole("button", { name: /^TypeScript/ }).waitFor();
    await screenshot("new-file");
    await runCommand(page, "View: Revert and Close Editor");
    ollama.script({ pace: "atOnce", answer: { tokens: inTokens("One two three four five six.") } });
  });

  it("that a newer Drawbridge wrote can be read and not continued", async () => {
    const { page, storage, screenshot } = session();
    const [workspace] = await readdir(join(storage, "conversations"));
    assert.ok(workspace);
    const file = join(storage, "conversations", workspace, "from-the-future.jsonl");
    const lines = [
      { type: "conversation", version: 3, id: "from-the-future", mood: "cheerful" },
      { type: "asked", turn: "t", question: "What will be?", attachments: [], time: "2031-01-01T00:00:00Z" },
      { type: "foreseen", turn: "t" },
    ];
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    await writeFile(file, text);
    try {
      await page.reload();
      await drawbridgeStatus(page).item.waitFor({ timeout: 60_000 });
      await page.keyboard.press("Control+Alt+D");
      const { frame, message } = chatPanel(page);
      await frame
        .getByText("A newer Drawbridge wrote this conversation; this one can only show it.")
        .waitFor();
      await frame.locator(".question-text", { hasText: "What will be?" }).waitFor();
      assert.equal(await message.count(), 0);
      assert.equal(await frame.getByRole("button", { name: "Ask again" }).count(), 0);
      await screenshot("conversation-newer");
    } finally {
      await rm(file);
    }
    const chat = chatPanel(page);
    await chat.startNew();
    await chat.ask("And today?");
    await chat.turn.getByText("One two three four five six.").waitFor();
  });

  it("is deleted with what else was picked of all that is kept, and nothing besides", async () => {
    const { page, storage, ledger, screenshot } = session();
    const chat = chatPanel(page);
    const before = new Set(ledger().map(({ id }) => id));
    assert.ok(before.size > 0);
    await chat.message.fill("Never sent");
    await runCommand(page, "Drawbridge: Delete All My Data");
    const list = await quickInput(page, "Delete All My Data");
    await list.row("Conversations").waitFor();
    await list.row("Ledger").waitFor();
    await screenshot("delete-all-data");
    await list.choose("Choices");
    await list.input.press("Enter");
    const dialog = await modalDialog(page);
    assert.match(await dialog.detail(), /^Conversations \(\d+ KB\), Ledger \(\d+ KB\)(?!.*Choices)/);
    await dialog.choose("Delete");
    await notifications(page).toasts.filter({ hasText: "Your data was deleted." }).waitFor();
    await chat.frame.locator(".welcome").waitFor();
    await chat.holds("");
    await assert.rejects(readdir(join(storage, "conversations")), { code: "ENOENT" });
    const files = (await readdir(join(storage, "ledger"))).filter((name) => name.endsWith(".jsonl"));
    assert.equal(files.length, 1);
    // Servers may have been asked something since.
    const now = ledger();
    assert.equal(now[0]?.phase, "deleted");
    assert.deepEqual(
      now.filter(({ id }) => before.has(id)),
      [],
    );
  });
});
