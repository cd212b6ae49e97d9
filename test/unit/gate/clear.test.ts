import assert from "node:assert/strict";
import { omit } from "../../../src/base/omit.ts";
import type { Evidence, ServerReport } from "../../../src/destinations/evidence.ts";
import { clear, consentOrigin, forecast, wasCleared, type ClearRequest } from "../../../src/gate/clear.ts";
import type { ClearedRequest } from "../../../src/gate/clearedRequest.ts";
import type { Policy } from "../../../src/gate/policy.ts";
import { sha256 } from "../../../src/gate/sha256.ts";
import type { Reach } from "../../../src/terms/destination.ts";
import { chatDraft } from "../../../src/prompt/chatDraft.ts";
import { documentsDraft } from "../../../src/prompt/embedDraft.ts";
import {
  attachment,
  evidence,
  judgedBy,
  lmStudio,
  openaiCloud,
  policy,
  routeTo,
} from "../../support/samples.ts";

const wire = { method: "POST", path: "/api/chat", body: Buffer.from('{"model":"m"}') } as const;
const bodySha256 = sha256(wire.body);

function request(changes: Partial<ClearRequest> = {}): ClearRequest {
  const route = routeTo();
  const turns = [{ question: "Why?", answer: "", attachments: [attachment("a.ts", "a")] }];
  const draft = chatDraft(turns, route, () => false);
  return {
    draft,
    route,
    wire,
    evidence: evidence(),
    policy: policy(),
    trigger: "person",
    ...judgedBy(),
    ...changes,
  };
}

/** Where something goes, in the words of the table below. */
const places = {
  device: evidence(),
  unverified: evidence({ url: lmStudio.url, report: { kind: "unknown" } }),
  remote: evidence({ place: { kind: "elsewhere", authority: "ssh-remote+build01", confirmedOwn: false } }),
  network: evidence({ url: "http://gpu-box:11434", declaredHosts: ["gpu-box"] }),
  publicOwn: evidence({ url: "https://8.8.8.8", declaredHosts: ["8.8.8.8"], report: { kind: "unknown" } }),
  cloud: evidence({ url: openaiCloud.url, report: { kind: "unknown" } }),
  viaDevice: evidence({ report: { kind: "remote", host: "https://ollama.com:443" } }),
  cloudName: evidence({ report: { kind: "cloudName" } }),
  blocked: evidence({ url: "http://169.254.169.254", report: { kind: "errand" } }),
} as const satisfies Record<string, Evidence>;

const keys = {
  unverified: "unverified http://127.0.0.1:1234",
  remote: "remoteDevice ssh-remote+build01",
  network: "network http://gpu-box:11434",
  publicOwn: "cloud https://8.8.8.8:443",
} as const;
const openaiOrigin = "https://api.openai.com:443";
const toOllamaCom = "http://127.0.0.1:11434 to ollama.com";
const consent = { bodySha256, origin: openaiOrigin };

type Extras = Partial<ClearRequest> & { readonly allowed?: Partial<Policy> };

function outcome(place: keyof typeof places, mode: Policy["mode"], { allowed, ...changes }: Extras): string {
  const judged = clear(
    request({ evidence: places[place], policy: policy({ mode, ...allowed }), ...changes }),
  );
  return judged.ok ? judged.value.permit.grant : judged.error.kind;
}

describe("gate/clear", () => {
  /** `expected` is the grant, or the kind of refusal. */
  function check(
    place: keyof typeof places,
    mode: Policy["mode"],
    expected: string,
    extras: Extras = {},
  ): void {
    const with_ = Object.keys({ ...extras.allowed, ...extras }).filter((key) => key !== "allowed");
    it(`${place} in ${mode}${with_.length === 0 ? "" : ` with ${with_.join(", ")}`}: ${expected}`, () => {
      assert.equal(outcome(place, mode, extras), expected);
    });
  }

  const confirmed = (key: string): Extras => ({ allowed: { confirmed: new Set([key]) } });
  const named = (...origins: readonly string[]): Extras => ({ allowed: { namedOrigins: new Set(origins) } });
  const automatic: Extras = { trigger: "automatic" };

  for (const mode of ["onDevice", "network", "ask", "cloud"] as const) {
    check("device", mode, "mode");
    check("device", mode, "mode", automatic);
    check("unverified", mode, "needsConfirmation");
    check("unverified", mode, "confirmed", confirmed(keys.unverified));
    check("remote", mode, "needsConfirmation");
    check("remote", mode, "confirmed", confirmed(keys.remote));
    check("blocked", mode, "destinationBlocked", confirmed("blocked http://169.254.169.254:80"));
    check("device", mode, "paused", { allowed: { paused: true } });
  }
  check("network", "onDevice", "modeForbids", confirmed(keys.network));
  check("network", "network", "needsConfirmation");
  check("network", "network", "confirmed", confirmed(keys.network));
  check("network", "network", "confirmed", { ...confirmed(keys.network), ...automatic });
  check("publicOwn", "onDevice", "modeForbids", confirmed(keys.publicOwn));
  check("publicOwn", "network", "needsConfirmation");
  check("publicOwn", "network", "confirmed", confirmed(keys.publicOwn));
  // A confirmation of one class at an origin is none of another class, host or port.
  check("unverified", "cloud", "needsConfirmation", confirmed("device http://127.0.0.1:1234"));
  check("unverified", "cloud", "needsConfirmation", confirmed("unverified http://127.0.0.1:1235"));
  check("remote", "cloud", "needsConfirmation", confirmed("remoteDevice ssh-remote+build02"));

  for (const place of ["cloud", "viaDevice", "cloudName"] as const) {
    check(place, "onDevice", "modeForbids", { consent });
    check(place, "network", "modeForbids", { consent });
    check(place, "ask", "needsConsent");
    check(place, "ask", "modeForbids", automatic);
    check(place, "cloud", "needsConsent");
    check(place, "cloud", "modeForbids", automatic);
    check(place, "cloud", "paused", { allowed: { paused: true }, consent });
  }
  check("cloud", "ask", "consent", { consent });
  check("cloud", "cloud", "consent", { consent });
  check("cloud", "cloud", "named", named(openaiOrigin));
  check("cloud", "cloud", "named", { ...named(openaiOrigin), ...automatic });
  // Naming a provider is worth something in mode `cloud` alone.
  check("cloud", "ask", "needsConsent", named(openaiOrigin));
  check("cloud", "network", "modeForbids", named(openaiOrigin));
  check(
    "cloud",
    "cloud",
    "needsConsent",
    named(
      "https://api.openai.com",
      "https://api.openai.com:8443",
      "http://127.0.0.1:11434 to api.openai.com",
    ),
  );
  check("cloud", "ask", "modeForbids", { consent, trigger: "automatic" });

  /** Everything that lets a send go to a cloud, all at once. */
  const openToAll: Extras = {
    draft: documentsDraft([attachment("a.ts", "a")], "m"),
    consent,
    allowed: {
      confirmed: new Set(Object.values(keys)),
      namedOrigins: new Set([openaiOrigin, toOllamaCom]),
    },
  };
  describe("code to be turned into numbers", () => {
    for (const mode of ["onDevice", "network", "ask", "cloud"] as const)
      for (const extras of [openToAll, { ...openToAll, ...automatic }]) {
        for (const place of ["network", "publicOwn", "cloud", "viaDevice", "cloudName", "blocked"] as const)
          check(place, mode, "taskStaysHere", extras);
        check("device", mode, "mode", extras);
        check("unverified", mode, "confirmed", extras);
        check("unverified", mode, "needsConfirmation", { ...extras, allowed: {} });
      }

    it("is refused whatever allows a chat there", () => {
      assert.equal(outcome("cloud", "cloud", omit(openToAll, "draft")), "named");
      assert.equal(outcome("cloud", "cloud", openToAll), "taskStaysHere");
    });

    it("is foreseen to stay here in every mode", () => {
      for (const mode of ["onDevice", "network", "ask", "cloud"] as const) {
        const use = { task: "embed", conversation: undefined, nowMs: 0 } as const;
        const { refusal } = forecast(places.cloud, policy({ mode, ...openToAll.allowed }), use);
        assert.equal(refusal?.kind, "taskStaysHere");
      }
    });
  });

  for (const setBy of ["you", "untrusted"] as const)
    it(`says that the mode which forbids was set by ${setBy}`, () => {
      for (const [mode, trigger] of [
        ["onDevice", "person"],
        ["ask", "automatic"],
      ] as const) {
        const cleared = clear(request({ evidence: places.cloud, policy: policy({ mode, setBy }), trigger }));
        assert.ok(!cleared.ok && cleared.error.kind === "modeForbids");
        assert.deepEqual([cleared.error.mode, cleared.error.setBy], [mode, setBy]);
      }
    });

  it("binds a consent to the very body and to where it goes", () => {
    const other = { ...wire, body: Buffer.from('{"model":"n"}') };
    assert.equal(outcome("cloud", "ask", { consent, wire: other }), "needsConsent");
    assert.equal(
      outcome("cloud", "ask", { consent: { ...consent, origin: "https://api.openai.org:443" } }),
      "needsConsent",
    );
  });

  it("binds a consent and a naming to the host behind a local server, not to localhost", () => {
    const alias = (host: string): Extras => ({
      evidence: evidence({ report: { kind: "remote", host } as ServerReport }),
    });
    const toOllama = { consent: { bodySha256, origin: toOllamaCom } };
    assert.equal(outcome("viaDevice", "ask", toOllama), "consent");
    assert.equal(
      outcome("viaDevice", "ask", { ...toOllama, ...alias("https://evil.example") }),
      "needsConsent",
    );
    assert.equal(
      outcome("viaDevice", "ask", { consent: { bodySha256, origin: "http://127.0.0.1:11434" } }),
      "needsConsent",
    );
    assert.equal(outcome("viaDevice", "cloud", named(toOllamaCom)), "named");
    assert.equal(
      outcome("viaDevice", "cloud", { ...named(toOllamaCom), ...alias("evil.example") }),
      "needsConsent",
    );
    assert.equal(outcome("viaDevice", "cloud", named("http://127.0.0.1:11434")), "needsConsent");
  });

  it("binds a consent and a naming to the server in between, which reads the text, too", () => {
    const origin = consentOrigin(forecast(places.viaDevice, policy()).destination);
    for (const url of ["http://127.0.0.1:9999", "http://gpu-box:11434"]) {
      const another = evidence({ url, declaredHosts: ["gpu-box"], report: { kind: "cloudName" } });
      const toOllama = { consent: { bodySha256, origin }, evidence: another };
      assert.equal(outcome("viaDevice", "ask", toOllama), "needsConsent");
      assert.equal(outcome("viaDevice", "cloud", { ...named(origin), evidence: another }), "needsConsent");
    }
  });

  it("refuses a model that the server does not list, before anything else is weighed", () => {
    const judged = clear(
      request({
        evidence: evidence({ report: { kind: "unlisted" } }),
        policy: policy(confirmed(keys.unverified).allowed),
      }),
    );
    assert.ok(!judged.ok && judged.error.kind === "modelUnknown");
    assert.equal(judged.error.model, "smollm2:135m");
  });

  describe("keeps to what the person was told", () => {
    const openly = policy({ mode: "cloud", namedOrigins: new Set([openaiOrigin]) });
    const here: Reach = { class: "device", mayForward: false };
    const kindOf = (changes: Partial<ClearRequest>): string => {
      const judged = clear(request({ policy: openly, ...changes }));
      return judged.ok ? judged.value.permit.destination.class : judged.error.kind;
    };

    it("lets nothing go farther, though the policy would", () => {
      assert.equal(kindOf({ evidence: places.cloud }), "cloud");
      assert.equal(kindOf({ evidence: places.cloud, noFartherThan: here }), "fartherThanShown");
      assert.equal(
        kindOf({ evidence: places.cloud, noFartherThan: { class: "cloud", mayForward: false } }),
        "cloud",
      );
      assert.equal(kindOf({ noFartherThan: { class: "unverified", mayForward: true } }), "device");
    });

    it("takes a server that may forward for farther than one that does not, on the same machine", () => {
      const place = { kind: "elsewhere", authority: "ssh-remote+build01", confirmedOwn: false } as const;
      const there = { policy: policy({ confirmed: new Set([keys.remote]) }), evidence: evidence({ place }) };
      const told: Reach = { class: "remoteDevice", mayForward: false };
      assert.equal(kindOf({ ...there, noFartherThan: told }), "remoteDevice");
      const unknown = evidence({ place, report: { kind: "unknown" } });
      assert.equal(kindOf({ ...there, evidence: unknown, noFartherThan: told }), "fartherThanShown");
      assert.equal(
        kindOf({ ...there, evidence: unknown, noFartherThan: { ...told, mayForward: true } }),
        "needsConfirmation",
      );
    });

    it("asks about nothing that would go farther", () => {
      const asking = policy({ mode: "ask" });
      const farther = { policy: asking, evidence: places.cloud, noFartherThan: here } as const;
      assert.equal(kindOf({ policy: asking, evidence: places.cloud }), "needsConsent");
      assert.equal(kindOf(farther), "fartherThanShown");
    });

    it("takes an order for this device by its word", () => {
      assert.equal(kindOf({ onDevice: true }), "device");
      assert.equal(kindOf({ evidence: places.cloud, onDevice: true }), "fartherThanShown");
      const mayForward = {
        evidence: places.unverified,
        policy: policy({ confirmed: new Set([keys.unverified]) }),
      };
      assert.equal(kindOf(mayForward), "unverified");
      assert.equal(kindOf({ ...mayForward, onDevice: true }), "fartherThanShown");
    });

    it("says first what the mode forbids", () => {
      assert.equal(kindOf({ policy: policy(), evidence: places.cloud, noFartherThan: here }), "modeForbids");
    });
  });

  it("seals what it cleared: provider, purpose with sources, exact bytes, addresses and epoch", () => {
    const judged = clear(request({ policy: policy({ epoch: 7 }) }));
    assert.ok(judged.ok);
    const { provider, purpose, permit } = judged.value;
    assert.equal(provider.id, "ollama");
    assert.ok(purpose.kind === "task");
    assert.deepEqual(
      [purpose.task, purpose.model, purpose.sources.map(({ kind }) => kind)],
      ["chat", "smollm2:135m", ["instructions", "file", "question"]],
    );
    assert.deepEqual(
      [permit.bodySha256, permit.dial, permit.epoch, permit.destination.class],
      [bodySha256, ["127.0.0.1"], 7, "device"],
    );
    assert.deepEqual(judged.value.wire, wire);
  });

  it("knows its own from a copy with something else in it, and lets nobody change its own", () => {
    const judged = clear(request());
    assert.ok(judged.ok);
    const cleared = judged.value;
    assert.ok(wasCleared(cleared));
    const copies: readonly ClearedRequest[] = [
      { ...cleared },
      { ...cleared, wire: { ...cleared.wire, path: "/api/pull" } },
      { ...cleared, permit: { ...cleared.permit, dial: ["192.0.2.1"] } },
    ];
    assert.deepEqual(copies.filter(wasCleared), []);
    const parts: readonly object[] = [
      cleared,
      cleared.wire,
      cleared.permit,
      cleared.permit.dial,
      cleared.permit.destination,
      cleared.provider,
      cleared.purpose,
    ];
    assert.deepEqual(
      parts.filter((part) => !Object.isFrozen(part)),
      [],
    );
  });
});

describe("gate/forecast", () => {
  const use = { task: "chat", conversation: "c1", nowMs: 0 } as const;

  function check(place: keyof typeof places, changes: Partial<Policy>, expected: string | undefined): void {
    it(`${place} in ${changes.mode ?? "onDevice"}: ${expected ?? "goes"}`, () => {
      const { refusal, destination } = forecast(places[place], policy(changes), use);
      assert.equal(refusal?.kind, expected);
      assert.notEqual(destination.evidence.length, 0);
    });
  }

  check("device", {}, undefined);
  check("device", { paused: true }, "paused");
  check("unverified", {}, "needsConfirmation");
  check("unverified", { confirmed: new Set([keys.unverified]) }, undefined);
  check("cloud", {}, "modeForbids");
  check("cloud", { mode: "ask" }, "needsConsent");
  check("cloud", { mode: "cloud", namedOrigins: new Set([openaiOrigin]) }, undefined);
  check("cloudName", { mode: "network" }, "modeForbids");
  check("blocked", { mode: "cloud" }, "destinationBlocked");

  it("names what a naming is bound to", () => {
    const origins = (["cloud", "viaDevice", "cloudName"] as const).map((place) =>
      consentOrigin(forecast(places[place], policy(), use).destination),
    );
    assert.deepEqual(origins, [openaiOrigin, toOllamaCom, toOllamaCom]);
  });
});
