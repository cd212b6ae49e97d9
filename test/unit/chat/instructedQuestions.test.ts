import assert from "node:assert/strict";
import { createEmitter } from "../../../src/base/event.ts";
import { err } from "../../../src/base/result.ts";
import { ChatSession } from "../../../src/chat/chatSession.ts";
import type { ConversationEvent } from "../../../src/chat/conversation.ts";
import type { PromptRead } from "../../../src/chat/readPrompts.ts";
import type { Attachment } from "../../../src/context/attachment.ts";
import { draftSources, messageText, type Draft } from "../../../src/prompt/draft.ts";
import type { ChatViewState, ToView } from "../../../src/protocol/messages.ts";
import type { Order } from "../../../src/sending/order.ts";
import type { SendEvent } from "../../../src/sending/sendEvent.ts";
import type { Destination } from "../../../src/terms/destination.ts";
import { sourceKey } from "../../../src/terms/source.ts";
import { attachment, destination, routeTo } from "../../support/samples.ts";
import { editorWith, noInstructions, noLimits, noMentions, noReviews } from "../../support/noRules.ts";

const sum = attachment("sum.ts", "let total = 0;");
const agents = attachment("AGENTS.md", "Be brief.");
const claude = attachment("CLAUDE.md", "Be kind.");
const price = attachment("price.ts", "+let price = 0;");
const shop: Attachment = { ...price, source: { ...price.source, shows: "changes" } };
const bread: Attachment = {
  ...attachment("bread.ts", "+let bread = 1;"),
  source: { ...attachment("bread.ts", "").source, shows: "changes" },
};
const changes: Readonly<Record<string, readonly Attachment[]>> = {
  "changes:shop#all": [shop],
  "changes:bakery#all": [bread],
};
const joins: Attachment = { ...attachment("joins.md", "Join like this."), use: "prompt" };
const answer: readonly SendEvent[] = [
  { kind: "text", text: "Well." },
  { kind: "end", reason: "stop", usage: {} },
];

describe("a question with instructions", () => {
  let orders: Order[];
  let scripts: (readonly SendEvent[])[];
  let kept: ConversationEvent[];
  let told: ToView[];
  let rules: readonly Attachment[];
  /** What happens when the files of rules are read. */
  let rereads: () => void;
  const rulesChanged = createEmitter<undefined>();
  let prompt: PromptRead;
  let changed: readonly string[];
  let reach: Destination;
  let active: Attachment;
  /** A prompt that takes its time. */
  let reading: Promise<PromptRead> | undefined;
  let chat: ChatSession;

  beforeEach(() => {
    orders = [];
    scripts = [];
    kept = [];
    told = [];
    rules = [];
    rereads = () => undefined;
    prompt = { kind: "unknown" };
    reach = destination();
    active = sum;
    changed = ["changes:shop#all", "changes:shop#staged", "changes:bakery#all"];
    let ids = 0;
    chat = new ChatSession({
      sending: {
        outlook: () => ({ ok: true, value: { route: routeTo(), destination: reach } }),
        send: async function* (order) {
          orders.push(order);
          await Promise.resolve();
          yield* scripts.shift() ?? answer;
        },
      },
      store: {
        latest: () => Promise.resolve(undefined),
        open: () => Promise.resolve(err("gone")),
        begin: () => undefined,
        news: () => Promise.resolve(),
        append: (_id, event) => kept.push(event),
        grow: () => undefined,
      },
      editor: editorWith(() => active),
      known: () => ({ kind: "unasked" }),
      newId: () => `id${(ids += 1)}`,
      now: () => "2026-01-01T00:00:00.000Z",
      clock: () => 0,
      mentions: {
        ...noMentions,
        readEvery: (kind, isMeant) => {
          assert.equal(kind, "changes");
          const read = changed.filter(isMeant).flatMap((id) => changes[id] ?? []);
          return Promise.resolve(read.length === 0 ? undefined : { attachments: read });
        },
      },
      rules: {
        ...noInstructions.rules,
        follow: () => {
          rereads();
          return Promise.resolve();
        },
        onDidChange: rulesChanged.event,
        current: () => ({ rules, leftOut: "CLAUDE.md is not text." }),
      },
      prompts: { list: () => Promise.resolve([]), read: () => reading ?? Promise.resolve(prompt) },
      reviews: noReviews,
      nextFrame: () => ({ dispose: () => undefined }),
    });
    chat.onDidChange((message) => told.push(message));
    chat.appear();
  });

  const draft = (limits = noLimits): Draft => {
    const order = orders.at(-1);
    assert.ok(order !== undefined);
    return order.draft(routeTo(), limits);
  };
  const asked = (): string => messageText(draft().messages.at(-1) ?? { role: "user", parts: [] });
  const system = (limits = noLimits): string =>
    messageText(draft(limits).messages[0] ?? { role: "system", parts: [] });
  const shown = (): ChatViewState | undefined =>
    told.flatMap((message) => (message.type === "state" ? [message.state] : [])).at(-1);

  it("is kept and shown as it was typed, and asked as what its command means", async () => {
    await chat.send("/fix it crashes on []");
    assert.equal(shown()?.turns[0]?.question, "/fix it crashes on []");
    assert.match(
      asked(),
      /^sum\.ts\n```[^]*let total = 0;[^]*```\n\nFind what is wrong [^]+\n\nit crashes on \[\]$/,
    );
    assert.deepEqual(draft().messages[1]?.parts.at(-1), {
      text: "it crashes on []",
      source: { kind: "question" },
    });
    assert.ok(draftSources(draft()).some(({ kind }) => kind === "instructions"));
  });

  it("has what is not committed beside it as soon as a review is called, and nothing for another command", async () => {
    await chat.call("explain");
    await chat.call("nobody knows this");
    chat.refresh();
    assert.deepEqual(
      shown()?.chips.map(({ label }) => label),
      ["sum.ts"],
    );
    await chat.call("review");
    chat.refresh();
    assert.deepEqual(
      shown()?.chips.map(({ label }) => label),
      ["sum.ts", "Changes in price.ts", "Changes in bread.ts"],
    );
    await chat.send("/review");
    assert.match(
      asked(),
      /Changes in price\.ts[^]*\+let price = 0;[^]*Review the changes or the code\. [^\n]+$/,
    );
  });

  it("has it also when it is sent right after the command was written", async () => {
    const calling = chat.call("review");
    await Promise.all([calling, chat.send("/review is this safe?")]);
    assert.match(asked(), /\+let price = 0;[^]*\+let bread = 1;[^]*is this safe\?/);
  });

  it("calls for a review where nothing has changed: nothing is put beside it, and that is said", async () => {
    changed = [];
    await chat.call("review");
    chat.refresh();
    assert.match(shown()?.composer.leftOut ?? "", /^No changes were found that are not committed\./);
    assert.deepEqual(
      shown()?.chips.map(({ label }) => label),
      ["sum.ts"],
    );
  });

  it("is sent as it was typed when nobody knows the word behind its /", async () => {
    for (const question of ["/etc/hosts is wrong", "/nobody knows this"]) {
      await chat.send(question);
      assert.ok(asked().endsWith(question), asked());
      chat.startNew();
    }
  });

  it("calls a prompt of the project: its text is asked, beside what else was typed, and shown as its file", async () => {
    prompt = { kind: "prompt", prompt: joins };
    await chat.send("/joins for orders");
    assert.match(asked(), /```\n\nJoin like this\.\n\nfor orders$/);
    assert.deepEqual(
      draft().messages[1]?.parts.find(({ text }) => text === "Join like this.")?.source,
      joins.source,
    );
    assert.deepEqual(
      shown()?.turns[0]?.chips.map(({ label }) => label),
      ["sum.ts", "joins.md"],
    );
    const asking = shown()?.turns[0];
    assert.equal(chat.chips.find(asking?.chips[1]?.id ?? "", asking?.id)?.text, "Join like this.");
    assert.ok(
      orders[0]?.files.some(({ path }) => path === "joins.md"),
      "the path rules are asked",
    );
  });

  it("comes back when its prompt cannot be used, and nothing is sent", async () => {
    prompt = { kind: "leftOut", sentence: "joins.md is empty." };
    await chat.send("/joins");
    assert.deepEqual([orders, kept], [[], []]);
    const [composer, draftBack] = told.slice(-2);
    assert.equal(composer?.type === "composer" && composer.part.composer.leftOut, "joins.md is empty.");
    assert.deepEqual(draftBack, { type: "restoreDraft", text: "/joins" });
  });

  it("takes along the rules that are shown, as a part of the system message with their files", async () => {
    rules = [agents, claude];
    chat.refresh();
    assert.deepEqual(
      shown()?.composer.rules?.map(({ label }) => label),
      ["AGENTS.md", "CLAUDE.md"],
    );
    assert.equal(shown()?.composer.rulesLeftOut, "CLAUDE.md is not text.");
    const before = shown()?.composer.usedTokens ?? 0;
    await chat.send("Why?");
    assert.match(
      system(),
      /^You are a coding assistant[^]+AGENTS\.md:\nBe brief\.\n\nCLAUDE\.md:\nBe kind\.$/,
    );
    assert.deepEqual(
      draft()
        .messages[0]?.parts.filter(({ text }) => text.startsWith("Be "))
        .map(({ source }) => source),
      [agents.source, claude.source],
    );
    assert.deepEqual(orders[0]?.files, [sum.source, agents.source, claude.source]);
    assert.ok(before > 20, "they count as room that is used");
    assert.equal(chat.chips.find(shown()?.composer.rules?.[0]?.id ?? "")?.text, "Be brief.");
  });

  it("goes with rules as their files are when it is asked, though no watcher told that they changed", async () => {
    rules = [agents];
    chat.refresh();
    rereads = () => {
      rules = [claude];
      rulesChanged.fire(undefined);
    };
    await chat.send("Why?");
    assert.ok(!system().includes("Be brief.") && system().includes("Be kind."));
  });

  it("takes along no rule that was switched off meanwhile, and answers remember those they were made with", async () => {
    rules = [agents];
    chat.refresh();
    await chat.send("Why?");
    rules = [];
    chat.refresh();
    await chat.send("And then?");
    assert.ok(!system().includes("Be brief."));
    assert.ok(orders[1]?.files.some(({ uri }) => uri === agents.source.uri));
    const answered = kept.flatMap((event) => (event.type === "answered" ? [event.answer.ruledBy] : []));
    assert.deepEqual(answered, [[{ source: agents.source }], undefined]);
    const [, , said] = draft().messages;
    assert.ok(
      said?.parts.some(
        ({ source }) => source === agents.source || JSON.stringify(source) === JSON.stringify(agents.source),
      ),
    );
  });

  it("leaves out a rule that a person leaves out, also when it is asked again", async () => {
    rules = [agents, claude];
    chat.refresh();
    const uris = [agents.source.uri];
    scripts = [[{ kind: "removed", uris }, ...answer]];
    await chat.send("Why?");
    assert.ok(!system({ ...noLimits, removed: new Set(uris) }).includes("Be brief."));
    await chat.turns.regenerate(shown()?.turns[0]?.id ?? "");
    assert.ok(!system().includes("Be brief.") && system().includes("Be kind."));
  });

  it("stays without a rule that was left out of it when it is edited", async () => {
    rules = [agents];
    chat.refresh();
    scripts = [[{ kind: "removed", uris: [agents.source.uri] }, ...answer]];
    await chat.send("Why?");
    await chat.turns.edit(shown()?.turns[0]?.id ?? "", "Why not?");
    assert.ok(!system().includes("Be brief."));
  });

  it("calls the prompt that it names when it is edited, and no other", async () => {
    prompt = { kind: "prompt", prompt: joins };
    await chat.send("/joins a");
    assert.deepEqual(
      shown()?.turns[0]?.chips.flatMap(({ label, isCalled }) => (isCalled ? [label] : [])),
      ["joins.md"],
      "its chip is told from those that can be taken off",
    );
    prompt = { kind: "unknown" };
    await chat.turns.edit(shown()?.turns[0]?.id ?? "", "/explain it");
    assert.ok(!asked().includes("Join like this."));
    assert.match(asked(), /it$/);
    prompt = { kind: "prompt", prompt: joins };
    await chat.turns.edit(shown()?.turns[0]?.id ?? "", "/joins b");
    assert.match(asked(), /Join like this\.[^]*b$/);
  });

  it("is what was typed when its prompt is left out of it", async () => {
    prompt = { kind: "prompt", prompt: joins };
    await chat.send("/joins");
    const last = draft({ ...noLimits, removed: new Set([sourceKey(joins.source)]) }).messages.at(-1);
    assert.match(last === undefined ? "" : messageText(last), /\/joins$/);
  });

  it("counts the rules in the room that it takes", () => {
    chat.refresh();
    const before = shown()?.composer.usedTokens ?? 0;
    rules = [attachment("AGENTS.md", "word ".repeat(400))];
    chat.refresh();
    assert.ok((shown()?.composer.usedTokens ?? 0) > before + 300);
  });

  describe("that is sent while its prompt is still read", () => {
    let read: (prompt: PromptRead) => void;
    let sending: Promise<void>;
    beforeEach(async () => {
      await chat.send("First?");
      active = attachment("next.ts", "next");
      chat.refresh();
      reading = new Promise((resolve) => (read = resolve));
      sending = chat.send("/joins a");
    });
    afterEach(() => {
      reading = undefined;
    });

    it("comes back when another conversation was begun, and is asked in none", async () => {
      chat.startNew();
      read({ kind: "unknown" });
      await sending;
      assert.deepEqual(
        kept.flatMap((event) => (event.type === "asked" ? [event.question] : [])),
        ["First?"],
      );
      assert.deepEqual(
        told.filter(({ type }) => type === "restoreDraft"),
        [{ type: "restoreDraft", text: "/joins a" }],
      );
    });

    it("goes no farther than was shown when it was sent, and has beside it what was shown then", async () => {
      reach = destination({ class: "cloud" });
      active = attachment("secret.ts", "secret");
      chat.refresh();
      read({ kind: "unknown" });
      await sending;
      assert.equal(orders.at(-1)?.noFartherThan?.class, "device");
      assert.deepEqual(
        shown()
          ?.turns.at(-1)
          ?.chips.map(({ label }) => label),
        ["next.ts"],
      );
    });
  });
});
