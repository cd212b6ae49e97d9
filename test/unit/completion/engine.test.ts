import assert from "node:assert/strict";
import { messageText } from "../../../src/prompt/draft.ts";
import { answer, engineByHand, fail } from "../../support/engineByHand.ts";
import { wantedAt } from "../../support/noRules.ts";
import { destination, snapshot } from "../../support/samples.ts";
import { end, settled, text, type SentByHand } from "../../support/sendByHand.ts";

/** A document that is worth being read beforehand, with a mark at its end. */
const long = `${"const value = 1;\n".repeat(40)}█\n`;

const other = `${"let other = 2;\n".repeat(40)}█\n`;

function promptOf(one: SentByHand | undefined): string {
  return one?.draft.messages.map(messageText).join("") ?? "";
}

/** Asks at a mark, and goes on before anything has come of it. */
async function leftBehind(
  at: string,
  { suggest, time }: Pick<ReturnType<typeof engineByHand>, "suggest" | "time">,
): Promise<void> {
  const editor = new AbortController();
  const asked = suggest(at, { signal: editor.signal });
  await time.pass(10);
  editor.abort();
  await asked;
}

describe("completion/engine", () => {
  it("does not show what the model was unsure of, not even once it is there", async () => {
    const { sent, suggest, time } = engineByHand();
    // Somebody to whom enough was shown is not shown everything.
    for (const word of ["a", "b", "c"]) {
      const sure = suggest(`${word} = █`);
      await time.pass(1000);
      await sent.at(-1)?.give(text("one(two);", [-0.1]), end);
      assert.equal(await sure, "one(two);");
    }
    const before = sent.length;
    const unsure = suggest("d = █");
    await time.pass(1000);
    await sent.at(-1)?.give(text("one(two);", [-5]), end);
    assert.equal(await unsure, "unsure");
    assert.equal(await suggest("d = █"), "unsure");
    assert.equal(sent.length, before + 1);
  });

  it("tells for how long a server that did not answer is left alone", async () => {
    const { sent, suggest, time, engine } = engineByHand();
    const asked = suggest("a = █");
    await time.pass(1000);
    const failure = { kind: "unreachable", code: "ECONNREFUSED" } as const;
    await sent[0]?.give({ kind: "failed", failure, againInS: 15 });
    assert.equal(await asked, "failed");
    const last = engine.last()?.outcome;
    assert.ok(last?.ok === false && last.error.kind === "failed");
    assert.equal(last.error.againInS, 15);
  });

  describe("looking ahead", () => {
    it("asks once for what follows a suggestion, however slowly it is typed", async () => {
      const { sent, suggest, time, answered } = engineByHand();
      assert.equal(await answered("x = █\n", "abc;"), "abc;");
      await time.pass(100);
      assert.equal(sent.length, 2);
      await answer(sent[1], "\n");
      for (const typed of ["a", "ab", "abc"]) {
        await suggest(`x = ${typed}█\n`);
        await time.pass(1000);
      }
      assert.equal(sent.length, 2);
    });

    it("asks nothing of a server that has just failed", async () => {
      const { sent, suggest, time, answered } = engineByHand();
      assert.equal(await answered("x = █\n", "abc;"), "abc;");
      await time.pass(100);
      await fail(sent[1], { kind: "overloaded" });
      for (const typed of ["a", "ab", "abc"]) {
        await suggest(`x = ${typed}█\n`);
        await time.pass(200);
      }
      assert.equal(sent.length, 2);
    });

    it("waits for a chat to end, unless the server has room", async () => {
      const { sent, time, answered, chat } = engineByHand();
      const suggested = answered("x = █\n", "abc;");
      assert.equal(await suggested, "abc;");
      chat("started");
      await time.pass(1000);
      assert.equal(sent.length, 1);
    });

    it("goes to no cloud, and is bound to go to none", async () => {
      const { sent, time, answered, found } = engineByHand();
      await answered("x = █\n", "abc;");
      await time.pass(100);
      assert.deepEqual(sent[1]?.order.noFartherThan, { class: "network", mayForward: true });
      assert.equal(sent[0]?.order.noFartherThan, undefined);
      await answer(sent[1], "\n");
      found.destination = destination({ class: "cloud", host: "api.openai.com" });
      await time.pass(1000);
      await answered("y = █\n", "abc;");
      await time.pass(1000);
      assert.equal(sent.length, 3);
    });

    it("goes to no cloud either that was chosen while the suggestion was read", async () => {
      const { sent, time, answered, found } = engineByHand();
      await answered("x = █\n", "abc;");
      found.destination = destination({ class: "cloud", host: "api.openai.com" });
      await time.pass(1000);
      assert.equal(sent.length, 1);
    });

    it("asks nothing where no suggestion would be shown", async () => {
      const { sent, time, answered } = engineByHand();
      const suggesting = answered("█const\n", "abc; ");
      await suggesting;
      await time.pass(1000);
      assert.ok(sent.length <= 1);
    });

    it("asks nothing in eco", async () => {
      const { sent, time, answered, found } = engineByHand();
      found.eco = true;
      await answered("x = █\n", "abc;");
      await time.pass(1000);
      assert.equal(sent.length, 1);
    });
  });

  describe("while nobody types", () => {
    it("has the server read what would be asked next, one token of answer", async () => {
      const { sent, rest } = engineByHand();
      await rest(long);
      assert.equal(sent.length, 1);
      assert.equal(sent[0]?.draft.maxTokens, 1);
      assert.deepEqual(sent[0].order.noFartherThan, { class: "network", mayForward: true });
      await answer(sent[0], "x");
      await rest(long);
      assert.equal(sent.length, 1);
    });

    it("asks nothing of a cloud, in eco, of a model that keeps nothing, or where the gate would refuse", async () => {
      for (const change of ["cloud", "eco", "forgetful", "refused", "off"] as const) {
        const { sent, rest, found } = engineByHand();
        if (change === "cloud") found.destination = destination({ class: "cloud", host: "api.openai.com" });
        if (change === "eco") found.eco = true;
        if (change === "forgetful") found.route = { ...found.route, keepsPrefix: false };
        if (change === "refused") found.refusal = { kind: "paused" };
        if (change === "off") found.off = { kind: "off", languageId: "typescript" };
        await rest(long);
        assert.equal(sent.length, 0, change);
      }
    });

    it("asks nothing of a server that was seen to keep nothing of what it has read", async () => {
      const { sent, rest } = engineByHand();
      const read = async (at: string, promptMs: number): Promise<void> => {
        const before = sent.length;
        await rest(at);
        const usage = { promptTokens: 200, promptMs, answerTokens: 1 };
        await sent[before]?.give(text("x"), { kind: "end", reason: "length", usage });
      };
      await read(long, 1000);
      await read(long.replace("█", "let last = 2;█"), 1000);
      await read(other, 1000);
      assert.equal(sent.length, 2);
    });

    it("leaves a server alone that answers a chat, and has it read again afterwards", async () => {
      const { sent, rest, chat } = engineByHand();
      await rest(long);
      await answer(sent[0], "x");
      chat("started");
      await rest(other);
      assert.equal(sent.length, 1);
      chat("ended");
      await rest(long);
      assert.equal(sent.length, 2);
      assert.equal(promptOf(sent[1]), promptOf(sent[0]));
    });

    it("leaves a server alone that has just failed", async () => {
      const { sent, rest } = engineByHand();
      await rest(long);
      await fail(sent[0], { kind: "overloaded" });
      await rest(other);
      assert.equal(sent.length, 1);
    });

    it("looks for what helps where the cursor is now", async () => {
      const prepared: number[] = [];
      const { rest } = engineByHand({
        context: {
          prepare: ({ offset }) => prepared.push(offset),
          gather: () => Promise.resolve([]),
        },
      });
      await rest("a\nb█");
      assert.deepEqual(prepared, [3]);
    });
  });

  describe("switched off", () => {
    const off = { kind: "off", languageId: "typescript" } as const;

    it("while typing settles, sends nothing any more", async () => {
      const { sent, suggest, time, found } = engineByHand();
      const suggesting = suggest("const sum█");
      await settled();
      found.off = off;
      await time.pass(1000);
      assert.equal(sent.length, 0);
      assert.equal(await suggesting, "cancelled");
    });

    it("while a suggestion is read, asks for nothing that follows it", async () => {
      const { sent, engine, time, answered, found } = engineByHand();
      await answered("x = █\n", "abc;");
      found.off = off;
      engine.reset();
      await time.pass(1000);
      assert.equal(sent.length, 1);
    });

    it("or asked of another model, forgets what was to follow a suggestion", async () => {
      const { sent, engine, time, answered } = engineByHand();
      await answered("x = █\n", "abc;");
      engine.reset();
      await time.pass(1000);
      assert.equal(sent.length, 1);
    });

    it("and gone with the window, sends nothing any more", async () => {
      const { sent, engine, suggest, time } = engineByHand();
      const suggesting = suggest("const sum█");
      await settled();
      engine.dispose();
      await time.pass(1000);
      assert.equal(sent.length, 0);
      assert.equal(await suggesting, "cancelled");
    });
  });

  describe("with path rules", () => {
    const never = { kind: "never", rule: ".env", from: "built in" } as const;

    it("neither reads nor sends an excluded document, whoever asks", async () => {
      const { engine, found, sent, suggest, time } = engineByHand();
      found.verdict = never;
      let reads = 0;
      const read = (): ReturnType<typeof snapshot> => {
        reads += 1;
        return snapshot(long);
      };
      const { signal } = new AbortController();
      const outcomes: string[] = [];
      for (const manual of [false, true]) {
        const wanted = { ...wantedAt(snapshot(long), manual), read };
        void suggest(wanted).then((outcome) => outcomes.push(outcome));
        void engine.another(wanted, 1, signal);
        void engine.rest(wanted, { wasTyped: true, renews: true, signal });
        await time.pass(1000);
      }
      assert.deepEqual([reads, sent.length], [0, 0]);
      assert.deepEqual(outcomes, ["excluded", "excluded"]);
    });

    it("says nothing more of a suggestion once its document is excluded", async () => {
      const { found, suggest, answered } = engineByHand();
      await answered("c = █", "sum(a, b);");
      found.verdict = never;
      assert.equal(await suggest("c = s█"), "excluded");
    });

    it("completes what stays on this device: the gate decides where it goes", async () => {
      const { found, answered } = engineByHand();
      found.verdict = { kind: "deviceOnly", rule: "*.ts", from: "your settings" };
      assert.equal(await answered("c = █", "sum(a, b);"), "sum(a, b);");
    });
  });

  describe("a request for which nobody waits", () => {
    it("goes on while one key after the other comes to wait for it", async () => {
      const { sent, suggest, time } = engineByHand();
      let editor = new AbortController();
      let waiting = suggest("let a;\n█\n", { signal: editor.signal });
      await time.pass(10);
      await sent[0]?.give(text("const "));
      for (const typed of ["c", "co", "con", "cons", "const"]) {
        editor.abort();
        assert.equal(await waiting, "cancelled");
        await time.pass(90);
        editor = new AbortController();
        waiting = suggest(`let a;\n${typed}█\n`, { signal: editor.signal });
        await time.pass(70);
      }
      await answer(sent[0], "sum = a;");
      assert.equal(await waiting, " sum = a;");
      assert.equal(sent.length, 1);
    });

    it("ends when no other key comes", async () => {
      const { sent, suggest, time } = engineByHand();
      const editor = new AbortController();
      const waiting = suggest("let a;\n█\n", { signal: editor.signal });
      await time.pass(10);
      await sent[0]?.give(text("const "));
      editor.abort();
      assert.equal(await waiting, "cancelled");
      await time.pass(299);
      assert.equal(sent[0]?.signal.aborted, false);
      await time.pass(1);
      assert.equal(sent[0].signal.aborted, true);
    });
  });

  it("knows how long the server has been at a request without a word", async () => {
    const { engine, sent, suggest, time } = engineByHand();
    assert.equal(engine.figures().silentMs, undefined);
    const suggesting = suggest("let a;\n█\n");
    await time.pass(4000);
    assert.equal(engine.figures().silentMs, 4000);
    await sent[0]?.give(text("a();"));
    assert.equal(engine.figures().silentMs, undefined);
    await sent[0]?.give(end);
    await suggesting;
  });

  it("never asks in a person's name, not even for a key that a person pressed", async () => {
    const { engine, sent, suggest, time, answered, rest } = engineByHand();
    void suggest("a = █", { manual: true });
    await time.pass(10);
    await answer(sent[0], "one;");
    void engine.another(wantedAt(snapshot("a = █"), true), 1, new AbortController().signal);
    await settled();
    await answer(sent[1], "two;");
    await answered("b = █", "three;");
    await time.pass(1000);
    await answer(sent[3], "\n");
    await rest(long);
    assert.deepEqual(
      sent.map(({ order }) => order.trigger),
      ["automatic", "automatic", "automatic", "automatic", "automatic"],
    );
  });

  it("waits for the end of a request that writes what was typed, though it cannot be shown so far", async () => {
    const errors = (_languageId: string, code: string): number => code.split("BAD").length - 1;
    const { sent, suggest, time } = engineByHand({ syntax: { prepare: () => undefined, errors } });
    await leftBehind("let a;\n█\n", { suggest, time });
    const second = suggest("let a;\ngood();\nB█\n");
    await sent[0]?.give(text("good();\n"), text("BAD();\n"));
    await time.pass(1000);
    assert.deepEqual([sent.length, sent[0]?.signal.aborted], [1, false]);
    await sent[0]?.give(end);
    await time.pass(1000);
    await answer(sent[1], "etter();");
    assert.equal(await second, "etter();");
  });

  it("asks anew when a key waited for an answer that had nothing to add before that key", async () => {
    const { sent, suggest, time } = engineByHand();
    await leftBehind("x =█\n", { suggest, time });
    const second = suggest("x = █\n");
    await time.pass(10);
    await sent[0]?.give(end);
    await time.pass(1000);
    assert.equal(sent.length, 2);
    await answer(sent[1], "abc;");
    assert.equal(await second, "abc;");
  });

  it("asks anew when a key waited for an answer of which nothing is left", async () => {
    const { sent, suggest, time } = engineByHand();
    await leftBehind("x = █\n", { suggest, time });
    const second = suggest("x = abc;█\n");
    await time.pass(10);
    await answer(sent[0], "abc;");
    await time.pass(1000);
    assert.equal(sent.length, 2);
    await answer(sent[1], "\ny = x;");
    assert.equal(await second, "\ny = x;");
  });

  it("waits longer when short suggestions were not wanted, until that is long ago", async () => {
    const { engine, sent, suggest, time } = engineByHand();
    const asksWithin = async (document: string, milliseconds: number): Promise<boolean> => {
      const before = sent.length;
      const suggesting = suggest(document);
      await time.pass(milliseconds);
      const hasAsked = sent.length > before;
      await time.pass(1000);
      await answer(sent[before], "abc;");
      await suggesting;
      // What follows the suggestion is asked for, too.
      await time.pass(100);
      await answer(sent[before + 1], "\n");
      return hasAsked;
    };
    const subject = { model: "m", languageId: "typescript" };
    for (let times = 0; times < 8; times += 1)
      engine.note({ ...subject, kind: "ignored", id: `${times}`, characters: 3 });
    assert.equal(await asksWithin("a = █\n", 200), false);
    await time.pass(10 * 60_000);
    assert.equal(await asksWithin("b = █\n", 200), true);
  });

  it("goes on with what stands when it is typed along, although others were asked for beside it", async () => {
    const { engine, sent, suggest, time } = engineByHand();
    const asking = suggest("read█\n", { manual: true });
    await time.pass(10);
    await answer(sent[0], "File(path);");
    assert.equal(await asking, "File(path);");
    const another = engine.another(wantedAt(snapshot("read█\n"), true), 1, new AbortController().signal);
    await time.pass(10);
    await answer(sent.at(-1), "Files(paths);");
    const outcome = await another;
    assert.equal(outcome.ok && outcome.value.text, "Files(paths);");
    assert.equal(await suggest("readF█\n"), "ile(path);");
    assert.equal(await suggest("readFiles█\n"), "(paths);");
  });

  it("takes back that the server is busy once the chat has ended, and says so", async () => {
    const { engine, chat, suggest } = engineByHand();
    let readied = 0;
    engine.onDidGetReady(() => (readied += 1));
    chat("connected");
    assert.equal(await suggest("a = █\n"), "busyWithChat");
    assert.equal(engine.last()?.uri, snapshot("a = █\n").uri);
    chat("connected", "another");
    chat("ended", "another");
    assert.equal(readied, 0);
    chat("ended");
    assert.deepEqual([readied, engine.last()], [1, undefined]);
  });

  it("reads a document that was only looked at on this device, and nowhere else", async () => {
    for (const [kind, requests] of [
      ["device", 1],
      ["unverified", 0],
      ["network", 0],
    ] as const) {
      const { found, rest, sent, time } = engineByHand();
      found.destination = destination({ class: kind });
      void rest(long, { wasTyped: false });
      await time.pass(1000);
      assert.equal(sent.length, requests, kind);
      void rest(long);
      await time.pass(1000);
      assert.equal(sent.length, 1, kind);
    }
  });
});
