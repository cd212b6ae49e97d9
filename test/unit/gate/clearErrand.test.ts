import assert from "node:assert/strict";
import type { Evidence } from "../../../src/destinations/evidence.ts";
import { clearErrand } from "../../../src/gate/clear.ts";
import { errandWire } from "../../../src/gate/errandWire.ts";
import type { Policy } from "../../../src/gate/policy.ts";
import type { ProviderConfig } from "../../../src/settings/providerConfig.ts";
import type { Errand } from "../../../src/terms/errand.ts";
import { evidence, lmStudio, ollama, openaiCloud, policy } from "../../support/samples.ts";

const show = (model: string): Errand => ({ kind: "show", model });
const errands: readonly Errand[] = [
  { kind: "version" },
  { kind: "status" },
  { kind: "list" },
  { kind: "loaded" },
  show("llama3:8b"),
];
const gpuBox: ProviderConfig = { ...ollama, id: "box", url: "http://gpu-box:11434/api-base/" };
const nowhere: Evidence["place"] = {
  kind: "elsewhere",
  authority: "ssh-remote+build01",
  confirmedOwn: false,
};

function outcome(
  errand: Errand,
  provider: ProviderConfig,
  facts: Partial<Evidence>,
  allowed: Partial<Policy>,
): string {
  const cleared = clearErrand({
    errand,
    provider,
    evidence: evidence({ url: provider.url, ...facts }),
    policy: policy(allowed),
  });
  if (cleared === undefined) return "not offered";
  return cleared.ok ? cleared.value.permit.grant : cleared.error.kind;
}

describe("gate/clearErrand", () => {
  for (const errand of errands) {
    it(`lets ${errand.kind} go to loopback in every mode and window, unasked`, () => {
      for (const mode of ["onDevice", "network", "ask", "cloud"] as const)
        for (const place of [{ kind: "here" }, nowhere] as const)
          assert.equal(outcome(errand, ollama, { place }, { mode }), "errand");
    });

    it(`marks ${errand.kind} as confirmed once the server is, so that it may carry the server's key`, () => {
      const key = "unverified http://127.0.0.1:11434";
      assert.equal(outcome(errand, ollama, {}, { confirmed: new Set([key]) }), "confirmed");
    });

    it(`stops ${errand.kind} while paused`, () => {
      assert.equal(outcome(errand, ollama, {}, { paused: true }), "paused");
    });
  }

  /** `expected` is the grant, or the kind of refusal. */
  function check(
    name: string,
    [errand, provider]: readonly [Errand, ProviderConfig],
    facts: Partial<Evidence>,
    rest: readonly [Partial<Policy>, string],
  ): void {
    const [allowed, expected] = rest;
    it(`${name}: ${expected}`, () => {
      assert.equal(outcome(errand, provider, facts, allowed), expected);
    });
  }

  const list: Errand = { kind: "list" };
  const declared = { declaredHosts: ["gpu-box"] };
  check("a declared host in onDevice", [list, gpuBox], declared, [{}, "modeForbids"]);
  check("a declared host in network", [list, gpuBox], declared, [{ mode: "network" }, "needsConfirmation"]);
  check("a declared host, confirmed", [list, gpuBox], declared, [
    { mode: "network", confirmed: new Set(["network http://gpu-box:11434"]) },
    "confirmed",
  ]);
  check("an undeclared host", [list, gpuBox], {}, [{ mode: "network" }, "modeForbids"]);
  check("a cloud, never asked about for an errand", [list, openaiCloud], {}, [
    { mode: "ask" },
    "needsConsent",
  ]);
  check("a named cloud", [list, openaiCloud], {}, [
    { mode: "cloud", namedOrigins: new Set(["https://api.openai.com:443"]) },
    "named",
  ]);
  check("an own address that is not loopback", [list, { ...ollama, url: "http://192.168.1.5:11434" }], {}, [
    {},
    "mode",
  ]);
  check(
    "that address elsewhere",
    [list, { ...ollama, url: "http://192.168.1.5:11434" }],
    { place: nowhere },
    [{}, "needsConfirmation"],
  );
  check("a metadata service", [list, { ...ollama, url: "http://169.254.169.254" }], {}, [
    { mode: "cloud" },
    "destinationBlocked",
  ]);

  const reach: Errand = { kind: "reach" };
  check("the reach of an own address", [reach, { ...ollama, url: "http://192.168.1.5:11434" }], {}, [
    {},
    "mode",
  ]);
  check(
    "the reach of an address that is not its own",
    [reach, { ...ollama, url: "http://192.168.1.6:11434" }],
    {},
    [{}, "not offered"],
  );
  check("the reach of a declared and confirmed host", [reach, gpuBox], declared, [
    { mode: "network", confirmed: new Set(["network http://gpu-box:11434"]) },
    "not offered",
  ]);
  check(
    "the reach of another machine, confirmed",
    [reach, { ...ollama, url: "http://192.168.1.5:11434" }],
    { place: nowhere },
    [{ confirmed: new Set(["remoteDevice http://192.168.1.5:11434 at ssh-remote+build01"]) }, "not offered"],
  );
  check(
    "the reach of an own address while paused",
    [reach, { ...ollama, url: "http://192.168.1.5:11434" }],
    {},
    [{ paused: true }, "paused"],
  );

  for (const name of ["kimi-k2:cloud", "gpt-oss:20b-cloud", "KIMI-K2:Cloud "]) {
    check(`asking about ${name} in onDevice`, [show(name), ollama], {}, [{}, "modeForbids"]);
    check(`asking about ${name} in ask`, [show(name), ollama], {}, [{ mode: "ask" }, "needsConsent"]);
    check(`asking about ${name}, its cloud named`, [show(name), ollama], {}, [
      { mode: "cloud", namedOrigins: new Set(["http://127.0.0.1:11434 to ollama.com"]) },
      "named",
    ]);
  }

  it("says of an errand that it has no sources and no model's answer behind it", () => {
    const cleared = clearErrand({
      errand: list,
      provider: ollama,
      evidence: evidence({ report: { kind: "cloudName" } }),
      policy: policy(),
    });
    assert.ok(cleared?.ok);
    assert.deepEqual(cleared.value.purpose, { kind: "errand", errand: list });
    assert.equal(cleared.value.permit.destination.class, "device");
  });
});

describe("gate/errandWire", () => {
  function check(
    errand: Errand,
    provider: ProviderConfig,
    expected: readonly [string, string, string] | undefined,
  ): void {
    it(`writes ${errand.kind} for ${provider.label} as ${expected?.join(" ") ?? "nothing"}`, () => {
      const wire = errandWire(errand, provider.kind, provider.url);
      assert.deepEqual(wire && [wire.method, wire.path, Buffer.from(wire.body).toString()], expected);
    });
  }

  check({ kind: "version" }, ollama, ["GET", "/api/version", ""]);
  check({ kind: "status" }, ollama, ["GET", "/api/status", ""]);
  check({ kind: "list" }, ollama, ["GET", "/api/tags", ""]);
  check({ kind: "loaded" }, ollama, ["GET", "/api/ps", ""]);
  check({ kind: "loaded" }, lmStudio, undefined);
  check({ kind: "reach" }, ollama, ["GET", "/api/version", ""]);
  check({ kind: "reach" }, lmStudio, ["GET", "/v1/models", ""]);
  check(show("llama3:8b"), ollama, ["POST", "/api/show", '{"model":"llama3:8b"}']);
  check({ kind: "list" }, gpuBox, ["GET", "/api-base/api/tags", ""]);
  check({ kind: "list" }, lmStudio, ["GET", "/v1/models", ""]);
  check({ kind: "version" }, lmStudio, undefined);
  check(show("gpt"), openaiCloud, undefined);

  it("has no room for anything but a model's name, whatever else rides on the errand", () => {
    const laden = Object.assign(show("m"), { prompt: "the user's text", system: "more", path: "/api/chat" });
    const wire = errandWire(laden, "ollama", ollama.url);
    assert.deepEqual([wire?.path, Buffer.from(wire?.body ?? []).toString()], ["/api/show", '{"model":"m"}']);
  });
});
