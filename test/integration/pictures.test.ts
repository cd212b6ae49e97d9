import assert from "node:assert/strict";
import { pastedPicture } from "../../src/chat/pastedPicture.ts";
import { scout } from "../../src/setup/scout.ts";
import type { ModelRef } from "../../src/terms/modelRef.ts";
import type { Headless } from "../support/headless.ts";
import { png } from "../support/pictures.ts";
import { seeingModel } from "../support/scripted/ollamaModels.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { tasksSeen } from "./ask.ts";
import { openChat } from "./openChat.ts";
import { createStage } from "./stage.ts";

const handed = { base64: png().toString("base64") };
const blind = "smollm2:135m";

describe("integration/pictures", () => {
  const stage = createStage();

  /** A server with a model that sees and one that does not, and a chat whose model a test changes. */
  async function begin(first: string) {
    const server = await stage.server({ models: [{ name: blind }, seeingModel] });
    const chosen: { chat: ModelRef } = { chat: { provider: "ollama", model: first } };
    const bridge = await stage.drawbridge(server, { chosen });
    const chat = openChat(bridge);
    const choose = (model: string): void => {
      chosen.chat = { provider: "ollama", model };
    };
    return { server, bridge, chat, choose };
  }

  function imagesSent(server: ScriptedServer): readonly (readonly string[])[] {
    return tasksSeen(server).map(({ body }) => {
      const { messages } = JSON.parse(body) as { readonly messages: readonly { images?: string[] }[] };
      return messages.flatMap(({ images = [] }) => images);
    });
  }

  function sourcesOf(bridge: Headless): readonly string[] {
    const attempts = bridge.entries().flatMap((entry) => (entry.phase === "attempt" ? entry.sources : []));
    return attempts.map(({ kind, bytes }) => (bytes === undefined ? kind : `${kind}, ${bytes} B`));
  }

  it("go to a model that sees, once, and into the ledger with their size", async () => {
    const { server, bridge, chat } = await begin(seeingModel.name);
    chat.session.mentioning.take(pastedPicture(handed));
    await chat.session.send("What is this?");
    assert.deepEqual(imagesSent(server), [[handed.base64]]);
    assert.ok(sourcesOf(bridge).includes(`pasted, ${png().length} B`), sourcesOf(bridge).join("; "));
  });

  it("never go to one that is blind, which is told, and go when another one is chosen", async () => {
    const { server, chat, choose } = await begin(blind);
    chat.session.mentioning.take(pastedPicture(handed));
    await chat.session.send("What is this?");
    assert.deepEqual(imagesSent(server), []);
    const state = await chat.until(({ busy }) => !busy);
    const turn = state.turns[0];
    assert.deepEqual(
      [turn?.answer.status, turn?.answer.problem?.sentence],
      ["refused", `${blind} cannot see pictures. Nothing was sent.`],
    );
    choose(seeingModel.name);
    await chat.session.turns.regenerate(turn?.id ?? "");
    assert.deepEqual(imagesSent(server), [[handed.base64]]);
  });

  it("can be left out of a question that a blind model was asked", async () => {
    const { server, chat } = await begin(blind);
    chat.session.mentioning.take(pastedPicture(handed));
    await chat.session.send("What is this?");
    const turn = (await chat.until(({ busy }) => !busy)).turns[0];
    await chat.session.turns.leaveOutPictures(turn?.id ?? "");
    assert.deepEqual(imagesSent(server), [[]]);
    assert.deepEqual((await chat.until(({ busy }) => !busy)).turns[0]?.chips, []);
  });

  it("of earlier questions are left out for a blind model, with a note in their place", async () => {
    const { server, bridge, chat, choose } = await begin(seeingModel.name);
    chat.session.mentioning.take(pastedPicture(handed));
    await chat.session.send("What is this?");
    choose(blind);
    await scout({ task: "chat", trigger: "person" }, bridge);
    chat.session.refresh();
    const { composer } = await chat.until(({ busy }) => !busy);
    assert.equal(composer.sight, `${blind} cannot see pictures, so those of earlier questions are left out.`);
    await chat.session.send("Why?");
    assert.deepEqual(imagesSent(server), [[handed.base64], []]);
    assert.match(tasksSeen(server)[1]?.body ?? "", /\[Left out: a picture, which this model cannot see\.\]/);
  });

  it("can be taken away before anything is sent", async () => {
    const { chat } = await begin(blind);
    chat.session.appear();
    chat.session.mentioning.take(pastedPicture(handed));
    assert.equal((await chat.until(() => true)).chips.length, 1);
    chat.session.chips.removePictures();
    assert.deepEqual((await chat.until(() => true)).chips, []);
  });

  it("are shown to the view when it asks, and only those that are there", async () => {
    const { chat } = await begin(blind);
    const shown: string[] = [];
    chat.session.onDidChange((message) => {
      if (message.type === "picture") shown.push(message.url);
    });
    chat.session.mentioning.take(pastedPicture(handed));
    chat.session.chips.showPicture("0f");
    chat.session.chips.showPicture(pastedPicture(handed).attachments[0]?.picture?.sha256 ?? "");
    assert.deepEqual(shown, [`data:image/png;base64,${handed.base64}`]);
  });
});
