import assert from "node:assert/strict";
import { chatDraft } from "../../src/prompt/chatDraft.ts";
import { completionDraft } from "../../src/prompt/completionDraft.ts";
import { makeDraft } from "../../src/prompt/draft.ts";
import type { Order } from "../../src/sending/send.ts";
import type { SendEvent } from "../../src/sending/sendEvent.ts";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import { collect, snapshot } from "../support/samples.ts";
import { startHeadless, type Headless } from "../support/headless.ts";
import { recordedModel } from "../support/scripted/ollamaModels.ts";
import { startScriptedServer, type ScriptedServer } from "../support/scriptedServer.ts";

const { OLLAMA_TEST_URL: realUrl = "", OLLAMA_TEST_MODEL: realModel = recordedModel.name } = process.env;
const isReal = realUrl !== "";

/** With `OLLAMA_TEST_URL` against that server, else against the scripted one; what holds for both is asserted. */
describe("integration/anyOllama", function () {
  // A real server may have to load the model first.
  if (isReal) this.timeout(300_000);
  const model = isReal ? realModel : recordedModel.name;
  let scripted: ScriptedServer | undefined;
  let bridge: Headless;

  before(async () => {
    scripted = isReal ? undefined : await startScriptedServer();
    bridge = await startHeadless({ providers: [ollamaProvider(scripted?.url ?? realUrl)] });
  });

  after(async () => {
    bridge.dispose();
    await scripted?.stop();
  });

  async function send(order: Pick<Order, "task" | "draft">): Promise<readonly SendEvent[]> {
    const whole: Order = { trigger: "person", model: { provider: "ollama", model }, ...order };
    return await collect(bridge.sending.send(whole, new AbortController().signal));
  }

  function assertAnswered(events: readonly SendEvent[]): void {
    const last = events.at(-1);
    assert.ok(last?.kind === "end", JSON.stringify(last));
    assert.ok((last.usage.answerTokens ?? 0) > 0);
    const opened = events.find(({ kind }) => kind === "opened");
    assert.equal(opened?.kind === "opened" && opened.destination.class, "device");
  }

  it("tells its version and lists its models", async () => {
    const [provider] = bridge.parts.providers();
    assert.ok(provider);
    const server = await bridge.servers.look(provider, "person");
    assert.ok(server.kind === "up", JSON.stringify(server));
    assert.match(server.version ?? "", /^\d+\.\d+\.\d+/u);
    const listed = server.models.find(({ name }) => name === model);
    assert.match(listed?.digest ?? "", /^[0-9a-f]{64}$/u);
    assert.ok((listed?.bytes ?? 0) > 0);
    assert.deepEqual([listed?.generates, listed?.remoteHost], [true, undefined]);
  });

  it("describes its model, which then counts as one of this device", async () => {
    const [provider] = bridge.parts.providers();
    assert.ok(provider);
    const flight = await bridge.servers.preflight(provider, model, "person");
    assert.equal(flight.report.kind, "passed");
    assert.ok((flight.contextTokens ?? 0) > 0);
  });

  it("answers a question", async () => {
    const events = await send({
      task: "chat",
      draft: (route) =>
        makeDraft({
          ...chatDraft([{ question: "Say hello.", answer: "", attachments: [] }], route),
          maxTokens: 16,
        }),
    });
    assertAnswered(events);
    assert.ok(events.some(({ kind }) => kind === "text"));
  });

  it("goes on with raw text", async () => {
    const events = await send({
      task: "completion",
      draft: (route) =>
        makeDraft({
          ...completionDraft(snapshot("export const numbers = [1, 2, 3, █"), route),
          maxTokens: 16,
        }),
    });
    assertAnswered(events);
  });

  it("was asked for all this and nothing else", () => {
    const attempts = bridge.entries().flatMap((entry) => (entry.phase === "attempt" ? [entry.path] : []));
    const expected = ["/api/version", "/api/tags", "/api/show", "/api/chat", "/api/generate"];
    for (const path of expected) assert.ok(attempts.includes(path), path);
    assert.deepEqual(
      attempts.filter((path) => ![...expected, "/api/status"].includes(path)),
      [],
    );
  });
});
