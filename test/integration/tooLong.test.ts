import assert from "node:assert/strict";
import { estimateTokens } from "../../src/context/estimateTokens.ts";
import { tasksSeen } from "./ask.ts";
import { openChat } from "./openChat.ts";
import { createStage } from "./stage.ts";

const long = "word ".repeat(2000);

/** The options and switches of each request. */
type Asked = { readonly options: object; readonly truncate: boolean; readonly shift: boolean };

describe("integration/tooLong", () => {
  const stage = createStage();

  it("says what it can when a conversation is too long after all, and asks again with less of it", async () => {
    const server = await stage.server({
      answer: ({ prompt }) => {
        const read = estimateTokens(prompt);
        // Its tokens are as estimated, and more than the half of its room are too many for it.
        return {
          tokens: [prompt.includes("Write a summary") ? "" : long],
          promptTokens: read > 4000 ? 9000 : read,
        };
      },
    });
    const { session, until } = openChat(await stage.drawbridge(server));
    for (const question of ["One?", "Two?", "Three?"]) await session.send(question);
    const refused = await until(({ busy, turns }) => !busy && turns.length === 3);
    const { id = "", answer } = refused.turns[2] ?? {};
    assert.match(
      answer?.problem?.sentence ?? "",
      /^This conversation is too long for .* fewer earlier messages go along\.$/,
    );
    assert.deepEqual(
      answer?.problem?.steps.map(({ action }) => action),
      ["retry", "newConversation", "pickModel"],
    );
    assert.deepEqual(refused.composer.noRoomFor, ["“One?” and its answer"]);
    await session.turns.regenerate(id);
    await until(({ busy, turns }) => !busy && turns[2]?.answer.text === long);
    const last = tasksSeen(server).at(-1)?.body ?? "";
    assert.ok(last.includes("Two?") && !last.includes("One?"));
  });

  it("offers no other try where there is nothing to leave out", async () => {
    const server = await stage.server({ answer: { tokens: ["never"], promptTokens: 9000 } });
    const { session, until } = openChat(await stage.drawbridge(server));
    await session.send("word ".repeat(6000));
    const { turns } = await until(({ busy, turns: [turn] }) => !busy && turn !== undefined);
    assert.deepEqual(
      turns[0]?.answer.problem?.steps.map(({ action }) => action),
      ["editQuestion", "newConversation", "pickModel"],
    );
  });

  it("asks every time for the same context length, and that nothing is cut in silence", async () => {
    const server = await stage.server({ answer: { tokens: ["Yes."] } });
    const { session } = openChat(await stage.drawbridge(server));
    for (const question of ["One?", "Two?", "Three?"]) await session.send(question);
    const asked = tasksSeen(server).map(({ body }) => {
      const { options, truncate, shift } = JSON.parse(body) as Asked;
      return { options, truncate, shift };
    });
    assert.equal(asked.length, 3);
    for (const one of asked)
      assert.deepEqual(one, { options: { num_ctx: 8192 }, truncate: false, shift: false });
  });
});
