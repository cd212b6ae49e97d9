import assert from "node:assert/strict";
import { probeProvider } from "../../src/setup/probeProvider.ts";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import { cloud } from "./cloudApi.ts";
import { compatible, createStage } from "./stage.ts";

describe("integration/probe", () => {
  const stage = createStage();
  const never = new AbortController().signal;
  const clock = (): number => performance.now();

  it("measures an answer, and is one record in the ledger like every send", async () => {
    const server = await stage.server({ models: [{ name: "smollm2:135m" }] });
    const bridge = await stage.drawbridge(server);
    const end = await probeProvider(
      { provider: "ollama", model: "smollm2:135m" },
      { sending: bridge.sending, clock },
      never,
    );
    assert.ok(end.kind === "answered");
    const { firstTokenMs, tokensPerS, model, destination } = end.probe;
    assert.equal(model, "smollm2:135m");
    assert.equal(destination.origin, ollamaProvider(server.url).url);
    assert.ok(firstTokenMs !== undefined && firstTokenMs >= 0);
    assert.ok(tokensPerS !== undefined && tokensPerS > 0);
    const sent = bridge.entries().filter((entry) => entry.phase === "attempt" && entry.purpose === "chat");
    assert.equal(sent.length, 1);
  });

  it("waits for a person's yes where one is needed, and is recorded as refused without one", async () => {
    const server = await stage.server();
    const bridge = await stage.drawbridge(server, { providers: [compatible(server)] });
    const end = await probeProvider(
      { provider: "lm", model: "m" },
      { sending: bridge.sending, clock },
      never,
    );
    assert.equal(bridge.asked.confirmed.length, 1);
    assert.match(end.kind === "failed" ? end.problem.sentence : "", /^You kept this from /);
    assert.deepEqual(
      bridge.entries().map(({ phase }) => phase),
      ["refused"],
    );
    assert.deepEqual(server.requests, []);
  });

  it("sends nothing to a cloud that the mode forbids", async () => {
    const server = await stage.server();
    const bridge = await stage.drawbridge(server, { providers: [cloud], mode: "network" });
    const model = { provider: cloud.id, model: "big" };
    const end = await probeProvider(model, { sending: bridge.sending, clock }, never);
    assert.match(end.kind === "failed" ? end.problem.sentence : "", /^In mode "My network" this workspace/);
  });

  it("ends when it is stopped", async () => {
    const server = await stage.server();
    const bridge = await stage.drawbridge(server);
    const model = { provider: "ollama", model: "smollm2:135m" };
    const end = await probeProvider(model, { sending: bridge.sending, clock }, AbortSignal.abort());
    assert.deepEqual(end, { kind: "stopped" });
  });
});
