import assert from "node:assert/strict";
import { detectInfill, type Infill } from "../../../src/models/detectInfill.ts";
import { diagnosis, type DiagnosedModel, type DiagnosisFacts } from "../../../src/setup/diagnosis.ts";
import type { TrialEnd } from "../../../src/setup/tryInfill.ts";
import { errandKinds } from "../../../src/terms/errand.ts";
import { destination, ollama, openaiCloud } from "../../support/samples.ts";

const facts: DiagnosisFacts = {
  now: "2026-11-26T12:34:56.789Z",
  versions: {
    drawbridge: "0.1.0",
    editor: "1.139.1",
    window: "desktop",
    node: "v22.20.0",
    platform: "linux",
    arch: "x64",
  },
  place: "here",
  mode: "onDevice",
  setBy: "default",
  paused: false,
  trusted: true,
  providers: [
    {
      config: ollama,
      destination: destination(),
      server: {
        kind: "up",
        version: "0.24.0",
        cloudDisabled: false,
        models: [{ name: "qwen2.5-coder:7b", generates: true }],
      },
    },
    {
      config: openaiCloud,
      destination: destination({ class: "cloud", origin: "https://api.openai.com:443" }),
      server: { kind: "unasked" },
      unasked: "modeForbids",
    },
  ],
  models: [
    {
      ...{ task: "chat", chosen: "you", provider: 0, model: "qwen2.5-coder:7b", contextTokens: 8192 },
      can: { chat: true, infill: true, images: false },
    },
    { task: "completion", kind: "noModel" },
  ],
  failures: [
    {
      ...{ time: "2026-11-26T12:30:00.000Z", purpose: "chat", class: "cloud", kind: "modeForbids" },
      origin: "https://api.openai.com:443",
    },
  ],
  silence: "empty",
};

const mark = "Marked7Secret";

/** The facts with a secret in every place where a text from outside can stand. */
function poisoned(): DiagnosisFacts {
  const config = {
    id: mark,
    kind: "vllm" as const,
    url: `https://${mark}.example:8443/${mark}?k=${mark}`,
    label: mark,
    models: [mark],
  };
  const failure = { time: mark, purpose: `errand:${mark}`, class: mark, kind: mark, origin: mark };
  return {
    ...facts,
    now: mark,
    versions: {
      ...{ drawbridge: mark, editor: `1.2.3-${mark}`, window: "web" },
      ...{ node: `v1 ${mark}`, platform: mark, arch: mark },
    },
    providers: [
      {
        config,
        destination: destination({
          ...{ class: "network", origin: mark, host: mark, evidence: [mark], via: mark, authority: mark },
        }),
        server: {
          kind: "up",
          version: `0.24.0-${mark}`,
          models: [{ name: mark, digest: mark, remoteHost: mark, quantisation: mark, generates: true }],
        },
        unasked: mark,
      },
      {
        config: { ...config, kind: "openai" },
        destination: destination({ host: mark }),
        server: { kind: "up", version: mark, models: [] },
      },
      { config: { ...config, kind: "ollama" }, destination: destination(), server: { kind: "unasked" } },
    ],
    models: [
      { task: "chat", chosen: "you", provider: 0, model: `qwen2.5-coder-${mark}` },
      { task: "chat", chosen: "you", provider: 0, model: `/srv/${mark}/${mark}/model.gguf` },
      { task: "completion", kind: mark },
    ],
    failures: [failure, { ...failure, purpose: mark, origin: destination().origin }],
    silence: mark,
  };
}

describe("setup/diagnosis", () => {
  it("tells what a bug report needs", () => {
    const report = diagnosis(facts);
    for (const line of [
      "- Drawbridge 0.1.0",
      "- Editor 1.139.1, desktop",
      "- Node v22.20.0, linux x64",
      "- Drawbridge runs on this machine",
      "- Mode: On this device, set by your default",
      "- Paused: no",
      "- Trusted: yes",
      "- chat: qwen2.5-coder:7b, provider 1, chosen by you, context 8192 tokens, can: chat, infill",
      "- completion: none (noModel)",
      "- Completion's last silence: empty",
      "### 1 · Ollama",
      "- Destination: this device",
      "- Answered; version 0.24.0; models: 1",
      "- Its own cloud features are on; started with OLLAMA_NO_CLOUD=1 it has none",
      "- Last failure: none in the ledger",
      "### 2 · OpenAI",
      "- Destination: a cloud (api.openai.com)",
      "- Not asked: modeForbids",
      "- Last failure: modeForbids, 2026-11-26 12:30 UTC",
      "- 2026-11-26 12:30 UTC: chat to a cloud: modeForbids",
    ])
      assert.ok(report.split("\n").includes(line), line);
  });

  describe("says of the model for completion", () => {
    const completes = (infill: Infill, trial: TrialEnd): string | undefined => {
      const model: DiagnosedModel = {
        task: "completion",
        chosen: "you",
        provider: 0,
        model: "qwen2.5-coder:7b",
        completes: { infill, trial },
      };
      return /^- Completion fills in: (.+)$/m.exec(diagnosis({ ...facts, models: [model] }))?.[1];
    };
    const known = detectInfill({ name: "qwen2.5-coder:7b" });

    it("how it fills in, and how that was found to work", () => {
      assert.equal(
        completes(known, { kind: "judged", verdict: "talks" }),
        "as qwen-coder, known by its name; tried: talks",
      );
    });

    it("why it was not tried", () => {
      assert.match(completes(known, { kind: "untried", because: "paused" }) ?? "", /not tried \(paused\)$/);
      const failure = { kind: "serverError", status: 500, message: mark } as const;
      assert.match(completes(known, { kind: "failed", failure }) ?? "", /not tried \(serverError\)$/);
    });

    it("why it only continues, and nothing of what it calls itself", () => {
      const plain = detectInfill({ name: mark, infill: { base: mark, architecture: mark } });
      assert.equal(
        completes(plain, { kind: "untried", because: "noInfill" }),
        "no (noSign); it only continues what stands before the position",
      );
    });
  });

  it("holds no secret, name, host, path or label, wherever one stands", () => {
    const report = diagnosis(poisoned());
    assert.doesNotMatch(report, new RegExp(mark, "i"));
    assert.doesNotMatch(report, /home|\.example|8443/);
    assert.match(report, /qwen2\.5-coder-…/);
    assert.match(report, /under a label of your own/);
  });

  it("names every kind of errand that failed, and nothing that only looks like one", () => {
    const failure = facts.failures[0] ?? assert.fail();
    const said = (purpose: string): string =>
      /^- .* UTC: (?<purpose>.*) to a cloud: modeForbids$/m.exec(
        diagnosis({ ...facts, failures: [{ ...failure, purpose }] }),
      )?.groups?.["purpose"] ?? "nothing";
    assert.ok(errandKinds.includes("pull") && errandKinds.includes("reach"));
    for (const kind of errandKinds) assert.equal(said(`errand:${kind}`), `errand:${kind}`);
    assert.equal(said("errand:other"), "unknown");
  });

  it("lists no more than the last ten failures", () => {
    const failure = facts.failures[0] ?? assert.fail();
    const report = diagnosis({ ...facts, failures: new Array(25).fill(failure) as (typeof failure)[] });
    assert.equal(report.split("\n").filter((line) => line.endsWith("to a cloud: modeForbids")).length, 10);
  });

  it("says that nobody was asked while paused, and what a server without an answer did", () => {
    const report = diagnosis({
      ...facts,
      paused: true,
      providers: [
        { config: ollama, destination: destination(), server: { kind: "down", reason: "unreachable" } },
        { config: ollama, destination: destination(), server: { kind: "unasked" }, unasked: "paused" },
      ],
      failures: [],
    });
    assert.match(report, /^- Paused: yes, so no server was asked for this report$/m);
    assert.match(report, /^- Did not answer: unreachable$/m);
    assert.match(report, /^- Not asked: paused$/m);
    assert.match(report, /^- none in the ledger$/m);
  });
});
