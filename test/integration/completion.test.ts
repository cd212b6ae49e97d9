import assert from "node:assert/strict";
import { later } from "../../src/base/later.ts";
import { graceMs } from "../../src/completion/flight.ts";
import type { CompletionEvent } from "../../src/completion/completionEvent.ts";
import type { CompletionEngine } from "../../src/completion/engine.ts";
import { engineOn } from "../support/engineOn.ts";
import type { Headless } from "../support/headless.ts";
import { openaiCloud, snapshot } from "../support/samples.ts";
import { cutAfter, failsWith, hang, html, on } from "../support/scripted/faults.ts";
import type { LoggedRequest } from "../support/scripted/requestLog.ts";
import type { ScriptPart } from "../support/scripted/serverScript.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { wantedAt } from "../support/noRules.ts";
import { ask, tasksSeen } from "./ask.ts";
import { createStage } from "./stage.ts";

const isGenerate = ({ path }: LoggedRequest): boolean => path === "/api/generate";
const hasLeft = (request: LoggedRequest): boolean => isGenerate(request) && request.aborted;

function promptOf(request: LoggedRequest | undefined): unknown {
  if (request === undefined || !isGenerate(request)) return undefined;
  return (JSON.parse(request.body) as { readonly prompt?: unknown }).prompt;
}

/** Timers that only the test ends, but for the one that a short answer has to end by itself; nothing else takes as long. */
function timersByHand() {
  const waiting = new Set<() => void>();
  return {
    later: (milliseconds: number, callback: () => void) => {
      if (milliseconds === graceMs) return later(0, callback);
      waiting.add(callback);
      return { dispose: () => void waiting.delete(callback) };
    },
    endAll: (): void => {
      for (const callback of [...waiting]) {
        waiting.delete(callback);
        callback();
      }
    },
  };
}

describe("integration/completion", () => {
  const stage = createStage();

  type Begun = {
    readonly server: ScriptedServer;
    readonly bridge: Headless;
    readonly engine: CompletionEngine;
    readonly events: readonly CompletionEvent[];
    /** Lets every timer run out that was set until now. */
    readonly wait: () => void;
    /** What is suggested at the mark, or the kind of silence. */
    readonly suggest: (text: string, signal?: AbortSignal) => Promise<string>;
  };

  async function begin(script: ScriptPart = {}): Promise<Begun> {
    const server = await stage.server({ models: [{ name: "qwen2.5-coder:0.5b" }], ...script });
    const bridge = await stage.drawbridge(server);
    const timers = timersByHand();
    const engine = engineOn(bridge, { pause: () => Promise.resolve(), later: timers.later });
    const events: CompletionEvent[] = [];
    engine.onDidHappen((event) => events.push(event));
    return {
      ...{ server, bridge, engine, events },
      wait: timers.endAll,
      suggest: async (text, signal = new AbortController().signal) => {
        const outcome = await engine.suggest(wantedAt(snapshot(text)), signal);
        if (outcome.ok) return outcome.value.text;
        return outcome.error.kind === "failed" ? outcome.error.failure.kind : outcome.error.kind;
      },
    };
  }

  it("asks the model of the server that can fill in, with the text on both sides", async () => {
    const { server, suggest } = await begin({ answer: { tokens: ["a + b", ";"] } });
    assert.equal(await suggest("const sum = █\nuse(sum)\n"), "a + b;");
    const [request] = tasksSeen(server);
    assert.equal(request?.path, "/api/generate");
    const body = JSON.parse(request.body) as Readonly<Record<string, unknown>>;
    assert.deepEqual([body["model"], body["raw"]], ["qwen2.5-coder:0.5b:local", true]);
    assert.equal(body["prompt"], "<|fim_prefix|><|fim_suffix|>use(sum)\n<|fim_middle|>const sum = ");
  });

  it("lets the next key wait for what is on its way, as long as that agrees", async () => {
    const { server, suggest } = await begin({ pace: "manual", answer: { tokens: ["a +", " b;"] } });
    const editor = new AbortController();
    const first = suggest("const sum = █\n", editor.signal);
    await server.waitFor(isGenerate);
    editor.abort();
    assert.equal(await first, "cancelled");
    const second = suggest("const sum = a█\n");
    server.release(Infinity);
    assert.equal(await second, " + b;");
    assert.equal(tasksSeen(server).length, 1);
  });

  it("leaves a server that writes something else than was typed, and asks anew with what it has read", async () => {
    const { server, suggest } = await begin({ pace: "manual", answer: { tokens: ["a + b", ";"] } });
    const editor = new AbortController();
    const first = suggest("const sum = █\n", editor.signal);
    await server.waitFor(isGenerate);
    editor.abort();
    assert.equal(await first, "cancelled");
    const second = suggest("const sum = x█\n");
    server.release(1);
    const left = await server.waitFor(hasLeft);
    server.release(Infinity);
    assert.equal(await second, "a + b;");
    const [one, two] = tasksSeen(server);
    assert.equal(one, left);
    assert.equal(promptOf(two), `${String(promptOf(one))}x`);
  });

  it("stops a request for which nobody waits any more, once the server writes", async () => {
    const { server, suggest, wait } = await begin({ pace: "manual", answer: { tokens: ["a ", "+ ", "b"] } });
    const editor = new AbortController();
    const suggesting = suggest("const sum = █", editor.signal);
    await server.waitFor(isGenerate);
    editor.abort();
    assert.equal(await suggesting, "cancelled");
    wait();
    assert.ok(!server.requests.some(hasLeft));
    server.release(1);
    assert.equal((await server.waitFor(hasLeft)).tokensWritten, 1);
  });

  it("records its end as stopped before the ledger closes with the window", async () => {
    for (const written of [0, 1]) {
      const { server, bridge, engine, suggest } = await begin({ pace: "manual" });
      const suggesting = suggest("const sum = █");
      server.release(written);
      await server.waitFor((request) => isGenerate(request) && request.tokensWritten === written);
      engine.dispose();
      const last = bridge.entries().at(-1);
      assert.equal(last?.phase === "end" && last.outcome, "stopped");
      assert.equal(await suggesting, "cancelled");
      await server.waitFor(hasLeft);
    }
  });

  it("shows what is complete while the answer goes on for later, and ends that after a few lines", async () => {
    const lines = Array.from({ length: 30 }, (_, line) => [`const more${line} =`, " 1;\n"]).flat();
    const tokens = ["const sum =", " a;", "\n", ...lines];
    const { server, suggest, wait } = await begin({ pace: "manual", answer: { tokens } });
    const suggesting = suggest("let a;\n█\n");
    server.release(4);
    await server.waitFor(({ tokensWritten }) => tokensWritten === 4);
    wait();
    assert.equal(await suggesting, "const sum = a;");
    for (let line = 0; line < 8; line += 1) {
      server.release(2);
      await server.waitFor(({ tokensWritten, aborted }) => aborted || tokensWritten >= 6 + 2 * line);
    }
    const left = await server.waitFor(hasLeft);
    assert.ok(left.tokensWritten > 8 && left.tokensWritten < 22, String(left.tokensWritten));
    const before = server.requests.length;
    assert.equal(await suggest("let a;\nconst sum = a;█\n"), "\nconst more0 = 1;");
    assert.equal(server.requests.length, before);
  });

  it("makes no request for what is left of a suggestion, and a new one for anything else", async () => {
    const { server, suggest } = await begin({ answer: { tokens: ["a + b", ";"] } });
    await suggest("const sum = █\n");
    const before = server.requests.length;
    assert.equal(await suggest("const sum = a +█\n"), " b;");
    assert.equal(server.requests.length, before);
    await suggest("const sum = x█\n");
    assert.equal(tasksSeen(server).length, 2);
  });

  it("asks ahead for what follows a suggestion while it is read, and has it when it is taken", async () => {
    const { server, suggest, wait } = await begin({ answer: { tokens: ["a + b;"] } });
    assert.equal(await suggest("const sum = █\n"), "a + b;");
    server.script({ answer: { tokens: ["\nconst more = sum;"] } });
    wait();
    await server.waitFor(
      (request) => promptOf(request) !== undefined && String(promptOf(request)).endsWith("a + b;"),
    );
    await server.waitFor((request) => request.finished && String(promptOf(request)).endsWith("a + b;"));
    const before = server.requests.length;
    assert.equal(await suggest("const sum = a + b;█\n"), "\nconst more = sum;");
    assert.equal(server.requests.length, before);
  });

  it("asks once for what follows a suggestion that is typed, also when nothing came of that", async () => {
    const { server, engine, suggest, wait } = await begin({ answer: { tokens: ["a + b;"] } });
    const endsTaken = (request: LoggedRequest): boolean => String(promptOf(request)).endsWith("a + b;");
    assert.equal(await suggest("const sum = █\n"), "a + b;");
    server.script({ answer: { tokens: ["\n"] } });
    const answered = new Promise((resolve) => engine.onDidHappen(resolve));
    wait();
    await answered;
    assert.equal(await suggest("const sum = a█\n"), " + b;");
    wait();
    // Sent only when nothing else is.
    const elsewhere = wantedAt(snapshot(`${"const value = 1;\n".repeat(40)}const last = █\n`));
    await engine.rest(elsewhere, { wasTyped: true, renews: false, signal: new AbortController().signal });
    await server.waitFor((request) => String(promptOf(request)).endsWith("const last = "));
    assert.equal(tasksSeen(server).filter(endsTaken).length, 1);
  });

  it("asks nothing ahead once the next key was pressed", async () => {
    const { server, suggest, wait } = await begin({ answer: { tokens: ["a + b;"] } });
    await suggest("const sum = █\n");
    await suggest("const sum = x█\n");
    const before = tasksSeen(server).length;
    server.script({ pace: "manual" });
    const editor = new AbortController();
    const third = suggest("const sum = xy█\n", editor.signal);
    wait();
    editor.abort();
    await third;
    assert.ok(tasksSeen(server).every((request) => !String(promptOf(request)).endsWith("xa + b;")));
    assert.ok(tasksSeen(server).length <= before + 1);
  });

  it("remembers that nothing comes of a position until something is typed", async () => {
    const { server, suggest } = await begin({ answer: { tokens: ["\n"] } });
    assert.equal(await suggest("const sum = █\n"), "empty");
    assert.equal(await suggest("const sum = █\n"), "empty");
    assert.equal(tasksSeen(server).length, 1);
  });

  it("asks nothing at all where completion is off, where a rule forbids it, or in two places at once", async () => {
    const { server, bridge } = await begin();
    const off = engineOn(bridge, { whyOff: () => ({ kind: "off", languageId: "typescript" }) });
    const forbidden = engineOn(bridge, {
      guard: { judge: () => Promise.resolve({ kind: "never", rule: "*.key", from: "yours" }) },
    });
    const plain = engineOn(bridge);
    const here = wantedAt(snapshot("const sum = █"));
    const { signal } = new AbortController();
    const kinds = [
      await off.suggest(here, signal),
      await forbidden.suggest(here, signal),
      await plain.suggest({ ...here, severalCursors: true }, signal),
      await plain.suggest({ ...here, readOnly: true }, signal),
      await plain.suggest({ ...here, characters: 2_000_000 }, signal),
    ].map((outcome) => (outcome.ok ? "shown" : outcome.error.kind));
    assert.deepEqual(kinds, ["off", "excluded", "unsuitable", "unsuitable", "unsuitable"]);
    for (const engine of [off, forbidden, plain])
      await engine.rest(here, { wasTyped: true, renews: true, signal });
    assert.equal(tasksSeen(server).length, 0);
  });

  it("warms a prompt while nobody types, once, and asks no more for it", async () => {
    const { server, engine } = await begin({ answer: { tokens: ["x"] } });
    const { signal } = new AbortController();
    const here = wantedAt(snapshot(`${"const value = 1;\n".repeat(40)}const sum = █\n`));
    // Where it goes is known from the first look at the server.
    await engine.suggest(wantedAt(snapshot("a█")), signal);
    const before = tasksSeen(server).length;
    await engine.rest(here, { wasTyped: true, renews: false, signal });
    const warm = await server.waitFor(
      (request) => isGenerate(request) && request.body.includes('"num_predict":1,'),
    );
    await server.waitFor((request) => request === warm && request.finished);
    await engine.rest(here, { wasTyped: true, renews: false, signal });
    assert.equal(tasksSeen(server).length, before + 1);
  });

  describe("beside a chat on the same server", () => {
    const isChat = ({ path }: LoggedRequest): boolean => path === "/api/chat";
    const here = wantedAt(snapshot(`${"const value = 1;\n".repeat(40)}const sum = █\n`));
    const { signal } = new AbortController();
    const chosen = { model: { provider: "ollama", model: "qwen2.5-coder:0.5b" } };

    /** A chat that the server is answering, after a completion. */
    async function chatting(): Promise<Begun & { readonly chat: ReturnType<typeof ask> }> {
      const begun = await begin({ answer: { tokens: ["a + b", ";"] } });
      await begun.suggest("const sum = █\n");
      begun.server.script({ pace: "manual" });
      const chat = ask(begun.bridge, chosen);
      begun.server.release(1);
      await begun.server.waitFor((request) => isChat(request) && request.tokensWritten > 0);
      return { ...begun, chat };
    }

    it("waits, says so, and neither asks ahead nor warms up", async () => {
      const { server, engine, suggest, wait, chat } = await chatting();
      const before = server.requests.filter(isGenerate).length;
      assert.equal(await suggest("const other = █\n"), "busyWithChat");
      assert.equal(await suggest("const sum = a█\n"), " + b;");
      wait();
      await engine.rest(here, { wasTyped: true, renews: true, signal });
      assert.equal(server.requests.filter(isGenerate).length, before);
      server.release(Infinity);
      await chat;
      assert.equal(await suggest("const other = █\n"), "a + b;");
    });

    it("asks for a key all the same, and goes on by itself once the server was seen to write for both", async () => {
      const { server, engine, suggest, chat } = await chatting();
      const wanted = wantedAt(snapshot("const other = █\n"), true);
      const manual = engine.suggest(wanted, signal);
      const request = await server.waitFor(({ body }) => body.includes("const other = "));
      server.release(Infinity, request);
      assert.ok((await manual).ok);
      const suggesting = suggest("const third = █\n");
      const third = await server.waitFor(({ body }) => body.includes("const third = "));
      server.release(Infinity, third);
      assert.equal(await suggesting, "a + b;");
      server.release(Infinity);
      await chat;
    });

    it("has its prompt read again when the chat has taken its place, and nobody types", async () => {
      const { server, bridge, engine, chat } = await chatting();
      server.release(Infinity);
      await chat;
      await engine.rest(here, { wasTyped: true, renews: false, signal });
      const warm = await server.waitFor(({ body }) => body.includes('"num_predict":1,'));
      await server.waitFor((request) => request === warm && request.finished);
      await engine.rest(here, { wasTyped: true, renews: false, signal });
      assert.equal(server.requests.filter(({ body }) => body.includes('"num_predict":1,')).length, 1);
      await ask(bridge, chosen);
      await engine.rest(here, { wasTyped: true, renews: false, signal });
      await server.waitFor((request) => request !== warm && request.body.includes('"num_predict":1,'));
    });
  });

  it("asks neither ahead nor to warm up in eco", async () => {
    const { server, bridge } = await begin({ answer: { tokens: ["a + b", ";"] } });
    const timers = timersByHand();
    const spared = { pause: () => Promise.resolve(), later: timers.later, eco: () => true };
    const engine = engineOn(bridge, spared);
    const { signal } = new AbortController();
    const outcome = await engine.suggest(wantedAt(snapshot("const sum = █\n")), signal);
    assert.ok(outcome.ok);
    timers.endAll();
    const here = wantedAt(snapshot(`${"const value = 1;\n".repeat(40)}█\n`));
    await engine.rest(here, { wasTyped: true, renews: true, signal });
    assert.equal(tasksSeen(server).length, 1);
  });

  it("has another suggestion for somebody who asks for one", async () => {
    const { server, engine } = await begin({ answer: { tokens: ["a + b", ";"] } });
    const { signal } = new AbortController();
    const wanted = wantedAt(snapshot("const sum = █\n"), true);
    const first = await engine.suggest(wanted, signal);
    server.script({ answer: { tokens: ["b + c", ";"] } });
    const other = await engine.another(wanted, 1, signal);
    assert.deepEqual(
      [first, other].map((outcome) => outcome.ok && outcome.value.text),
      ["a + b;", "b + c;"],
    );
    const [one, two] = tasksSeen(server).map(({ body }) => JSON.parse(body) as { readonly options: unknown });
    assert.notDeepEqual(one?.options, two?.options);
  });

  it("turns to another model as soon as one was chosen, and shows nothing of the one before", async () => {
    const server = await stage.server({
      models: [{ name: "qwen2.5-coder:0.5b" }, { name: "qwen2.5-coder:1.5b" }],
      pace: "manual",
      answer: { tokens: ["a + b", ";"] },
    });
    let model = "qwen2.5-coder:0.5b";
    const chosen = {
      get completion() {
        return { provider: "ollama", model };
      },
    };
    const bridge = await stage.drawbridge(server, { chosen });
    const engine = engineOn(bridge, { pause: () => Promise.resolve() });
    const { signal } = new AbortController();
    const first = engine.suggest(wantedAt(snapshot("const sum = █\n")), signal);
    await server.waitFor(isGenerate);
    model = "qwen2.5-coder:1.5b";
    engine.reset();
    const outcome = await first;
    assert.equal(outcome.ok ? "shown" : outcome.error.kind, "cancelled");
    await server.waitFor(hasLeft);
    server.release(Infinity);
    const second = await engine.suggest(wantedAt(snapshot("const sum = █\n")), signal);
    assert.equal(second.ok && second.value.model, "qwen2.5-coder:1.5b");
  });

  describe("what comes to nothing", () => {
    /** Types fifty keys one after the other; what each came to, and how many requests that made. */
    async function typed(
      begun: Begun,
    ): Promise<{ readonly kinds: ReadonlySet<string>; readonly requests: number }> {
      const { server, bridge, engine, suggest, wait } = begun;
      const { signal } = new AbortController();
      const before = tasksSeen(server).length;
      const kinds = new Set<string>();
      for (let key = 1; key <= 50; key += 1) {
        const text = `const sum = ${"x".repeat(key)}█\n`;
        kinds.add(await suggest(text));
        wait();
        await engine.rest(wantedAt(snapshot("const value = 1;\n".repeat(40) + text)), {
          wasTyped: true,
          renews: false,
          signal,
        });
        bridge.advance(20);
      }
      return { kinds, requests: tasksSeen(server).length - before };
    }

    const failures: readonly (readonly [string, ScriptPart, string])[] = [
      ["503", { faults: [on("/api/generate", failsWith(503))] }, "overloaded"],
      ["404", { faults: [on("/api/generate", failsWith(404))] }, "modelMissing"],
      ["500", { faults: [on("/api/generate", failsWith(500))] }, "serverError"],
      ["an answer that is cut", { faults: [on("/api/generate", cutAfter(1))] }, "cut"],
      ["an answer that is no answer", { faults: [on("/api/generate", html())] }, "malformed"],
    ];
    for (const [name, script, kind] of failures)
      it(`is one thing with fifty keys, and one request: ${name}`, async () => {
        const { kinds, requests } = await typed(await begin(script));
        assert.deepEqual([[...kinds], requests], [[kind], 1]);
      });

    it("is nothing at all for fifty keys while a server hangs: one request, and the last one waits", async () => {
      const { server, suggest, wait } = await begin({ faults: [on("/api/generate", hang())] });
      const kinds = new Set<string>();
      let editor = new AbortController();
      let suggesting = suggest("const sum = █\n", editor.signal);
      await server.waitFor(isGenerate);
      for (let key = 1; key <= 50; key += 1) {
        editor.abort();
        kinds.add(await suggesting);
        wait();
        editor = new AbortController();
        suggesting = suggest(`const sum = ${"x".repeat(key)}█\n`, editor.signal);
      }
      editor.abort();
      kinds.add(await suggesting);
      assert.deepEqual([[...kinds], tasksSeen(server).length], [["cancelled"], 1]);
    });

    it("is no request at all while everything is paused, and one line in the ledger", async () => {
      const begun = await begin();
      await begun.suggest("a█");
      await begun.bridge.policy.setPaused(true);
      const lines = begun.bridge.entries().length;
      const { kinds, requests } = await typed(begun);
      assert.deepEqual([[...kinds], requests], [["paused"], 0]);
      const refused = begun.bridge.entries().slice(lines);
      assert.deepEqual(
        refused.map(({ phase }) => phase),
        ["refused"],
      );
    });

    it("is no request at all to a cloud in a workspace that is not trusted, and one line in the ledger", async () => {
      const server = await stage.server({ speaks: ["openai"] });
      const bridge = await stage.drawbridge(server, {
        ...{ providers: [openaiCloud], chosen: { completion: { provider: "openai", model: "gpt-5-mini" } } },
        ...{ mode: "cloud", isTrusted: () => false },
      });
      const timers = timersByHand();
      const engine = engineOn(bridge, { pause: () => Promise.resolve(), later: timers.later });
      const { signal } = new AbortController();
      for (let key = 1; key <= 50; key += 1) {
        const here = wantedAt(snapshot(`const sum = ${"x".repeat(key)}█\n`));
        await engine.suggest(here, signal);
        timers.endAll();
        await engine.rest(here, { wasTyped: true, renews: true, signal });
      }
      assert.ok(bridge.entries().every(({ phase }) => phase === "refused"));
      assert.ok(bridge.entries().length <= 1);
    });
  });

  it("tells what each request cost", async () => {
    const { suggest, events } = await begin({ answer: { tokens: ["a + b", ";"] } });
    await suggest("const sum = █\n");
    const answered = events.find(({ kind }) => kind === "answered");
    assert.ok(answered?.kind === "answered" && !answered.aborted && answered.firstTextMs !== undefined);
    assert.deepEqual([answered.model, answered.languageId], ["qwen2.5-coder:0.5b", "typescript"]);
  });

  it("leaves a server that is gone alone for longer and longer, and comes back to it", async () => {
    const { server, bridge, suggest } = await begin({ answer: { tokens: ["a + b", ";"] } });
    let keys = 0;
    const attempts = async (): Promise<readonly [string, number]> => {
      const before = bridge.entries().filter(({ phase }) => phase === "attempt").length;
      const told = await suggest(`const sum${(keys += 1)} = █`);
      return [told, bridge.entries().filter(({ phase }) => phase === "attempt").length - before];
    };
    assert.equal((await attempts())[0], "a + b;");
    server.script({ refusing: true });
    assert.deepEqual(await attempts(), ["unreachable", 1]);
    for (const [tooEarlyMs, enoughMs] of [
      [0, 2_000],
      [2_000, 5_000],
      [5_000, 15_000],
      [15_000, 60_000],
    ] as const) {
      bridge.advance(tooEarlyMs);
      assert.deepEqual(await attempts(), ["serverDown", 0]);
      bridge.advance(enoughMs - tooEarlyMs);
      assert.deepEqual(await attempts(), ["serverDown", 1]);
    }
    server.script({ refusing: false });
    assert.deepEqual(await attempts(), ["serverDown", 0]);
    bridge.advance(300_000);
    assert.equal((await attempts())[0], "a + b;");
  });
});
