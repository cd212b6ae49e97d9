import assert from "node:assert/strict";
import type { Attachment } from "../../src/context/attachment.ts";
import type { PathVerdict } from "../../src/context/pathVerdict.ts";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import type { ModelRef } from "../../src/terms/modelRef.ts";
import type { ReviewReply } from "../support/headless.ts";
import { attachment } from "../support/samples.ts";
import { projectRules } from "../support/noRules.ts";
import { cloud, cloudOrigin, fetchFrom, largeModel } from "./cloudApi.ts";
import { openChat } from "./openChat.ts";
import { createStage } from "./stage.ts";

const rates = attachment("rates.ts", "const rate = 7;");
const stays: PathVerdict = { kind: "deviceOnly", rule: "rates*", from: "your settings" };
const told = "It says MARKED-ANSWER.";

describe("integration/inheritedSources", () => {
  const stage = createStage();

  /** A chat whose first question, about a file that stays on this device, a model on this device has answered. */
  async function begin(replies: ReviewReply[], { asRules = false } = {}) {
    const local = await stage.server({ answer: { tokens: [told] } });
    const api = fetchFrom(await stage.server({ speaks: ["openai"], models: [{ name: "large-1" }] }));
    const chosen: { chat?: ModelRef } = {};
    let isRuled = true;
    const judge = (uri: string): PathVerdict =>
      isRuled && uri === rates.source.uri ? stays : { kind: "allowed" };
    const bridge = await stage.drawbridge(local, {
      providers: [ollamaProvider(local.url), cloud],
      chosen,
      keys: { [cloudOrigin]: "key" },
      editorFetch: api.fetch,
      mode: "ask",
      judgePath: judge,
      onReview: () => replies.shift() ?? false,
    });
    let active: Attachment | undefined = rates;
    const rules = projectRules(() => (asRules && active !== undefined ? [active] : []));
    const editor = { active: () => (asRules ? undefined : active), verdict: (uri: string) => judge(uri) };
    const chat = openChat(bridge, editor, "", rules);
    chat.session.refresh();
    await chat.session.send("What is the rate?");
    active = undefined;
    chat.session.refresh();
    chosen.chat = largeModel;
    const sent = (): string => api.calls.map(({ body }) => Buffer.from(body).toString()).join("\n");
    const dropRule = (): void => {
      isRuled = false;
    };
    return { ...chat, sent, dropRule };
  }

  it("keeps an answer on this device when its file was left out and asking again came to nothing", async () => {
    const chat = await begin([false, true]);
    const turn = chat.stored[0]?.event;
    assert.ok(turn?.type === "asked");
    await chat.session.turns.regenerate(turn.turn);
    await chat.session.turns.leaveOut(turn.turn);
    assert.equal(chat.sent(), "");
    await chat.session.send("And now?");
    assert.match(chat.sent(), /And now\?/);
    assert.ok(!chat.sent().includes("MARKED-ANSWER"));
  });

  it("keeps an answer on this device that was made with rules of the project which stay here", async () => {
    const chat = await begin([true], { asRules: true });
    chat.dropRule();
    chat.session.refresh();
    await chat.session.send("And now?");
    assert.match(chat.sent(), /And now\?/);
    for (const text of [rates.text, "MARKED-ANSWER"]) assert.ok(!chat.sent().includes(text), text);
  });

  it("keeps what came into the conversation under a rule on this device when the rule is gone", async () => {
    const chat = await begin([true]);
    chat.dropRule();
    chat.session.refresh();
    await chat.session.send("And now?");
    assert.match(chat.sent(), /And now\?/);
    for (const text of [rates.text, "MARKED-ANSWER"]) assert.ok(!chat.sent().includes(text), text);
  });
});
