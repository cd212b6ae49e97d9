import assert from "node:assert/strict";
import { Completer } from "../../src/completion/completer.ts";
import type { Headless } from "../support/headless.ts";
import type { LoggedRequest } from "../support/scripted/requestLog.ts";
import type { ScriptPart } from "../support/scripted/serverScript.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { snapshot } from "../support/samples.ts";
import { tasksSeen } from "./ask.ts";
import { createStage } from "./stage.ts";
import { letsAllBeRead, wantedAt } from "../support/noRules.ts";

const isGenerate = ({ path }: LoggedRequest): boolean => path === "/api/generate";
const hasLeft = (request: LoggedRequest): boolean => isGenerate(request) && request.aborted;

describe("integration/completion", () => {
  const stage = createStage();

  type Begun = {
    readonly server: ScriptedServer;
    readonly bridge: Headless;
    readonly completer: Completer;
    /** What is suggested at the mark, or the kind of silence. */
    readonly suggest: (text: string, signal?: AbortSignal) => Promise<string>;
  };

  async function begin(script: ScriptPart = {}): Promise<Begun> {
    const server = await stage.server({ models: [{ name: "qwen2.5-coder:0.5b" }], ...script });
    const bridge = await stage.drawbridge(server);
    const completer = new Completer({
      sending: bridge.sending,
      policy: bridge.policy,
      guard: letsAllBeRead,
      pause: () => Promise.resolve(),
      clock: () => performance.now(),
    });
    return {
      server,
      bridge,
      completer,
      suggest: async (text, signal = new AbortController().signal) => {
        const outcome = await completer.suggest(wantedAt(snapshot(text)), signal);
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
    assert.equal(body["prompt"], "<|fim_prefix|>const sum = <|fim_suffix|>\nuse(sum)\n<|fim_middle|>");
  });

  it("lets go of the server when the editor moves on", async () => {
    const { server, suggest } = await begin({ pace: "manual", answer: { tokens: ["a ", "+ ", "b"] } });
    const editor = new AbortController();
    const suggesting = suggest("const sum = █", editor.signal);
    server.release(1);
    await server.waitFor((request) => isGenerate(request) && request.tokensWritten === 1);
    editor.abort();
    assert.equal(await suggesting, "cancelled");
    assert.equal((await server.waitFor(hasLeft)).tokensWritten, 1);
  });

  it("lets go of the server while the model still reads", async () => {
    const { server, suggest } = await begin({ pace: "manual" });
    const editor = new AbortController();
    const suggesting = suggest("const sum = █", editor.signal);
    await server.waitFor(isGenerate);
    editor.abort();
    assert.equal(await suggesting, "cancelled");
    assert.equal((await server.waitFor(hasLeft)).tokensWritten, 0);
  });

  it("records its end as stopped before the ledger closes with the window", async () => {
    for (const written of [0, 1]) {
      const { server, bridge, completer, suggest } = await begin({ pace: "manual" });
      const suggesting = suggest("const sum = █");
      server.release(written);
      await server.waitFor((request) => isGenerate(request) && request.tokensWritten === written);
      completer.dispose();
      const last = bridge.entries().at(-1);
      assert.equal(last?.phase === "end" && last.outcome, "stopped");
      assert.equal(await suggesting, "cancelled");
      await server.waitFor(hasLeft);
    }
  });

  it("gives the server up for the next key", async () => {
    const { server, suggest } = await begin({ pace: "manual", answer: { tokens: ["a + b", ";"] } });
    const first = suggest("const sum =█");
    await server.waitFor(isGenerate);
    const second = suggest("const sum = █");
    assert.equal(await first, "cancelled");
    const left = await server.waitFor(hasLeft);
    server.release(Infinity);
    assert.equal(await second, "a + b;");
    assert.deepEqual(
      tasksSeen(server).map((request) => request === left),
      [true, false],
    );
  });

  it("ends the request where the suggestion sensibly ends", async () => {
    const tokens = ["a", " + b;", "\n", "}", "\n", "\nfunction ", "more() {"];
    const { server, bridge, suggest } = await begin({ pace: "manual", answer: { tokens } });
    const suggesting = suggest("function sum(a, b) {\n  return █\n}\n");
    server.release(4);
    assert.equal(await suggesting, "a + b;");
    assert.equal((await server.waitFor(hasLeft)).tokensWritten, 4);
    const last = bridge.entries().at(-1);
    assert.equal(last?.phase === "end" && last.outcome, "stopped");
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
