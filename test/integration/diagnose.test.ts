import assert from "node:assert/strict";
import { openLedgerReader } from "../../src/ledger/ledgerReader.ts";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import { diagnose, type WindowFacts } from "../../src/setup/diagnose.ts";
import { diagnosis, type DiagnosisFacts } from "../../src/setup/diagnosis.ts";
import { InfillVerdicts } from "../../src/setup/infillVerdicts.ts";
import { tryInfill } from "../../src/setup/tryInfill.ts";
import type { Headless } from "../support/headless.ts";
import { storeInMemory } from "../support/stores.ts";
import { cloud } from "./cloudApi.ts";
import { compatible, createStage } from "./stage.ts";

const window: WindowFacts = {
  versions: {
    drawbridge: "0.1.0",
    editor: "1.139.1",
    window: "web",
    node: "v22.0.0",
    platform: "linux",
    arch: "x64",
  },
  place: "here",
  trusted: true,
};

function look(bridge: Headless): Promise<DiagnosisFacts> {
  const reader = openLedgerReader(bridge.ledgerFolder, bridge.heads);
  const verdicts = new InfillVerdicts(storeInMemory());
  const never = new AbortController().signal;
  return diagnose({
    ...bridge,
    rows: () => reader.rows(),
    window,
    tryInfill: () => tryInfill(undefined, { ...bridge, verdicts }, never),
  });
}

describe("integration/diagnose", () => {
  const stage = createStage();

  it("asks the servers that it may ask, and says what each has", async () => {
    const server = await stage.server({ models: [{ name: "smollm2:135m" }] });
    const nowhere = { ...ollamaProvider("http://127.0.0.1:9"), id: "nowhere" };
    const providers = [ollamaProvider(server.url), compatible(server), nowhere, cloud];
    const bridge = await stage.drawbridge(server, { providers });
    const facts = await look(bridge);
    assert.deepEqual(
      facts.providers.map(({ server: { kind }, unasked }) => [kind, unasked]),
      [
        ["up", undefined],
        ["up", undefined],
        ["down", undefined],
        ["unasked", "modeForbids"],
      ],
    );
    assert.ok(!bridge.entries().some((entry) => entry.phase === "refused"));
    const report = diagnosis(facts);
    assert.match(report, /^- chat: smollm2:135m, provider 1, chosen by what is there, context \d+ tokens/m);
    assert.match(report, /^- Did not answer: unreachable$/m);
    assert.match(report, /^- Last failure: unreachable, \d{4}-\d\d-\d\d \d\d:\d\d UTC$/m);
  });

  it("says how completion fills in, and how that was found to work", async () => {
    const server = await stage.server({
      models: [{ name: "qwen2.5-coder:0.5b" }],
      answer: { tokens: ["result"] },
    });
    const bridge = await stage.drawbridge(server);
    assert.match(
      diagnosis(await look(bridge)),
      /^- Completion fills in: as qwen-coder, known by its name; tried: ignoresSuffix$/m,
    );
  });

  it("says why completion only continues, where that is so", async () => {
    const server = await stage.server({ models: [{ name: "smollm2:135m" }] });
    const chosen = { completion: { provider: "ollama", model: "smollm2:135m" } };
    const bridge = await stage.drawbridge(server, { chosen });
    assert.match(diagnosis(await look(bridge)), /^- Completion fills in: no \(noSign\); it only continues /m);
  });

  it("asks nobody while paused, and reports all the same", async () => {
    const server = await stage.server();
    const bridge = await stage.drawbridge(server);
    await bridge.policy.setPaused(true);
    const report = diagnosis(await look(bridge));
    assert.deepEqual(server.requests, []);
    assert.deepEqual(bridge.entries(), []);
    assert.match(report, /^- Paused: yes, so no server was asked for this report$/m);
    assert.match(report, /^- Not asked: paused$/m);
  });

  it("names no host, port or label of the user's servers", async () => {
    const server = await stage.server({ models: [{ name: "acme-secret-project:7b" }] });
    const team = { ...compatible(server), label: "Acme's own" };
    const bridge = await stage.drawbridge(server, { providers: [team, cloud] });
    const report = diagnosis(await look(bridge));
    assert.doesNotMatch(report, /acme|secret-project|127\.0\.0\.1|cloud\.example/i);
    assert.ok(!report.includes(new URL(server.url).port));
  });
});
