import assert from "node:assert/strict";
import { cloudHost, useEditor } from "./harness.ts";
import { chatPanel } from "./page/chatPanel.ts";
import { runCommand } from "./page/commandPalette.ts";
import { modalDialog, type ModalDialog } from "./page/modalDialog.ts";
import { quickInput } from "./page/quickInput.ts";
import { reviewPanel } from "./page/reviewPanel.ts";
import { drawbridgeStatus } from "./page/statusItem.ts";
import { openFile } from "./page/textEditor.ts";

describe("A person who decides how far the bridge is down", () => {
  const { session } = useEditor();

  after(async () => {
    await pickMode("On this device");
    await pickModel("Automatic");
  });

  async function pickMode(label: string): Promise<void> {
    const { page } = session();
    await drawbridgeStatus(page).click();
    await (await quickInput(page)).choose(label);
  }

  /** Picks a looser mode and returns the question about it. */
  async function lower(label: string): Promise<ModalDialog> {
    await pickMode(label);
    return modalDialog(session().page);
  }

  async function modeIs(label: string): Promise<void> {
    const { item } = drawbridgeStatus(session().page);
    await item.locator(`[aria-label*="Mode: ${label}."]`).waitFor();
  }

  async function pickModel(model: string): Promise<void> {
    const { page } = session();
    await runCommand(page, "Drawbridge: Choose Chat Model");
    await (await quickInput(page)).choose(model);
  }

  const sentToCloud = (): readonly unknown[] =>
    session()
      .ledger()
      .filter((entry) => entry.phase === "attempt" && entry.host.includes(cloudHost));

  it("is told which providers would be used without asking, and can still say no", async () => {
    const { page, screenshot } = session();
    await pickMode("Cloud allowed");
    const providers = await quickInput(page);
    await providers.row("Faraway").waitFor();
    assert.equal(await providers.row("Team server").count(), 0);
    await providers.input.press("Enter");
    const dialog = await modalDialog(page);
    assert.equal(await dialog.message(), 'Lower the bridge to "Cloud allowed" for sample?');
    assert.match(await dialog.detail(), new RegExp(`Named providers: Faraway \\(${cloudHost}\\)\\.`));
    await screenshot("modes-cloud-question");
    await dialog.choose("Cancel");
    await modeIs("On this device");
  });

  it("sees that a cloud model is not allowed here, and what stopped it", async () => {
    const { page, sends, screenshot } = session();
    const chat = chatPanel(page);
    await pickModel("big-1");
    await chat.problem.getByText(`this workspace does not send to ${cloudHost}`).waitFor();
    await screenshot("modes-not-allowed");
    await chat.ask("And now?");
    await chat.turn.getByText(`this workspace does not send to ${cloudHost}`).waitFor();
    // Asking makes chat the task whose destination the item shows; before, completion may have been the last to act.
    const status = drawbridgeStatus(page);
    await status.shows(`${cloudHost} · big-1 · not allowed here`);
    assert.deepEqual(await status.icons(), ["warning"]);
    await screenshot("modes-refused");
    const refused = sends("chat").findLast((entry) => entry.phase === "refused");
    assert.ok(refused?.phase === "refused");
    assert.equal(refused.refusal, "modeForbids");
    assert.equal(refused.mode, "onDevice");
    assert.equal(refused.host, cloudHost);
    assert.deepEqual(sentToCloud(), []);
  });

  it("reviews what would go to a cloud, keeps it here, and that is written down", async () => {
    const { page, sends, screenshot } = session();
    const lowered = await lower("Ask before cloud");
    assert.match(await lowered.detail(), /Every send waits until you have seen where it goes/);
    await lowered.choose("Ask before cloud");
    await modeIs("Ask before cloud");
    const chat = chatPanel(page);
    await chat.startNew();
    await openFile(page, "sum.ts");
    await chat.chips.filter({ hasText: "sum.ts" }).waitFor();
    await chat.button("Review…").waitFor();
    await screenshot("modes-composer-cloud");
    await chat.ask("What would you say to this?");
    const review = await reviewPanel(page);
    assert.equal(await review.title(), `Send this to ${cloudHost} (big-1)?`);
    const sources = await review.sources();
    assert.match(sources[0] ?? "", /^Your question · 27 B$/);
    assert.match(sources[1] ?? "", /^src\/sum\.ts · whole file · [\d.]+ (B|KB)$/);
    assert.equal(sources.at(-1)?.startsWith("Instructions · "), true);
    const body = await review.body();
    assert.match(body, /"model":"big-1"/);
    assert.match(body, /What would you say to this\?/);
    await screenshot("modes-review");
    await review.choose("Cancel");
    await chat.turn.getByText(`You kept this from ${cloudHost}. Nothing was sent.`).waitFor();
    const refused = sends("chat").findLast((entry) => entry.phase === "refused");
    assert.ok(refused?.phase === "refused");
    assert.equal(refused.refusal, "declined");
    assert.equal(refused.bytes, Buffer.byteLength(body));
    assert.deepEqual(sentToCloud(), []);
  });

  it("keeps it here as well by closing the tab, and by stopping in the chat", async () => {
    const { page } = session();
    const chat = chatPanel(page);
    await chat.ask("And without me?");
    await (await reviewPanel(page)).tab.getByRole("button", { name: /Close/ }).click();
    await chat.turn.getByText(`You kept this from ${cloudHost}. Nothing was sent.`).waitFor();
    await chat.ask("And when I stop?");
    const { tab } = await reviewPanel(page);
    await chat.frame.locator("button.send.stop").click();
    await tab.waitFor({ state: "detached" });
    await chat.ended();
    assert.deepEqual(sentToCloud(), []);
    await pickMode("On this device");
    await modeIs("On this device");
    await pickModel("Automatic");
    await drawbridgeStatus(page).shows("On device · qwen2.5-coder:1.5b");
  });

  it("raises the bridge in the middle of an answer, and it ends", async () => {
    const { page, ollama, sends, screenshot } = session();
    await (await lower("My network")).choose("My network");
    await modeIs("My network");
    const chat = chatPanel(page);
    await chat.startNew();
    ollama.script({ pace: "manual" });
    await chat.ask("Go on for ever.");
    const request = await ollama.waitFor(
      ({ path, body }) => path === "/api/chat" && body.includes("for ever"),
    );
    ollama.release(2, request);
    await chat.turn.getByText("One two").waitFor();
    await pickMode("On this device");
    await ollama.waitFor((one) => one === request && one.aborted);
    await chat.turn.getByText("Stopped: what this workspace allows has changed.").waitFor();
    await chat.turn.getByText("One two").waitFor();
    await screenshot("modes-revoked");
    const end = sends("chat").findLast((entry) => entry.phase === "end");
    assert.equal(end?.phase === "end" && end.outcome, "revoked");
    ollama.script({ pace: "atOnce" });
  });

  it("pauses, and not even an errand leaves until it is over", async () => {
    const { page, ollama, screenshot } = session();
    await runCommand(page, "Drawbridge: Pause or Resume");
    const status = drawbridgeStatus(page);
    await status.shows(/^\s*Paused\s*$/);
    const asked = ollama.requests.length;
    const chat = chatPanel(page);
    await chat.problem.getByText("Drawbridge is paused in this workspace.").waitFor();
    await screenshot("modes-paused");
    await chat.turn.getByRole("button", { name: "Try again" }).click();
    await chat.turn.getByText("Drawbridge is paused in this workspace. Nothing was sent.").waitFor();
    const editor = await openFile(page, "invoice.ts");
    await editor.goToEnd();
    await editor.type("\nconst paused = ");
    await status.hoverWith("No suggestion: Drawbridge is paused");
    await screenshot("modes-paused-hover");
    assert.equal(ollama.requests.length, asked);

    await runCommand(page, "Drawbridge: Pause or Resume");
    const dialog = await modalDialog(page);
    assert.equal(await dialog.message(), "Resume in sample?");
    await dialog.choose("Cancel");
    await status.shows(/^\s*Paused\s*$/);

    await chat.turn.getByRole("button", { name: "Resume" }).click();
    await (await modalDialog(page)).choose("Resume");
    await status.shows("On device");
    await chat.ask("And now?");
    await chat.turn.getByText("One two three four five six.").waitFor();
    assert.ok(ollama.requests.length > asked);
    // Whichever went last: what the chat made the server forget is read ahead of the cursor again a moment later.
    await status.hoverWith(/Last sent: (?:Chat|Completion),/, "No suggestion: Drawbridge is paused");
  });

  it("cannot be led to Ollama's cloud by a name, which the server never hears", async () => {
    const { page, ollama, changeSettings, screenshot } = session();
    await changeSettings({ "drawbridge.chat.model": "ollama/gpt-oss:120b-cloud" });
    const chat = chatPanel(page);
    await chat.problem.getByText("this workspace does not send to ollama.com").waitFor();
    await chat.ask("Who are you?");
    await chat.turn.getByText("this workspace does not send to ollama.com").waitFor();
    await drawbridgeStatus(page).shows("not allowed here");
    await screenshot("modes-cloud-name");
    assert.deepEqual(
      ollama.requests.filter(({ body, path }) => path !== "/api/generate" && body.includes("120b-cloud")),
      [],
    );
    assert.ok(ollama.requests.every(({ forwardedTo }) => forwardedTo.length === 0));
  });
});
