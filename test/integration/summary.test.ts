import assert from "node:assert/strict";
import { estimateTokens } from "../../src/context/estimateTokens.ts";
import type { ChatViewState } from "../../src/protocol/messages.ts";
import { editorWith } from "../support/noRules.ts";
import { recordedModel } from "../support/scripted/ollamaModels.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { tasksSeen } from "./ask.ts";
import { openChat, type Chat } from "./openChat.ts";
import { compatible, createStage } from "./stage.ts";

const long = "word ".repeat(2100);
const gist = "You asked about words; word was the answer.";

/** What was asked last in each request, in order. */
function wishes(server: ScriptedServer): readonly string[] {
  return tasksSeen(server).map(({ body }) => {
    const { messages } = JSON.parse(body) as { readonly messages: readonly { readonly content: string }[] };
    return messages.at(-1)?.content ?? "";
  });
}

const isWish = (text: string): boolean => text.startsWith("Write a summary of our conversation so far");

/** Long answers, and a short one to whoever wants a summary. */
const talks = {
  answer: ({ prompt }: { readonly prompt: string }) => ({
    tokens: [prompt.includes("Write a summary of our conversation") ? gist : long],
    // As estimated: what is learned from counts is tested elsewhere.
    promptTokens: Math.floor(0.98 * estimateTokens(prompt)),
  }),
};

/** Asks until a turn would have to be left out, which it is after the third long answer. */
async function fill({ session }: Chat, questions = ["One?", "Two?", "Three?"]): Promise<void> {
  for (const question of questions) await session.send(question);
}

const summaries = ({ turns }: ChatViewState): readonly (string | undefined)[] =>
  turns.map(({ summary }) => summary?.text);

describe("integration/summary", () => {
  const stage = createStage();

  it("is made by itself on this device once earlier turns would be left out, and goes along instead of them", async () => {
    const server = await stage.server(talks);
    const chat = openChat(await stage.drawbridge(server));
    await fill(chat);
    assert.deepEqual(wishes(server).map(isWish), [false, false, false, true]);
    const { turns, composer } = await chat.until((state) => summaries(state).some((text) => text === gist));
    assert.equal(
      turns.findIndex(({ summary }) => summary !== undefined),
      0,
    );
    assert.equal(turns[0]?.summary?.model, recordedModel.name);
    assert.ok(turns[0].summary.measured);
    assert.deepEqual([composer.leftOutTurns, composer.summary], [undefined, undefined]);
    await chat.session.send("Four?");
    const body = tasksSeen(server)[4]?.body ?? "";
    assert.ok(body.includes(`[A summary of the conversation before this:]\\n${gist}\\n\\nTwo?`));
    assert.ok(!body.includes("One?"));
  });

  it("begins with the very text that was sent before, so that the server need not read it again", async () => {
    const server = await stage.server(talks);
    await fill(openChat(await stage.drawbridge(server)));
    const bodies = tasksSeen(server).map(({ body }) => body);
    const shared = (bodies[1] ?? "").split("Two?")[0] ?? "";
    assert.ok(shared.length > long.length);
    assert.ok(bodies[3]?.startsWith(shared));
  });

  it("can be undone: the turns themselves go along again, and none is made by itself from then on", async () => {
    const server = await stage.server(talks);
    const chat = openChat(await stage.drawbridge(server));
    await fill(chat);
    const { turns } = await chat.until((state) => summaries(state).includes(gist));
    chat.session.summaries.undo(turns[0]?.id ?? "");
    const undone = await chat.until((state) => !summaries(state).includes(gist));
    assert.deepEqual(undone.composer.summary, { isRunning: false });
    assert.equal(undone.composer.leftOutTurns, 1);
    assert.equal(undone.composer.noRoomFor?.[0], "“One?” and its answer");
    await chat.session.send("Four?");
    assert.ok(!(tasksSeen(server)[4]?.body ?? "").includes("summary"));
    assert.equal(wishes(server).filter(isWish).length, 1);
    await chat.session.summaries.make();
    assert.equal(wishes(server).filter(isWish).length, 2);
    const kept = chat.stored.map(({ event }) => event.type).filter((type) => type.includes("summ"));
    assert.deepEqual(kept, ["summarised", "unsummarised", "summarised"]);
  });

  it("is thrown away when it is hardly shorter than what it would stand for, and the turns are left out as before", async () => {
    const server = await stage.server({ answer: { tokens: [long, "word ".repeat(300)] } });
    const chat = openChat(await stage.drawbridge(server));
    await fill(chat);
    assert.equal(wishes(server).filter(isWish).length, 1);
    const { composer } = await chat.until(
      ({ busy, composer: { summary } }) => !busy && summary?.isRunning === false,
    );
    assert.equal(composer.leftOutTurns, 1);
    assert.ok(!chat.stored.some(({ event }) => event.type === "summarised"));
  });

  it("gives way to a question: what is being made of it ends, also at the server", async () => {
    const server = await stage.server(talks);
    const chat = openChat(await stage.drawbridge(server));
    await fill(chat, ["One?", "Two?"]);
    server.script({ ...talks, pace: "manual" });
    const third = chat.session.send("Three?");
    await server.waitFor((request) => request.path === "/api/chat" && request.body.includes("Three?"));
    server.release(1);
    await server.waitFor(({ body }) => body.includes("Write a summary"));
    assert.equal(
      (await chat.until(({ composer }) => composer.summary !== undefined)).composer.summary?.isRunning,
      true,
    );
    const fourth = chat.session.send("Four?");
    await server.waitFor(({ body, aborted }) => aborted && body.includes("Write a summary"));
    server.script({ ...talks, pace: "atOnce" });
    await Promise.all([third, fourth]);
    assert.equal(chat.answers().length, 4);
  });

  it("is never made by itself where it would leave this device or may be forwarded", async () => {
    const server = await stage.server({ ...talks, speaks: ["openai"] });
    const bridge = await stage.drawbridge(server, {
      providers: [compatible(server)],
      chosen: { chat: { provider: "lm", model: recordedModel.name } },
      onConfirm: () => Promise.resolve(true),
    });
    const chat = openChat(bridge, editorWith());
    await fill(chat);
    assert.equal(wishes(server).length, 3);
    const { composer } = await chat.until(
      ({ busy, composer: { leftOutTurns } }) => !busy && leftOutTurns === 1,
    );
    assert.deepEqual(composer.summary, { isRunning: false });
    await chat.session.summaries.make();
    assert.deepEqual(wishes(server).map(isWish), [false, false, false, true]);
    assert.ok(chat.stored.some(({ event }) => event.type === "summarised"));
  });
});
