import assert from "node:assert/strict";
import { useEditor } from "./harness.ts";
import { openChat } from "./page/chatPanel.ts";
import { runCommand } from "./page/commandPalette.ts";
import { modalDialog } from "./page/modalDialog.ts";
import { textEditor } from "./page/textEditor.ts";

describe("A person who sets their machine up", () => {
  const { session } = useEditor();

  it("reads in the empty chat what is missing, step by step, and at last what is there", async () => {
    const { page, ollama, screenshot } = session();
    const chat = await openChat(page);
    await chat.startNew();
    const welcome = chat.frame.locator(".welcome");
    const again = async (): Promise<void> => {
      await welcome.getByRole("button", { name: "Look again" }).click();
    };
    await welcome.getByText(/^Ollama [\d.]+ · qwen2\.5-coder:1\.5b/).waitFor();
    ollama.script({ refusing: true });
    await chat.ask("Is anybody there?");
    await chat.startNew();
    await welcome
      .getByText(/^Ollama (?:is installed|does not answer and was not found in the usual places) on /)
      .waitFor();
    assert.equal(await chat.problem.count(), 0);
    await screenshot("set-up-not-running");
    ollama.script({ refusing: false, models: [] });
    await again();
    await welcome.getByText(/^Ollama [\d.]+ is running and has no model to chat with\.$/).waitFor();
    const get = welcome.getByRole("button", { name: /^Get \S+ \([\d.]+ [GM]B\)$/ });
    const [, model = ""] = /^Get (\S+) /.exec(await get.innerText()) ?? [];
    await screenshot("set-up-no-model");
    await get.click();
    const dialog = await modalDialog(page);
    assert.ok(model !== "" && (await dialog.message()).includes(model));
    await screenshot("set-up-get-model");
    await dialog.choose("Cancel");
    ollama.script({ models: [{ name: "qwen2.5-coder:1.5b" }, { name: "smollm2:135m" }] });
    await again();
    await welcome.getByText(/^Ollama [\d.]+ · qwen2\.5-coder:1\.5b/).waitFor();
  });

  it("opens the walkthrough by a command, with its picture", async () => {
    const { page, screenshot } = session();
    await runCommand(page, "Drawbridge: Get Started");
    const walkthrough = page.locator(".gettingStartedContainer");
    await walkthrough.locator("h2", { hasText: "Get Started with Drawbridge" }).waitFor();
    await walkthrough.getByText("A model on your machine").click();
    await walkthrough.getByRole("button", { name: "See what is there" }).waitFor();
    assert.equal(await walkthrough.locator(".getting-started-step").count(), 5);
    await screenshot("set-up-walkthrough");
  });

  it("writes a report that names no server of theirs", async () => {
    const { page, ollama, screenshot } = session();
    await runCommand(page, "Drawbridge: Diagnose");
    await page.locator(".tab.active", { hasText: "Untitled" }).waitFor();
    const text = await textEditor(page).text();
    await screenshot("set-up-report");
    assert.match(text, /# Drawbridge report/);
    assert.ok(!text.includes(new URL(ollama.url).port) && !text.includes("Team server"), text);
  });
});
