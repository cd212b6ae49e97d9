import assert from "node:assert/strict";
import type { LoggedRequest } from "../support/scripted/requestLog.ts";
import { lastText, openChat } from "./openChat.ts";
import { recordedModel } from "../support/scripted/ollamaModels.ts";
import { compatible, createStage } from "./stage.ts";
import { tasksSeen } from "./ask.ts";

const tokens = ["The ", "capital ", "is ", "Paris."];
const isChat = ({ path }: LoggedRequest): boolean => path === "/api/chat";

describe("integration/chat", () => {
  const stage = createStage();

  it("shows an answer as it comes, token by token, and keeps it with what was measured", async () => {
    const server = await stage.server({ answer: { tokens }, pace: "manual" });
    const { session, until, answers } = openChat(await stage.drawbridge(server));
    const sent = session.send("Which city?");
    for (const [index, token] of tokens.entries()) {
      server.release();
      const sofar = tokens.slice(0, index).join("") + token;
      const state = await until((now) => lastText(now) === sofar);
      assert.equal(state.turns.at(-1)?.answer.status === "done", false);
    }
    await sent;
    const [answer, ...more] = answers();
    assert.deepEqual(more, []);
    assert.equal(answer?.text, tokens.join(""));
    assert.equal(answer.outcome, "done");
    assert.equal(answer.destination?.class, "device");
    assert.deepEqual(answer.usage?.answerTokens, tokens.length + 1);
  });

  it("sends the conversation so far along with the next question", async () => {
    const server = await stage.server({ answer: { tokens } });
    const { session } = openChat(await stage.drawbridge(server));
    await session.send("Which city?");
    await session.send("How large is it?");
    const second = tasksSeen(server)[1]?.body ?? "";
    for (const part of ["Which city?", tokens.join(""), "How large is it?"]) assert.ok(second.includes(part));
  });

  it("stops at the server, too, and keeps what there is", async () => {
    const server = await stage.server({ answer: { tokens }, pace: "manual" });
    const { session, until, answers } = openChat(await stage.drawbridge(server));
    const sent = session.send("Which city?");
    server.release(2);
    await until((state) => lastText(state) === "The capital ");
    session.stop();
    const request = await server.waitFor((candidate) => isChat(candidate) && candidate.aborted);
    await sent;
    assert.equal(request.tokensWritten, 2);
    assert.deepEqual(
      answers().map(({ text, outcome }) => [text, outcome]),
      [["The capital ", "stopped"]],
    );
  });

  it("can be stopped while the model still reads the question", async () => {
    const server = await stage.server({ answer: { tokens }, pace: "manual" });
    const { session, answers } = openChat(await stage.drawbridge(server));
    const sent = session.send("Which city?");
    await server.waitFor(isChat);
    session.stop();
    await server.waitFor((candidate) => isChat(candidate) && candidate.aborted);
    await sent;
    assert.deepEqual(
      answers().map(({ text, outcome }) => [text, outcome]),
      [["", "stopped"]],
    );
  });

  it("asks again without the old answer, and puts the new one in its place", async () => {
    const server = await stage.server({ answer: { tokens: ["Lyon."] } });
    const { session, until } = openChat(await stage.drawbridge(server));
    await session.send("Which city?");
    const { turns } = await until((state) => !state.busy && lastText(state) === "Lyon.");
    server.script({ answer: { tokens } });
    await session.turns.regenerate(turns[0]?.id ?? "");
    const now = await until((state) => !state.busy && lastText(state) === tokens.join(""));
    assert.equal(now.turns.length, 1);
    const [first, second] = tasksSeen(server);
    assert.equal(second?.body, first?.body);
  });

  it("lets go of a running answer when a new conversation starts, and keeps what there is", async () => {
    const server = await stage.server({ answer: { tokens }, pace: "manual" });
    const { session, until, stored } = openChat(await stage.drawbridge(server));
    const sent = session.send("Which city?");
    server.release(1);
    await until((state) => lastText(state) === "The ");
    session.startNew();
    const empty = await until((state) => state.turns.length === 0);
    assert.equal(empty.busy, false);
    await server.waitFor((candidate) => isChat(candidate) && candidate.aborted);
    await sent;
    const kept = stored.filter(({ event }) => event.type === "answered");
    assert.deepEqual(
      kept.map(({ id, event }) => [id, event.type === "answered" && event.answer.outcome]),
      [[stored[0]?.id, "stopped"]],
    );
    assert.notEqual(empty.conversation.id, stored[0]?.id);
  });

  it("keeps what there is of a running answer as interrupted when the window closes", async () => {
    const server = await stage.server({ answer: { tokens }, pace: "manual" });
    const { session, until, answers } = openChat(await stage.drawbridge(server));
    const sent = session.send("Which city?");
    server.release(3);
    await until((state) => lastText(state) === "The capital is ");
    session.dispose();
    assert.deepEqual(
      answers().map(({ text, outcome }) => [text, outcome]),
      [["The capital is ", "interrupted"]],
    );
    await server.waitFor((candidate) => isChat(candidate) && candidate.aborted);
    await sent;
    assert.equal(answers().length, 1);
  });

  it("says that a confirmation came too late, keeps it, and sends when asked again", async () => {
    const server = await stage.server({ answer: { tokens }, speaks: ["openai"] });
    let confirm: (yes: boolean) => void = () => undefined;
    let isAsked = (): void => undefined;
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    const bridge = await stage.drawbridge(server, {
      providers: [compatible(server)],
      chosen: { chat: { provider: "lm", model: recordedModel.name } },
      onConfirm: () =>
        new Promise((resolve) => {
          confirm = resolve;
          isAsked();
        }),
    });
    const { session, until } = openChat(bridge);
    const sent = session.send("Which city?");
    await asked;
    session.stop();
    await sent;
    await until((state) => state.turns[0]?.answer.status === "stopped");
    confirm(true);
    const { turns } = await until((state) => state.turns[0]?.answer.problem !== undefined);
    const { problem } = turns[0]?.answer ?? {};
    assert.equal(
      problem?.sentence,
      "You confirmed this after it was stopped. The confirmation is kept, but nothing was sent.",
    );
    assert.deepEqual(
      problem.steps.map(({ action }) => action),
      ["retry"],
    );
    assert.deepEqual(tasksSeen(server), []);
    await session.turns.regenerate(turns[0]?.id ?? "");
    await until((state) => lastText(state) === tokens.join(""));
    assert.equal(bridge.asked.confirmed.length, 1);
  });

  it("takes no second question while the first is answered", async () => {
    const server = await stage.server({ answer: { tokens }, pace: "manual" });
    const { session, until } = openChat(await stage.drawbridge(server));
    const sent = session.send("Which city?");
    server.release(1);
    await until((state) => lastText(state) === "The ");
    await session.send("And another?");
    server.release(Infinity);
    await sent;
    assert.equal(tasksSeen(server).length, 1);
  });
});
