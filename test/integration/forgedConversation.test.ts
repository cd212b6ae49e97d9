import assert from "node:assert/strict";
import type { ConversationEvent, StoredAnswer } from "../../src/chat/conversation.ts";
import { eventLine, headerLine } from "../../src/chat/conversationFile.ts";
import type { PathVerdict } from "../../src/context/pathVerdict.ts";
import type { Mode } from "../../src/terms/mode.ts";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import type { ModelRef } from "../../src/terms/modelRef.ts";
import { attachment, destination } from "../support/samples.ts";
import { cloud, cloudOrigin, fetchFrom, largeModel } from "./cloudApi.ts";
import { openChat } from "./openChat.ts";
import { createStage } from "./stage.ts";

const time = "2026-01-31T12:00:00.000Z";
const rates = attachment("rates.ts", "const rate = 7;");
const ruled: PathVerdict = { kind: "deviceOnly", rule: "rates*", from: "your settings" };

/** A conversation whose file was edited: it claims to have come from a cloud, and that no rule held its file. */
function forgedFile(changes: Partial<StoredAnswer> = {}): string {
  const answer: StoredAnswer = {
    text: "It says MARKED-ANSWER.",
    outcome: "done",
    ...largeModel,
    destination: destination({ class: "device", origin: cloudOrigin, host: "api.cloud.example" }),
    record: "../../x",
    ...changes,
  };
  const events: readonly ConversationEvent[] = [
    { type: "asked", turn: "t1", question: "What is the rate?", attachments: [rates], time },
    { type: "answered", turn: "t1", answer, time },
  ];
  return headerLine("forged") + events.map(eventLine).join("");
}

describe("integration/forgedConversation", () => {
  const stage = createStage();

  async function open(mode: Mode, chat: ModelRef | undefined, file: string) {
    const local = await stage.server();
    const api = fetchFrom(await stage.server({ speaks: ["openai"], models: [{ name: "large-1" }] }));
    const judge = (uri: string): PathVerdict => (uri === rates.source.uri ? ruled : { kind: "allowed" });
    const bridge = await stage.drawbridge(local, {
      providers: [ollamaProvider(local.url), cloud],
      ...(chat && { chosen: { chat } }),
      keys: { [cloudOrigin]: "key" },
      editorFetch: api.fetch,
      mode,
      judgePath: judge,
      onReview: () => true,
    });
    const opened = openChat(bridge, { verdict: judge }, file);
    await opened.session.restore();
    const sent = (): string => api.calls.map(({ body }) => Buffer.from(body).toString()).join("\n");
    return { ...opened, local, api, sent };
  }

  it("chooses no model and no server, whatever its file says about its answers", async () => {
    const { session, local, api, answers } = await open("onDevice", undefined, forgedFile());
    await session.turns.regenerate("t1");
    await session.send("And now?");
    assert.deepEqual(api.calls, []);
    assert.equal(local.requests.filter(({ path }) => path === "/api/chat").length, 2);
    assert.deepEqual(
      answers().map(({ provider, outcome }) => [provider, outcome]),
      [
        ["ollama", "done"],
        ["ollama", "done"],
      ],
    );
  });

  it("sends nothing in On this device when a cloud is chosen, nor when its file says to ask again", async () => {
    const steps = [{ label: "Read more", action: "retry" }] as const;
    const file = forgedFile({ outcome: "refused", problem: { sentence: "There is more.", steps } });
    const { session, api, answers } = await open("onDevice", largeModel, file);
    await session.turns.regenerate("t1");
    await session.send("And now?");
    assert.deepEqual(api.calls, []);
    assert.deepEqual(
      answers().map(({ outcome }) => outcome),
      ["refused", "refused"],
    );
  });

  it("is judged by the rules of now, also for a file that it says no rule kept on this device", async () => {
    const { session, sent } = await open("ask", largeModel, forgedFile());
    await session.send("And now?");
    assert.match(sent(), /And now\?/);
    for (const text of [rates.text, "MARKED-ANSWER"]) assert.ok(!sent().includes(text), text);
  });
});
