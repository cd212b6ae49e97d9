import assert from "node:assert/strict";
import { createEmitter } from "../../../src/base/event.ts";
import { ok } from "../../../src/base/result.ts";
import type { CompletionEvent } from "../../../src/completion/completionEvent.ts";
import type { Flight } from "../../../src/completion/flight.ts";
import { OtherTraffic } from "../../../src/completion/otherTraffic.ts";
import { Requests, type RequestParts, type Spot } from "../../../src/completion/requests.ts";
import type { ContextBlock } from "../../../src/context/contextBlock.ts";
import type { Movement } from "../../../src/egress/answer.ts";
import { draftSources, messageText } from "../../../src/prompt/draft.ts";
import type { SendEvent } from "../../../src/sending/sendEvent.ts";
import { destinationClasses } from "../../../src/terms/destination.ts";
import { rememberingLog } from "../../support/headless.ts";
import { noLimits } from "../../support/noRules.ts";
import { destination, openaiCloud, routeTo, snapshot } from "../../support/samples.ts";
import { end, sendByHand, text, type SentByHand } from "../../support/sendByHand.ts";
import { VirtualTime } from "../../support/virtualTime.ts";

const block = (path: string): ContextBlock => ({
  kind: "similar",
  source: { kind: "file", uri: `file:///project/${path}`, path },
  text: `export const of = "${path}";`,
});
const long = `${"const value = 1;\n".repeat(40)}█\n`;
const goesOn = new AbortController().signal;

describe("completion/requests", () => {
  function begun(changes: Partial<RequestParts> = {}) {
    const time = new VirtualTime();
    const found = {
      ...{ route: routeTo({ task: "completion", model: "qwen2.5-coder:1.5b" }), destination: destination() },
      limits: noLimits,
      blocks: [block("one.ts")] as readonly ContextBlock[],
      isOff: false,
    };
    const { send, sent } = sendByHand({ route: () => found.route, limits: () => found.limits });
    const waits: number[] = [];
    const told: CompletionEvent[] = [];
    const begun: Flight[] = [];
    const moved = createEmitter<Movement>();
    let looks = 0;
    const requests = new Requests({
      sending: {
        send,
        outlook: () => {
          looks += 1;
          return ok({ route: found.route, destination: found.destination });
        },
      },
      context: {
        prepare: () => undefined,
        gather: (_snapshot, { waitMs }) => {
          waits.push(waitMs);
          return Promise.resolve(found.blocks);
        },
      },
      ...{ eco: () => false, clock: time.clock, later: time.later, log: rememberingLog().log },
      traffic: new OtherTraffic(moved.event),
      whyOff: () => (found.isOff ? { kind: "off", languageId: "typescript" } : undefined),
      tell: (event) => told.push(event),
      onStart: (flight) => begun.push(flight),
      ...changes,
    });
    const ask = async (mark: string, spot: Partial<Spot> = {}): Promise<SentByHand> => {
      const wanted: Spot = { snapshot: snapshot(mark), manual: false, purpose: "asked", ...spot };
      const flight = requests.start(await requests.prepare(wanted, goesOn));
      assert.ok(flight);
      const [one] = sent.slice(-1);
      assert.ok(one);
      return one;
    };
    /** Asks, and is answered to the end. */
    const answered = async (mark: string, spot: Partial<Spot> = {}): Promise<SentByHand> => {
      const one = await ask(mark, spot);
      await one.give(text("x"), end);
      return one;
    };
    const chat = (phase: Movement["phase"]): void => {
      moved.fire({ ...{ phase, id: "1", purpose: "chat", bytes: 1 }, destination: destination() });
    };
    return { requests, found, sent, waits, told, begun, time, ask, answered, chat, looks: () => looks };
  }
  const promptOf = ({ draft }: SentByHand): string => draft.messages.map(messageText).join("");

  it("writes the same prompt for the same state", async () => {
    const { answered } = begun();
    assert.equal(promptOf(await answered(long)), promptOf(await answered(long)));
  });

  it("names every file whose text may be in the prompt, so that each is judged", async () => {
    const { answered, found } = begun();
    found.blocks = [block("one.ts"), block("two.ts")];
    const { order, draft } = await answered(long);
    const named = new Set(order.files.map(({ uri }) => uri));
    const used = draftSources(draft).flatMap((source) => (source.kind === "file" ? [source.uri] : []));
    assert.deepEqual(new Set(used), named);
    assert.equal(named.size, 3);
  });

  it("asks as nobody, and bounds what nobody asked for yet", async () => {
    const { answered } = begun();
    for (const purpose of ["asked", "ahead", "warm"] as const) {
      const { order } = await answered(long, { purpose });
      assert.equal(order.trigger, "automatic");
      const bound = purpose === "asked" ? undefined : { class: "network", mayForward: true };
      assert.deepEqual(order.noFartherThan, bound);
    }
  });

  describe("code from elsewhere", () => {
    it("stays as it was sent while a document is typed in, and is not even looked for", async () => {
      const { answered, found, waits } = begun();
      assert.match(promptOf(await answered(long)), /one\.ts/);
      found.blocks = [block("two.ts")];
      const next = await answered(long.replace("█", "const sum = █"));
      assert.match(promptOf(next), /one\.ts/);
      assert.doesNotMatch(promptOf(next), /two\.ts/);
      assert.deepEqual(waits, [60]);
    });

    it("is another one after a pause that is long enough, and stays that", async () => {
      const { answered, found } = begun();
      await answered(long);
      found.blocks = [block("two.ts")];
      assert.match(promptOf(await answered(long, { purpose: "warm", renews: true })), /two\.ts/);
      found.blocks = [block("three.ts")];
      assert.match(promptOf(await answered(long)), /two\.ts/);
    });

    it("stays as it was when nothing is found any more", async () => {
      const { answered, found } = begun();
      await answered(long);
      found.blocks = [];
      assert.match(promptOf(await answered(long, { purpose: "warm", renews: true })), /one\.ts/);
    });

    it("leaves the prompt with its file's permission, and does not come back by itself", async () => {
      const { answered, found } = begun();
      await answered(long);
      found.limits = { ...noLimits, withheld: ({ path }) => path === "one.ts" };
      assert.doesNotMatch(promptOf(await answered(long)), /one\.ts/);
      found.limits = noLimits;
      assert.doesNotMatch(promptOf(await answered(long)), /one\.ts/);
    });
  });

  it("sends what was taken out of a document because of a secret no more", async () => {
    const { ask, answered } = begun();
    const below = "\nconst first = 1;\n" + "const value = 2;\n".repeat(10);
    const secret = "key = 'hunter22';\n";
    const one = await ask(`let a;█${below}${secret}`);
    const finding = { id: "1", rule: "r", label: "a key", secret: "hunter22" };
    const screening = { findings: [finding], complete: true };
    const failure = { kind: "secretFound", destination: destination(), bodySha256: "", screening } as const;
    assert.match(promptOf(one), /hunter22/);
    await one.give({ kind: "failed", failure });
    assert.doesNotMatch(promptOf(await answered(`let a;█${below}`)), /hunter22/);
  });

  describe("starting", () => {
    it("is told, whoever wants it", async () => {
      const { answered, begun: flights } = begun();
      for (const purpose of ["asked", "ahead", "warm"] as const) await answered(long, { purpose });
      assert.deepEqual(
        flights.map(({ plan }) => plan.purpose),
        ["asked", "ahead", "warm"],
      );
    });

    it("does not happen when completion was switched off, or is over", async () => {
      const { requests, found, sent } = begun();
      const spot: Spot = { snapshot: snapshot(long), manual: false, purpose: "asked" };
      const ready = await requests.prepare(spot, goesOn);
      found.isOff = true;
      assert.equal(requests.start(ready), undefined);
      found.isOff = false;
      requests.dispose();
      assert.equal(requests.start(ready), undefined);
      assert.equal(sent.length, 0);
    });
  });

  describe("what is learned of a server", () => {
    const usage = (promptTokens: number, promptMs: number): SendEvent => ({
      ...{ kind: "end", reason: "stop", usage: { promptTokens, promptMs, answerTokens: 1 } },
    });

    it("is what it has read, and how much of that is still to read", async () => {
      const { requests, ask } = begun();
      const spot: Spot = { snapshot: snapshot(long), manual: false, purpose: "warm" };
      const whole = requests.unread(await requests.prepare(spot, goesOn));
      assert.ok(whole > 400, String(whole));
      await (await ask(long)).give(text("x"), usage(200, 1000));
      assert.equal(requests.unread(await requests.prepare(spot, goesOn)), 0);
      assert.equal(requests.figures()?.prefillPerS, 200);
    });

    it("is nothing when it failed: it may not have read a word", async () => {
      const { requests, ask, told } = begun();
      await (await ask(long)).give({ kind: "failed", failure: { kind: "overloaded" } });
      const spot: Spot = { snapshot: snapshot(long), manual: false, purpose: "warm" };
      assert.ok(requests.unread(await requests.prepare(spot, goesOn)) > 400);
      assert.deepEqual(
        told.map(({ kind }) => kind),
        ["answered"],
      );
    });

    it("is no time of a line from what was only read", async () => {
      const { requests, answered } = begun();
      await answered(long, { purpose: "warm" });
      assert.equal(requests.figures()?.lineMs, undefined);
      await answered(long);
      assert.equal(requests.figures()?.lineMs, 0);
    });

    it("is that a chat takes the place of its prompt", async () => {
      const { requests, answered } = begun();
      await answered(long);
      const spot: Spot = { snapshot: snapshot(long), manual: false, purpose: "warm" };
      requests.chatted("http://127.0.0.1:1");
      assert.equal(requests.unread(await requests.prepare(spot, goesOn)), 0);
      requests.chatted("http://127.0.0.1:11434");
      assert.ok(requests.unread(await requests.prepare(spot, goesOn)) > 400);
    });

    it("is room, when it writes a completion while a chat has not ended", async () => {
      const { requests, ask, chat } = begun();
      assert.equal(requests.busyServer(), undefined);
      chat("started");
      chat("connected");
      assert.equal(requests.busyServer()?.id, "ollama");
      await (await ask(long)).give(text("x"), end);
      assert.equal(requests.busyServer(), undefined);
    });

    it("is no room, when it writes once the chat has ended", async () => {
      const { requests, ask, chat } = begun();
      chat("connected");
      const one = await ask(long);
      chat("ended");
      await one.give(text("x"), end);
      chat("connected");
      assert.equal(requests.busyServer()?.id, "ollama");
    });
  });

  it("takes a server that answers many for never busy", () => {
    const { requests, found, chat } = begun();
    found.route = { ...found.route, provider: { ...openaiCloud, url: "http://127.0.0.1:11434/v1" } };
    chat("connected");
    assert.equal(requests.busyServer(), undefined);
  });

  describe("goes no farther", () => {
    const classes = destinationClasses.filter((kind) => kind !== "blocked");
    const at = snapshot(long);
    const spots: readonly (readonly [string, Spot, readonly string[]])[] = [
      ["than anywhere, when somebody asks", { snapshot: at, manual: false, purpose: "asked" }, classes],
      [
        "than the user's own network, when nobody asked yet",
        { snapshot: at, manual: false, purpose: "ahead" },
        classes.slice(0, 5),
      ],
      [
        "than this device, when nobody has typed",
        { snapshot: at, manual: false, purpose: "warm", isOnlySeen: true },
        ["device"],
      ],
    ];
    for (const [name, spot, reached] of spots)
      it(name, async () => {
        const { requests, found, sent, time } = begun();
        const allowed: string[] = [];
        for (const kind of classes) {
          found.destination = destination({ class: kind });
          await time.pass(251);
          if (requests.mayReach(spot)) allowed.push(kind);
        }
        assert.deepEqual(allowed, reached);
        requests.start(await requests.prepare(spot, goesOn));
        const bound = { asked: undefined, ahead: "network", warm: "device" }[spot.purpose];
        assert.equal(sent[0]?.order.noFartherThan?.class, bound);
      });

    it("to a server that may forward than to this device, when nobody has typed", () => {
      const { requests, found } = begun();
      found.destination = destination({ mayForward: true });
      const spot: Spot = { snapshot: at, manual: false, purpose: "warm" };
      assert.equal(requests.mayReach(spot), true);
      assert.equal(requests.mayReach({ ...spot, isOnlySeen: true }), false);
    });
  });

  it("asks with half of a prompt that was too long", async () => {
    const { ask } = begun();
    const first = await ask(`${"const value = 1;\n".repeat(200)}█\n`);
    await first.give({ kind: "failed", failure: { kind: "contextTooLong" } });
    const second = await ask(`${"const value = 1;\n".repeat(200)}█\n`);
    const [before, after] = [first, second].map(
      ({ draft }) => draft.messages.map(messageText).join("").length,
    );
    assert.ok(before !== undefined && after !== undefined);
    const share = after / before;
    assert.ok(share > 0.3 && share < 0.6, `${after} of ${before}`);
  });

  it("knows nothing of a server at another address by the same name", async () => {
    const { requests, found, answered } = begun();
    await answered(long);
    const before = requests.memory(found.route);
    const elsewhere = { ...found.route, provider: { ...found.route.provider, url: "http://127.0.0.1:1" } };
    assert.notEqual(requests.memory(elsewhere), before);
    assert.equal(requests.memory({ ...found.route }), before);
  });

  it("looks where the next one goes a few times in a second at most", async () => {
    const { requests, looks, time } = begun();
    for (let key = 0; key < 10; key += 1) requests.route();
    assert.equal(looks(), 1);
    await time.pass(251);
    requests.route();
    assert.equal(looks(), 2);
    requests.forget();
    requests.route();
    assert.equal(looks(), 3);
  });
});
