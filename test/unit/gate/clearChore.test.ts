import assert from "node:assert/strict";
import type { Evidence, ServerReport } from "../../../src/destinations/evidence.ts";
import { clearErrand, consentOrigin, type Consent } from "../../../src/gate/clear.ts";
import { errandWire } from "../../../src/gate/errandWire.ts";
import type { Policy } from "../../../src/gate/policy.ts";
import { sha256 } from "../../../src/gate/sha256.ts";
import type { ProviderConfig } from "../../../src/settings/providerConfig.ts";
import { isChore, type Chore } from "../../../src/terms/errand.ts";
import { destination, evidence, lmStudio, ollama, passed, policy } from "../../support/samples.ts";

const pull: Chore = { kind: "pull", model: "llama3:8b" };
const remove: Chore = { kind: "delete", model: "llama3:8b" };
const load: Chore = { kind: "load", model: "llama3:8b", contextTokens: 8192 };
const unload: Chore = { kind: "unload", model: "llama3:8b" };
const box: ProviderConfig = { ...ollama, id: "box", url: "http://gpu-box:11434" };
const here = consentOrigin(destination());
const elsewhere: Evidence["place"] = {
  kind: "elsewhere",
  authority: "ssh-remote+build01",
  confirmedOwn: false,
};

function yesTo(chore: Chore, origin = here): Consent {
  return { bodySha256: sha256(errandWire(chore, "ollama", ollama.url)?.body ?? new Uint8Array()), origin };
}

type Given = {
  readonly provider?: ProviderConfig;
  readonly consent?: Consent;
  readonly allowed?: Partial<Policy>;
  readonly facts?: Partial<Evidence>;
};

/** The grant, or the kind of refusal. */
function outcome(chore: Chore, { provider = ollama, consent, allowed, facts }: Given = {}): string {
  const cleared = clearErrand({
    errand: chore,
    provider,
    evidence: evidence({ url: provider.url, ...facts }),
    policy: policy(allowed),
    ...(consent && { consent }),
  });
  if (cleared === undefined) return "not offered";
  return cleared.ok ? cleared.value.permit.grant : cleared.error.kind;
}

describe("gate/clearErrand, for what changes a server", () => {
  for (const chore of [pull, remove]) {
    it(`waits with ${chore.kind} for a person's yes, also on this device and where a cloud is allowed`, () => {
      for (const mode of ["onDevice", "network", "ask", "cloud"] as const)
        assert.equal(outcome(chore, { allowed: { mode } }), "needsConsent");
      assert.equal(outcome(chore, { consent: yesTo(chore) }), "consent");
    });

    it(`takes no yes to ${chore.kind} another model, or at another server`, () => {
      const other: Chore = { ...chore, model: "llama3:70b" };
      assert.equal(outcome(chore, { consent: yesTo(other) }), "needsConsent");
      assert.equal(outcome(chore, { consent: yesTo(chore, "http://127.0.0.1:11435") }), "needsConsent");
    });

    it(`refuses ${chore.kind} while paused, whatever was agreed to`, () => {
      assert.equal(outcome(chore, { consent: yesTo(chore), allowed: { paused: true } }), "paused");
    });

    it(`refuses ${chore.kind} for a workspace that is not trusted, whatever was agreed to`, () => {
      const cap = { mode: "onDevice", setBy: "untrusted" } as const;
      assert.equal(outcome(chore, { consent: yesTo(chore), allowed: { cap } }), "untrusted");
    });

    for (const model of ["kimi-k2:cloud", "gpt-oss:120b-cloud", "KIMI-K2:Cloud"])
      it(`refuses ${chore.kind} of ${model}, whatever was agreed to`, () => {
        const inCloud: Chore = { ...chore, model };
        for (const mode of ["onDevice", "cloud"] as const)
          assert.equal(outcome(inCloud, { consent: yesTo(inCloud), allowed: { mode } }), "cloudModel");
      });

    it(`refuses ${chore.kind} where the mode does not reach, and waits for what it confirms once`, () => {
      const consent = yesTo(chore, "http://gpu-box:11434");
      const facts = { declaredHosts: ["gpu-box"] };
      const at = (allowed: Partial<Policy>): string =>
        outcome(chore, { provider: box, consent, facts, allowed });
      assert.equal(at({}), "modeForbids");
      assert.equal(at({ mode: "network" }), "needsConfirmation");
      const confirmed = new Set(["network http://gpu-box:11434"]);
      assert.equal(at({ mode: "network", confirmed }), "consent");
    });

    it(`asks for the confirmation of a machine before ${chore.kind} in a window that runs there`, () => {
      assert.equal(
        outcome(chore, { consent: yesTo(chore), facts: { place: elsewhere } }),
        "needsConfirmation",
      );
    });
  }

  const remote: ServerReport = { kind: "remote", host: "https://ollama.com:443" };
  for (const chore of [load, unload]) {
    it(`lets a model that was checked ${chore.kind} on this device`, () => {
      assert.equal(outcome(chore, { facts: { report: passed } }), "mode");
    });

    it(`judges ${chore.kind} by what is known of the model, and takes nothing unknown for safe`, () => {
      for (const [report, expected] of [
        [remote, "modeForbids"],
        [{ kind: "cloudName" }, "modeForbids"],
        [{ kind: "unlisted" }, "modelUnknown"],
        [{ kind: "unknown" }, "needsConfirmation"],
        [{ kind: "errand" }, "needsConfirmation"],
      ] as const)
        assert.equal(outcome(chore, { facts: { report } }), expected, report.kind);
    });

    it(`judges ${chore.kind} of a cloud name by the name, whatever the server says`, () => {
      const inCloud: Chore = { ...chore, model: "kimi-k2:cloud" };
      assert.equal(outcome(inCloud, { facts: { report: passed } }), "modeForbids");
      assert.equal(outcome(inCloud, { facts: { report: passed }, allowed: { mode: "ask" } }), "needsConsent");
    });

    it(`refuses ${chore.kind} while paused`, () => {
      assert.equal(outcome(chore, { facts: { report: passed }, allowed: { paused: true } }), "paused");
    });
  }

  it("has no such errands for servers of another kind", () => {
    for (const chore of [pull, remove, load, unload])
      assert.equal(outcome(chore, { provider: lmStudio, consent: yesTo(chore) }), "not offered");
  });

  it("knows what changes something from what does not", () => {
    assert.deepEqual([pull, remove, load, unload].map(isChore), [true, true, true, true]);
    assert.equal(isChore({ kind: "list" }), false);
  });
});

describe("gate/errandWire, for what changes a server", () => {
  const written = (chore: Chore): readonly unknown[] => {
    const wire = errandWire(chore, "ollama", "http://gpu-box:11434/base/");
    return [wire?.method, wire?.path, JSON.parse(Buffer.from(wire?.body ?? []).toString())];
  };

  it("writes the model's name and nothing of the user's", () => {
    const laden = { system: "more", prompt: "more", insecure: true };
    const model = 'a", "prompt": "x';
    const body = { model, stream: false };
    const options = { num_ctx: 8192 };
    assert.deepEqual(
      [remove, load, unload].map((chore) => written({ ...chore, ...laden, model })),
      [
        ["DELETE", "/base/api/delete", { model }],
        ["POST", "/base/api/generate", { ...body, keep_alive: "30m", shift: false, options }],
        ["POST", "/base/api/generate", { ...body, keep_alive: 0 }],
      ],
    );
    const fetched = written({ ...pull, ...laden });
    assert.deepEqual(fetched, ["POST", "/base/api/pull", { model: "llama3:8b", stream: true }]);
  });

  it("has no server fetch what is no name: it could be an address", () => {
    for (const model of [
      "http://registry.example/a/b:c",
      "a b",
      "",
      'a", "insecure": true',
      "../../etc",
      "a@sha256:0",
    ])
      assert.equal(errandWire({ kind: "pull", model }, "ollama", ollama.url), undefined, model);
  });
});
