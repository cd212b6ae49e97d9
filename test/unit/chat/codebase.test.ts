import assert from "node:assert/strict";
import { eventLine, headerLine, readConversation } from "../../../src/chat/conversationFile.ts";
import type { FindCode, MentionRead } from "../../../src/chat/mentions.ts";
import type { Attachment } from "../../../src/context/attachment.ts";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { messageText } from "../../../src/prompt/draft.ts";
import { chatByHand } from "../../support/chatByHand.ts";
import { noLimits } from "../../support/noRules.ts";
import { attachment, routeTo } from "../../support/samples.ts";

const sum = attachment("sum.ts", "export function sum() {}");

/** A chat beside whose next question code is found, as a test says. */
function openChat(findCode: FindCode) {
  const read = (): Promise<MentionRead> => Promise.resolve({ attachments: [], findsCode: true });
  return chatByHand({ read, findCode }, () => sum);
}

const finding = (...found: readonly string[]): FindCode => {
  const attachments = found.map((path) => attachment(path, `// ${path}`));
  return () => Promise.resolve({ attachments });
};

describe("chat, asked about the codebase", () => {
  it("shows a chip for it, which can be taken away, and finds nothing before the question is sent", async () => {
    const { session, state } = openChat(() => assert.fail("it searched"));
    await session.mentioning.read("codebase:all");
    assert.deepEqual(
      state().chips.map(({ label, tokens }) => [label, tokens === undefined]),
      [
        ["sum.ts", false],
        ["Codebase", true],
      ],
    );
    session.chips.remove("codebase");
    assert.deepEqual(
      state().chips.map(({ label }) => label),
      ["sum.ts"],
    );
    await session.send("Where?");
  });

  it("sends what was found with the words of the question, once, and shows it under the question", async () => {
    const asked: string[] = [];
    const { session, orders, state } = openChat((question, options) => {
      asked.push(question);
      return finding("a.ts", "b.ts")(question, options);
    });
    await session.mentioning.read("codebase:all");
    await session.send("Where is the sum?");
    assert.deepEqual(asked, ["Where is the sum?"]);
    const [turn] = state().turns;
    assert.deepEqual(
      turn?.chips.map(({ label }) => label),
      ["sum.ts", "a.ts", "b.ts"],
    );
    const [order] = orders;
    assert.deepEqual(
      order?.files.map(({ path }) => path),
      ["sum.ts", "a.ts", "b.ts"],
    );
    assert.match(order.draft(routeTo(), noLimits).messages.map(messageText).join(""), /\/\/ a\.ts/);
    await session.send("And then?");
    assert.equal(asked.length, 1);
  });

  it("keeps what was found in the conversation's file", async () => {
    const { session, kept } = openChat(finding("a.ts"));
    await session.mentioning.read("codebase:all");
    await session.send("Where?");
    const read = readConversation(headerLine("c1") + kept.map(eventLine).join(""));
    assert.ok(read.ok && read.value.unreadable === 0);
    const [turn] = read.value.conversation.turns;
    assert.equal(turn?.attachments.length, 2);
  });

  it("does not send twice what is beside the question already", async () => {
    const { session, state } = openChat(finding("sum.ts", "a.ts"));
    await session.mentioning.read("codebase:all");
    await session.send("Where?");
    assert.deepEqual(
      state().turns[0]?.chips.map(({ label }) => label),
      ["sum.ts", "a.ts"],
    );
  });

  it("finds no more than there is room for beside what is beside the question, and says when there is none", async () => {
    const rooms: number[] = [];
    const findCode: FindCode = (_question, { mostTokens }) => {
      rooms.push(mostTokens);
      return Promise.resolve({ attachments: [] });
    };
    const asked = async (letters: number): Promise<string | undefined> => {
      const read = (): Promise<MentionRead> => Promise.resolve({ attachments: [], findsCode: true });
      const beside = attachment("long.ts", "word ".repeat(letters / 5));
      const route = routeTo({ contextTokens: 4096 });
      const { session, orders, state } = chatByHand({ read, findCode }, () => beside, { route });
      await session.mentioning.read("codebase:all");
      await session.send("Where?");
      assert.equal(orders.length, 1);
      return state().composer.leftOut;
    };
    assert.equal(await asked(20), undefined);
    assert.equal(await asked(12_000), undefined);
    const [alone = 0, crowded = 0] = rooms;
    assert.ok(crowded < alone / 2, `${crowded} of ${alone}`);
    assert.match((await asked(15_000)) ?? "", /^There is no room for code/);
    assert.equal(rooms.length, 2);
  });

  it("asks all the same when nothing fits, and says so", async () => {
    const { session, kept, orders, state } = openChat(() =>
      Promise.resolve({ attachments: [], leftOut: "Nothing fits." }),
    );
    await session.mentioning.read("codebase:all");
    await session.send("Where?");
    assert.deepEqual([orders.length, state().composer.leftOut], [1, "Nothing fits."]);
    assert.ok(!kept.some(({ type }) => type === "found"));
  });

  it("says that it finds code, and sends with what was found so far as soon as that is enough for the person", async () => {
    const { session, orders, state } = openChat(
      (_question, { enough }) =>
        new Promise((resolve) => {
          enough.addEventListener("abort", () => {
            resolve({ attachments: [attachment("a.ts", "// a.ts")], leftOut: "There may be more." });
          });
        }),
    );
    await session.mentioning.read("codebase:all");
    const sending = session.send("Where?");
    await new Promise(setImmediate);
    const { waitingFor } = state().turns[0]?.answer ?? {};
    assert.deepEqual(waitingFor, { words: "Finding code for your question", forMs: 0, canBeCutShort: true });
    session.running.sendNow();
    assert.equal(state().turns[0]?.answer.waitingFor, undefined);
    await sending;
    assert.deepEqual(
      orders[0]?.files.map(({ path }) => path),
      ["sum.ts", "a.ts"],
    );
    assert.equal(state().composer.leftOut, "There may be more.");
  });

  it("sends nothing when it is stopped while code is being found", async () => {
    let found: (read: MentionRead) => void = () => undefined;
    const { session, kept, orders, state } = openChat(
      (_question, { signal }) =>
        new Promise((resolve) => {
          found = resolve;
          signal.addEventListener("abort", () => {
            resolve({ attachments: [] });
          });
        }),
    );
    await session.mentioning.read("codebase:all");
    const sending = session.send("Where?");
    await new Promise(setImmediate);
    assert.deepEqual([state().busy, state().turns[0]?.answer.status], [true, "waiting"]);
    session.stop();
    await sending;
    found({ attachments: [sum] });
    assert.deepEqual([orders.length, state().turns[0]?.answer.status], [0, "stopped"]);
    assert.ok(!kept.some(({ type }) => type === "found"));
  });

  it("keeps with what was found the rule that holds it here, also where nothing was known of that", async () => {
    const rule: PathVerdict = { kind: "deviceOnly", rule: "rates*", from: "the policy of this project" };
    const judged = new Set<string>();
    const read = (): Promise<MentionRead> => Promise.resolve({ attachments: [], findsCode: true });
    const { session, kept } = chatByHand({ read, findCode: finding("rates.ts") }, undefined, {
      verdict: (uri) => (judged.has(uri) ? rule : undefined),
      judge: (uri) => {
        judged.add(uri);
        return Promise.resolve(rule);
      },
    });
    await session.mentioning.read("codebase:all");
    await session.send("Where?");
    const found = kept.flatMap((event) => (event.type === "found" ? event.attachments : []));
    assert.deepEqual(
      found.map(({ stays }) => stays),
      [rule],
    );
  });

  it("lets a text stand beside the next question again whose place was needed for others", async () => {
    const large = attachment("large.ts", "let total = 0;\n".repeat(150));
    let active: Attachment | undefined = large;
    const { session, state, orders } = chatByHand({}, () => active, {
      route: routeTo({ contextTokens: 1024 }),
    });
    await session.send("What is this?");
    active = attachment("other.ts", "let other = 0;\n".repeat(40));
    for (const question of ["And?", "So?", "Then?", "Why?"])
      await session.send(`${question} ${"word ".repeat(60)}`);
    active = large;
    session.refresh();
    assert.deepEqual(
      state().chips.map(({ label }) => label),
      ["large.ts"],
    );
    await session.send("Once more?");
    const asked = orders.findLast(({ trigger }) => trigger === "person");
    const sent = asked
      ?.draft(routeTo({ contextTokens: 1024 }), noLimits)
      .messages.map(messageText)
      .join("");
    assert.match(sent ?? "", /let total = 0;/);
  });
});
