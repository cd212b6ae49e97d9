import assert from "node:assert/strict";
import { ok } from "../../../src/base/result.ts";
import type { ErrandAnswer } from "../../../src/providers/provider.ts";
import { Servers } from "../../../src/sending/servers.ts";
import type { RunErrand } from "../../../src/sending/errands.ts";
import { ollamaProvider } from "../../../src/settings/providerConfig.ts";
import type { Question } from "../../../src/terms/errand.ts";

const model = "qwen2.5-coder:1.5b";
const provider = ollamaProvider("http://127.0.0.1:11434");
const answers: { readonly [K in Question["kind"]]: ErrandAnswer } = {
  version: { kind: "version", version: "0.24.0" },
  status: { kind: "status", cloudDisabled: true },
  list: {
    kind: "list",
    models: [{ name: model, generates: true, infill: { architecture: "qwen2" } }],
  },
  show: {
    kind: "show",
    can: { infill: true },
    infill: { base: "Qwen2.5-Coder" },
    parameters: "1.5B",
    quantisation: "Q4_K_M",
  },
  loaded: { kind: "loaded", models: [] },
  reach: { kind: "version", version: "0.24.0" },
};

function serversWith(asked: string[]): Servers {
  const run: RunErrand = (errand) => {
    asked.push(errand.kind);
    return Promise.resolve(ok(answers[errand.kind]));
  };
  return new Servers({
    run,
    networkAddresses: () => [],
    clock: () => 0,
    now: () => "2026-01-31T12:00:00.000Z",
  });
}

describe("What is learned about a model", () => {
  it("is told, so that nobody goes on showing that nothing is known", async () => {
    const servers = serversWith([]);
    const told: string[] = [];
    servers.onDidLearn(() => told.push(servers.reported(provider, model).kind));
    await servers.preflight(provider, model, "automatic");
    assert.deepEqual(told, ["unknown", "passed"]);
  });

  it("is asked for once by everybody who wants to know it at the same time", async () => {
    const asked: string[] = [];
    const servers = serversWith(asked);
    const looks = [1, 2, 3].map(() => servers.preflight(provider, model, "automatic"));
    const reports = (await Promise.all(looks)).map(({ report }) => report.kind);
    assert.deepEqual(reports, ["passed", "passed", "passed"]);
    assert.deepEqual(asked, ["version", "status", "list", "show"]);
  });

  it("is known from its own page where the list does not tell it, also once the list is asked for anew", async () => {
    const asked: string[] = [];
    const servers = serversWith(asked);
    const known = (): unknown => {
      const server = servers.known(provider);
      return server.kind === "up" ? server.models : server.kind;
    };
    const whole = {
      name: model,
      generates: true,
      can: { infill: true },
      infill: { architecture: "qwen2", base: "Qwen2.5-Coder" },
      parameters: "1.5B",
      quantisation: "Q4_K_M",
    };
    const flight = await servers.preflight(provider, model, "automatic");
    assert.deepEqual(flight.model, whole);
    assert.deepEqual(known(), [whole]);
    servers.forgetServer(provider);
    await servers.look(provider, "person");
    assert.deepEqual(known(), [whole]);
    assert.equal(asked.filter((kind) => kind === "show").length, 1);
  });
});
