import assert from "node:assert/strict";
import type { Result } from "../../../src/base/result.ts";
import { Completer } from "../../../src/completion/completer.ts";
import { silenceReason } from "../../../src/completion/silenceReason.ts";
import type { NoSuggestion, Suggestion } from "../../../src/completion/suggestion.ts";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import type { Policy } from "../../../src/gate/policy.ts";
import type { Order } from "../../../src/sending/order.ts";
import type { Sending } from "../../../src/sending/send.ts";
import type { SendEvent, SendFailure } from "../../../src/sending/sendEvent.ts";
import { destination, ollama, policy, routeTo, snapshot } from "../../support/samples.ts";
import { noLimits, wantedAt } from "../../support/noRules.ts";

type Sent = { readonly order: Order; readonly signal: AbortSignal; closed: boolean };

const route = routeTo({ task: "completion", model: "qwen2.5-coder:1.5b" });
const never = new AbortController().signal;
const words = (...texts: readonly string[]): readonly SendEvent[] =>
  texts.map((text) => ({ kind: "text", text }));
const end: SendEvent = { kind: "end", reason: "stop", usage: {} };
const failed = (failure: SendFailure): SendEvent => ({ kind: "failed", failure });

describe("completion/completer", () => {
  let events: readonly SendEvent[];
  /** What an answer waits for before it ends, so that a test can act in its middle. */
  let gate: Promise<void>;
  let sent: Sent[];
  let paused: number[];
  let now: Policy;
  let clockMs: number;
  let verdict: PathVerdict | Promise<PathVerdict>;
  let told: Result<Suggestion, NoSuggestion>[];
  let completer: Completer;

  const sending: Sending = {
    outlook: () => ({ ok: false, error: { kind: "unasked", provider: route.provider } }),
    send: async function* (order, signal) {
      const one: Sent = { order, signal, closed: false };
      sent.push(one);
      try {
        yield { kind: "routed", route };
        for (const event of events) yield event;
        await Promise.race([gate, aborted(signal)]);
        yield signal.aborted ? failed({ kind: "stopped" }) : end;
      } finally {
        one.closed = true;
      }
    },
  };

  beforeEach(() => {
    events = words("sum(a, b);");
    gate = Promise.resolve();
    sent = [];
    paused = [];
    now = policy();
    clockMs = 1_000_000;
    verdict = { kind: "allowed" };
    told = [];
    const pause = (milliseconds: number): Promise<void> => {
      paused.push(milliseconds);
      return Promise.resolve();
    };
    completer = new Completer({
      sending,
      policy: { current: () => now, onDidChange: () => ({ dispose: () => undefined }) },
      guard: { judge: () => Promise.resolve(verdict) },
      pause,
      clock: () => clockMs,
    });
    completer.onDidFinish((outcome) => told.push(outcome));
  });

  const suggest = (
    text: string,
    options: { manual?: boolean; signal?: AbortSignal } = {},
  ): Promise<Result<Suggestion, NoSuggestion>> =>
    completer.suggest(wantedAt(snapshot(text), options.manual), options.signal ?? never);
  const settled = (): Promise<void> => new Promise(setImmediate);
  const textOf = (outcome: Result<Suggestion, NoSuggestion>): string =>
    outcome.ok ? outcome.value.text : outcome.error.kind;

  it("suggests what the model goes on with, from a draft of the document", async () => {
    assert.equal(textOf(await suggest("const c = █\n")), "sum(a, b);");
    const [{ order } = { order: undefined }] = sent;
    assert.equal(order?.task, "completion");
    assert.match(
      order
        .draft(route, noLimits)
        .messages[0]?.parts.map(({ text }) => text)
        .join("") ?? "",
      /const c = <\|fim_suffix\|>\n/,
    );
  });

  it("waits until typing settles, and not for a key that asks", async () => {
    await suggest("a = █");
    await suggest("b = █", { manual: true });
    assert.deepEqual(paused, [75]);
  });

  it("never asks in a person's name, not even for a key that a person pressed", async () => {
    await suggest("a = █", { manual: true });
    assert.deepEqual(
      sent.map(({ order }) => order.trigger),
      ["automatic"],
    );
  });

  it("makes no request for what can still be typed of a suggestion", async () => {
    await suggest("c = █");
    for (const [text, left] of [
      ["c = s█", "um(a, b);"],
      ["c = sum(a█", ", b);"],
      ["c = █", "sum(a, b);"],
    ] as const)
      assert.equal(textOf(await suggest(text)), left);
    assert.equal(sent.length, 1);
    await suggest("c = x█");
    assert.equal(sent.length, 2);
  });

  it("stops listening as soon as more text would change nothing", async () => {
    events = words("one();", "\n", "\n", "two();");
    gate = new Promise(() => undefined);
    assert.equal(textOf(await suggest("  █")), "one();");
    assert.equal(sent[0]?.closed, true);
  });

  it("does not answer a key with the short suggestion that was made unasked", async () => {
    events = words("one\ntwo\nthree\n");
    const unasked = await suggest("a = █\n");
    await suggest("a = █\n");
    assert.equal(sent.length, 1);
    events = words("longer\n");
    assert.notDeepEqual(await suggest("a = █\n", { manual: true }), unasked);
    assert.equal(sent.length, 2);
    await suggest("a = █\n", { manual: true });
    await suggest("a = l█\n");
    assert.equal(sent.length, 2);
  });

  it("ends what is on its way when the window closes", async () => {
    gate = new Promise(() => undefined);
    const outcome = suggest("a = █", { manual: true });
    await settled();
    assert.equal(sent[0]?.signal.aborted, false);
    completer.dispose();
    assert.equal(sent[0].signal.aborted, true);
    assert.deepEqual(await outcome, { ok: false, error: { kind: "cancelled" } });
    assert.deepEqual(told, []);
  });

  it("takes more lines for a key than by itself", async () => {
    events = words(`for (;;) {${"\n  line();".repeat(30)}\n}`);
    const lines = async (manual: boolean): Promise<number> =>
      textOf(await suggest(manual ? "█" : "\n█", { manual })).split("\n").length;
    assert.deepEqual([await lines(false), await lines(true)], [8, 20]);
  });

  it("keeps one request on its way: the next one ends it", async () => {
    let open: () => void = () => undefined;
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const first = suggest("a = █", { manual: true });
    await settled();
    const second = suggest("b = █", { manual: true });
    await settled();
    assert.deepEqual(
      sent.map(({ signal }) => signal.aborted),
      [true, false],
    );
    assert.equal(textOf(await first), "cancelled");
    open();
    assert.equal(textOf(await second), "sum(a, b);");
    assert.equal(told.length, 1);
  });

  it("lets the later of two have its turn, however long the guard takes over the earlier one", async () => {
    let answer: (verdict: PathVerdict) => void = () => undefined;
    const slow = new Promise<PathVerdict>((resolve) => {
      answer = resolve;
    });
    verdict = slow;
    const first = suggest("a = █", { manual: true });
    verdict = { kind: "allowed" };
    const second = suggest("b = █", { manual: true });
    assert.equal(textOf(await second), "sum(a, b);");
    answer({ kind: "allowed" });
    assert.equal(textOf(await first), "cancelled");
    assert.equal(sent.length, 1);
  });

  describe("with path rules", () => {
    const unread = (): never => {
      throw new Error("the document was read");
    };
    const restriction = { kind: "never", rule: ".env", from: "built in" } as const;

    it("neither reads nor sends an excluded document, whoever asks, and says which rule it was", async () => {
      verdict = restriction;
      for (const manual of [false, true]) {
        const wanted = { ...wantedAt(snapshot("KEY=█", ".env"), manual), read: unread };
        assert.deepEqual(await completer.suggest(wanted, never), {
          ok: false,
          error: { kind: "excluded", path: ".env", restriction },
        });
      }
      assert.deepEqual([sent, told.length], [[], 2]);
      assert.equal(
        silenceReason({ kind: "excluded", path: "app/.env", restriction }),
        ".env is excluded by a built-in rule.",
      );
    });

    it("says nothing more of a suggestion once its document is excluded", async () => {
      await suggest("c = █");
      verdict = restriction;
      assert.equal(textOf(await suggest("c = s█")), "excluded");
    });

    it("completes what stays on this device: the gate decides where it goes", async () => {
      verdict = { kind: "deviceOnly", rule: "*.ts", from: "your settings" };
      assert.equal(textOf(await suggest("c = █")), "sum(a, b);");
    });

    it("looks at the size of a document before it reads it", async () => {
      const wanted = { ...wantedAt(snapshot("█")), characters: 1_000_001, read: unread };
      assert.equal(textOf(await completer.suggest(wanted, never)), "unsuitable");
    });

    it("lets go of a document that changed meanwhile", async () => {
      const wanted = { ...wantedAt(snapshot("a = █")), read: () => undefined };
      assert.equal(textOf(await completer.suggest(wanted, never)), "cancelled");
      assert.deepEqual([sent, told], [[], []]);
    });
  });

  it("makes no request at all when the editor moves on while typing settles", async () => {
    const first = suggest("a = █");
    const second = suggest("a = b█");
    assert.deepEqual([textOf(await first), textOf(await second)], ["cancelled", "sum(a, b);"]);
    assert.equal(sent.length, 1);
  });

  it("ends its request with the editor's own cancellation, and tells nobody", async () => {
    const editor = new AbortController();
    gate = new Promise(() => undefined);
    const outcome = suggest("a = █", { manual: true, signal: editor.signal });
    editor.abort();
    assert.equal(textOf(await outcome), "cancelled");
    assert.deepEqual(told, []);
  });

  function checkUnsuitable(text: string, expected: string): void {
    it(`${expected === "unsuitable" ? "stays silent" : "suggests"} at ${JSON.stringify(text.slice(-30))} by itself, and suggests for a key`, async () => {
      assert.equal(textOf(await suggest(text)), expected);
      assert.equal(sent.length, expected === "unsuitable" ? 0 : 1);
      completer.reset();
      assert.equal(textOf(await suggest(text, { manual: true })), "sum(a, b);");
    });
  }

  checkUnsuitable("const a█bc", "unsuitable");
  checkUnsuitable("const a█ü", "unsuitable");
  checkUnsuitable("const a█𝒳", "unsuitable");
  checkUnsuitable(`${"x".repeat(1_000_001)}█`, "unsuitable");
  checkUnsuitable("const a█ = 1", "sum(a, b);");
  checkUnsuitable("f(█)", "sum(a, b);");

  it("has nothing to say when the model has not", async () => {
    events = words("  \n");
    assert.equal(textOf(await suggest("a = █")), "empty");
  });

  describe("after a refusal", () => {
    const refused = failed({
      kind: "modeForbids",
      mode: "onDevice",
      setBy: "default",
      destination: destination({ class: "cloud", host: "api.openai.com" }),
    });

    it("asks once until the policy changes, and goes on saying why", async () => {
      events = [refused];
      for (const text of ["a = █", "a = b█", "a = bc█"]) assert.equal(textOf(await suggest(text)), "failed");
      assert.equal(sent.length, 1);
      assert.equal(told.length, 3);
      now = policy({ mode: "cloud" });
      await suggest("a = bcd█");
      assert.equal(sent.length, 2);
    });

    it("asks once while paused, so that the ledger is not filled by typing", async () => {
      events = [failed({ kind: "paused" })];
      for (const text of ["a = █", "a = b█"]) assert.equal(textOf(await suggest(text)), "failed");
      assert.equal(sent.length, 1);
      now = policy();
      await suggest("a = bc█");
      assert.equal(sent.length, 2);
    });

    it("asks a server that only chats once, not with every key", async () => {
      events = [failed({ kind: "continuesNothing" })];
      for (const text of ["a = █", "a = b█"]) assert.equal(textOf(await suggest(text)), "failed");
      assert.equal(sent.length, 1);
      completer.reset();
      events = [failed({ kind: "cannotComplete", provider: ollama })];
      for (const text of ["a = █", "a = b█"]) assert.equal(textOf(await suggest(text)), "failed");
      assert.equal(sent.length, 2);
    });

    it("asks again once the settings have changed", async () => {
      events = [refused];
      await suggest("a = █");
      completer.reset();
      await suggest("a = █");
      assert.equal(sent.length, 2);
    });

    it("asks again after what may pass by itself", async () => {
      for (const failure of [
        { kind: "unreachable", code: "X" },
        { kind: "revoked" },
        { kind: "malformed" },
      ] as const) {
        events = [failed(failure)];
        await suggest("a = █");
        await suggest("a = b█");
      }
      assert.equal(sent.length, 6);
    });

    const suggestIn = (
      path: string,
      text: string,
      manual = false,
    ): Promise<Result<Suggestion, NoSuggestion>> =>
      completer.suggest(wantedAt(snapshot(text, path), manual), never);
    const cloud = destination({ class: "cloud", host: "api.openai.com" });
    const screened = (...secrets: readonly string[]): SendEvent =>
      failed({
        kind: "secretFound",
        destination: cloud,
        bodySha256: "",
        screening: {
          findings: secrets.map((secret) => ({ id: secret, rule: "r", label: "a key", secret })),
          complete: secrets.length > 0,
        },
      });

    it("asks once about a document with a secret in it, until it is gone or the policy changes", async () => {
      events = [screened("hunter22")];
      for (const text of ["k = hunter22; a█", "k = hunter22; ab█"])
        assert.equal(textOf(await suggestIn("a.ts", text)), "failed");
      assert.equal(sent.length, 1);
      await suggestIn("b.ts", "k = hunter22; a█");
      assert.equal(sent.length, 2, "another document");
      await suggestIn("b.ts", "k = hunter22; ab█", true);
      assert.equal(sent.length, 3, "a key");
      now = policy({ mode: "cloud" });
      await suggestIn("b.ts", "k = hunter22; abc█");
      assert.equal(sent.length, 4, "another policy");
      await suggestIn("b.ts", "k = read(); abc█");
      assert.equal(sent.length, 5, "no secret any more");
    });

    it("asks again after a while about a document that could not be screened whole", async () => {
      events = [screened()];
      await suggestIn("a.ts", "a█");
      clockMs += 59_999;
      await suggestIn("a.ts", "ab█");
      assert.equal(sent.length, 1);
      clockMs += 1;
      await suggestIn("a.ts", "abc█");
      assert.equal(sent.length, 2);
    });

    it("asks once about a document that a rule keeps here, until the policy changes", async () => {
      const source = { kind: "file", uri: "file:///a.ts", path: "a.ts" } as const;
      const rule = { reach: "deviceOnly", rule: "*.ts", from: "your settings" } as const;
      events = [failed({ kind: "sourceExcluded", source, ...rule, destination: cloud })];
      for (const text of ["a█", "ab█"]) assert.equal(textOf(await suggestIn("a.ts", text)), "failed");
      assert.equal(sent.length, 1);
      await suggestIn("b.ts", "a█");
      assert.equal(sent.length, 2);
      now = policy();
      await suggestIn("b.ts", "ab█");
      assert.equal(sent.length, 3);
    });

    it("says in one sentence why it is silent, and nothing when silence is the normal thing", async () => {
      events = [refused];
      const outcome = await suggest("a = █");
      assert.match(
        outcome.ok ? "" : (silenceReason(outcome.error) ?? ""),
        /^In mode "On this device" .+ api\.openai\.com\.$/,
      );
      assert.match(
        silenceReason({ kind: "failed", failure: { kind: "overloaded" }, server: "", model: "" }) ?? "",
        /^The server is overloaded\.$/,
      );
      assert.match(silenceReason({ kind: "unsuitable", because: "tooLarge" }) ?? "", /too large/);
      for (const no of [
        { kind: "cancelled" },
        { kind: "empty" },
        { kind: "unsuitable", because: "insideWord" },
      ] as const)
        assert.equal(silenceReason(no), undefined);
    });
  });

  describe("after the server asked to be left alone", () => {
    const wait = (failure: SendFailure): void => {
      events = [failed(failure)];
    };
    const reason = (): string => {
      const last = told.at(-1);
      return last === undefined || last.ok ? "" : (silenceReason(last.error) ?? "");
    };

    for (const kind of ["quota", "overloaded"] as const) {
      it(`waits as long as it said with "${kind}", also for a key, and says so`, async () => {
        wait({ kind, retryAfterS: 30 });
        await suggest("a = █");
        assert.match(reason(), /; it asks to wait 30 s\. Completion asks again in 30 s\.$/);
        clockMs += 29_001;
        await suggest("a = b█");
        await suggest("a = b█", { manual: true });
        assert.equal(sent.length, 1);
        assert.match(reason(), / Completion asks again in 1 s\.$/);
        clockMs += 999;
        events = words("sum(a, b);");
        assert.equal(textOf(await suggest("a = bc█")), "sum(a, b);");
      });

      it(`waits longer each time when it said nothing with "${kind}", until an answer comes`, async () => {
        wait({ kind });
        for (const pauseMs of [2_000, 5_000, 15_000, 60_000, 300_000, 300_000]) {
          const before = sent.length;
          await suggest("a = █");
          assert.equal(sent.length, before + 1);
          assert.match(reason(), new RegExp(`asks again in ${pauseMs / 1000} s\\.$`));
          clockMs += pauseMs - 1;
          await suggest("a = b█");
          assert.equal(sent.length, before + 1);
          clockMs += 1;
        }
        events = words("sum(a, b);");
        await suggest("a = █");
        completer.reset();
        wait({ kind });
        await suggest("b = █");
        assert.match(reason(), /asks again in 2 s\.$/);
      });
    }

    it("asks at once for a key when the pause is its own, and when the settings or the policy have changed", async () => {
      wait({ kind: "overloaded" });
      await suggest("a = █");
      await suggest("a = █", { manual: true });
      assert.equal(sent.length, 2);
      completer.reset();
      await suggest("a = █");
      assert.equal(sent.length, 3);
      now = policy({ mode: "cloud" });
      await suggest("a = █");
      assert.equal(sent.length, 4);
    });

    it("counts a pause that the editor's cancellation interrupted neither as an answer nor as a failure", async () => {
      wait({ kind: "overloaded" });
      await suggest("a = █");
      clockMs += 2_000;
      const editor = new AbortController();
      editor.abort();
      await suggest("a = b█", { signal: editor.signal });
      await suggest("a = bc█");
      assert.match(reason(), /asks again in 5 s\.$/);
    });
  });
});

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => {
      resolve();
    });
  });
}
