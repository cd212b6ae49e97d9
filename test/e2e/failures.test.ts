import assert from "node:assert/strict";
import type { ScriptPart } from "../support/scripted/serverScript.ts";
import { cutAfter, failsWith, malformedAfter, on, resetAfterHeaders } from "../support/scripted/faults.ts";
import { useEditor } from "./harness.ts";
import { chatPanel } from "./page/chatPanel.ts";
import { runCommand } from "./page/commandPalette.ts";
import { modalDialog } from "./page/modalDialog.ts";
import { notifications } from "./page/notifications.ts";
import { quickInput } from "./page/quickInput.ts";
import { drawbridgeStatus } from "./page/statusItem.ts";

describe("A person for whom something goes wrong", () => {
  const { session } = useEditor();

  /** What happens, the sentence for it, the text that is kept, and what the ledger calls it. */
  const mishaps: readonly (readonly [string, ScriptPart, string, string, string])[] = [
    [
      "the connection breaks",
      { faults: [on("/api/chat", cutAfter(3))] },
      "The connection to Ollama broke in the middle of the answer.",
      "One two three",
      "cut",
    ],
    [
      "nonsense comes",
      { faults: [on("/api/chat", malformedAfter(2))] },
      "Ollama sent something that is not an answer.",
      "One two",
      "malformed",
    ],
    [
      "the server dies",
      { faults: [on("/api/chat", resetAfterHeaders())] },
      "The connection to Ollama broke in the middle of the answer.",
      "",
      "cut",
    ],
    [
      "the model is missing",
      { faults: [on("/api/chat", failsWith(404, { message: "model not found" }))] },
      "Ollama does not have qwen2.5-coder:1.5b.",
      "",
      "modelMissing",
    ],
  ];

  it("reads one sentence and a way on for each, and what came is kept", async () => {
    const { page, ollama, sends, screenshot } = session();
    const chat = chatPanel(page);
    for (const [what, script, sentence, kept, outcome] of mishaps) {
      ollama.script(script);
      await chat.ask(`What if ${what}?`);
      await chat.ended();
      const problem = chat.turn.locator(".problem");
      await problem.getByText(sentence).waitFor();
      await problem.getByRole("button").first().waitFor();
      assert.ok((await chat.turn.locator(".answer").innerText()).includes(kept), what);
      const end = sends("chat").findLast((entry) => entry.phase === "end");
      assert.equal(end?.phase === "end" && end.outcome, outcome, what);
    }
    await screenshot("failures-answers");
    ollama.script({ faults: [] });
    await chat.turn.getByRole("button", { name: "Try again" }).click();
    await chat.turn.getByText("One two three four five six.").waitFor();
  });

  it("learns that the server is not running, and goes on without a reload when it runs again", async () => {
    const { page, ollama, screenshot } = session();
    const chat = chatPanel(page);
    await chat.startNew();
    ollama.script({ refusing: true });
    await chat.ask("Is anybody there?");
    const problem = chat.turn.locator(".problem");
    await problem.getByText("Ollama is not running.").waitFor();
    await problem.getByRole("button", { name: "How to start it" }).waitFor();
    const status = drawbridgeStatus(page);
    await status.shows("Ollama is not running");
    assert.deepEqual(await status.icons(), ["warning"]);
    await screenshot("failures-not-running");
    ollama.script({ refusing: false });
    await problem.getByRole("button", { name: "Try again" }).click();
    await chat.turn.getByText("One two three four five six.").waitFor();
    await status.shows("On device · qwen2.5-coder:1.5b");
  });

  it("is told that a key is wrong, sets the right one, and still reads that the server may forward", async () => {
    const { page, team, ledger, screenshot } = session();
    const status = drawbridgeStatus(page);
    const chat = chatPanel(page);
    await chat.startNew();
    await runCommand(page, "Drawbridge: Choose Chat Model");
    await (await quickInput(page)).choose("team-model");
    const dialog = await modalDialog(page);
    assert.match(await dialog.message(), /^Use the server at 127\.0\.0\.1:\d+\?$/);
    assert.match(await dialog.detail(), /It stays labelled "may forward"\./);
    await status.shows(/127\.0\.0\.1:\d+ · may forward · team-model · needs your confirmation/);
    await dialog.choose("Use it");
    await chat.ask("Hello, team?");
    const problem = chat.turn.locator(".problem");
    await problem.getByText("Team server did not accept the key.").waitFor();
    await screenshot("failures-key");

    await problem.getByRole("button", { name: "Set API key" }).click();
    await (await quickInput(page)).choose("Team server");
    const key = await quickInput(page);
    await key.box.getByText("API key for Team server").waitFor();
    assert.equal(await key.input.getAttribute("type"), "password");
    await key.enter("right-key");
    await chat.button("Ask again").click();
    await chat.turn.getByText("An answer of the team's.").waitFor();
    const request = team.requests.findLast(({ path }) => path === "/v1/chat/completions");
    assert.equal(request?.headers.authorization, "Bearer right-key");
    assert.match(await chat.turn.locator(".measured").innerText(), /127\.0\.0\.1:\d+\s· may forward/);
    await status.shows(/127\.0\.0\.1:\d+ · may forward · team-model\s*$/);
    // While the answer comes the words are the same beside another icon.
    await status.item.locator(".codicon-plug").waitFor();
    assert.deepEqual(await status.icons(), ["plug"]);
    const attempt = ledger().findLast((entry) => entry.phase === "attempt" && entry.purpose === "chat");
    assert.ok(attempt?.phase === "attempt");
    assert.deepEqual([attempt.class, attempt.grant], ["unverified", "confirmed"]);
  });

  it("is told once which setting is wrong, and what counts instead", async () => {
    const { page, changeSettings, screenshot } = session();
    await changeSettings({ "drawbridge.network.hosts": "gpu-box", "drawbridge.chat.model": undefined });
    const { toasts } = notifications(page);
    await toasts
      .filter({
        hasText:
          "drawbridge.network.hosts must be a list of host names or addresses. Its default is used instead.",
      })
      .waitFor();
    await screenshot("failures-setting");
    await changeSettings({ "drawbridge.network.hosts": undefined });
    await page.keyboard.press("Escape");
    await runCommand(page, "Notifications: Clear All Notifications");
    await toasts.first().waitFor({ state: "detached" });
  });
});
