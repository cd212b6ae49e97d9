import assert from "node:assert/strict";
import { inTokens } from "../support/scripted/answerTokens.ts";
import { seeingModel } from "../support/scripted/ollamaModels.ts";
import type { LoggedRequest } from "../support/scripted/requestLog.ts";
import { useEditor } from "./harness.ts";
import { openChat } from "./page/chatPanel.ts";
import { runCommand } from "./page/commandPalette.ts";
import { copyPicture } from "./page/copyPicture.ts";
import { modalDialog } from "./page/modalDialog.ts";

const blind = "smollm2:135m";

/** The pictures of each request for a chat. */
function pictures(requests: readonly LoggedRequest[]): readonly number[] {
  return requests
    .filter(({ path }) => path === "/api/chat")
    .map(({ body }) => {
      const { messages } = JSON.parse(body) as { readonly messages: readonly { images?: string[] }[] };
      return messages.reduce((sum, { images = [] }) => sum + images.length, 0);
    });
}

describe("A person who asks about a picture", () => {
  const { session } = useEditor();
  before(async () => {
    const { page, ollama, changeSettings } = session();
    // The one that is chosen otherwise stays among them: who looked a moment ago does not look again for the next test.
    const models = [{ name: "qwen2.5-coder:1.5b" }, { name: blind }, seeingModel];
    ollama.script({ models, answer: { tokens: inTokens("Three colours.") } });
    await changeSettings({ "drawbridge.chat.model": `ollama/${blind}` });
    await runCommand(page, "Drawbridge: Forget Confirmations");
  });
  after(() => session().changeSettings({ "drawbridge.chat.model": undefined }));

  it("pastes it, and is told before sending that the model cannot see it", async () => {
    const { page, screenshot } = session();
    await copyPicture(page);
    const chat = await openChat(page);
    await chat.startNew();
    await page.keyboard.press("Control+V");
    const chip = chat.chips.filter({ hasText: "Pasted picture" });
    await chip.locator("img").waitFor();
    assert.match(await chip.innerText(), /320 × 200 px/);
    await chat.problem.filter({ hasText: `${blind} cannot see pictures.` }).waitFor();
    await screenshot("picture-blind");
  });

  it("gets nothing sent, and loses nothing", async () => {
    const { page, ollama } = session();
    const before = pictures(ollama.requests).length;
    const chat = await openChat(page);
    await chat.ask("What colours are these?");
    await chat.turn.getByText(`${blind} cannot see pictures. Nothing was sent.`).waitFor();
    assert.equal(pictures(ollama.requests).length, before);
    assert.equal(await chat.turn.locator(".question .chip img").count(), 1);
  });

  it("chooses a model that sees, which is shown the picture once", async () => {
    const { page, ollama, changeSettings, screenshot } = session();
    const before = pictures(ollama.requests).length;
    await changeSettings({ "drawbridge.chat.model": `ollama/${seeingModel.name}` });
    const chat = await openChat(page);
    await chat.frame.locator(".composer .route", { hasText: seeingModel.name }).waitFor();
    await copyPicture(page);
    await openChat(page);
    await page.keyboard.press("Control+V");
    await chat.chips.filter({ hasText: "Pasted picture" }).waitFor();
    await chat.problem.filter({ hasText: "cannot see" }).waitFor({ state: "detached" });
    await chat.ask("And these?");
    await (await modalDialog(page)).choose("Use it");
    await chat.turn.getByText("Three colours.").waitFor();
    assert.deepEqual(pictures(ollama.requests).slice(before), [1]);
    await screenshot("picture-seen");
  });

  it("goes on with a blind model, which is told of the picture and not shown it", async () => {
    const { page, ollama, changeSettings } = session();
    const before = pictures(ollama.requests).length;
    await changeSettings({ "drawbridge.chat.model": `ollama/${blind}` });
    const chat = await openChat(page);
    await chat.problem.filter({ hasText: "those of earlier questions are left out" }).waitFor();
    await chat.ask("Why?");
    await chat.ended();
    await chat.turn.getByText("Three colours.").waitFor();
    assert.deepEqual(pictures(ollama.requests).slice(before), [0]);
    const last = ollama.requests.findLast(({ path }) => path === "/api/chat");
    assert.match(last?.body ?? "", /\[Left out: a picture/);
  });
});
