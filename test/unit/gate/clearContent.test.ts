import assert from "node:assert/strict";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { clear, type ClearRequest } from "../../../src/gate/clear.ts";
import type { Grant } from "../../../src/gate/grant.ts";
import { sha256 } from "../../../src/gate/sha256.ts";
import type { ClearedRequest } from "../../../src/gate/clearedRequest.ts";
import type { Result } from "../../../src/base/result.ts";
import type { Refusal } from "../../../src/terms/refusal.ts";
import { chatDraft } from "../../../src/prompt/chatDraft.ts";
import {
  attachment,
  evidence,
  judgedBy,
  lmStudio,
  openaiCloud,
  policy,
  routeTo,
} from "../../support/samples.ts";

const origin = "https://api.openai.com:443";
const secret = "correct-horse-battery-9";
const body = Buffer.from(JSON.stringify({ model: "m", prompt: `key is ${secret}` }));
const wire = { method: "POST", path: "/v1/chat/completions", body } as const;
const consent = { bodySha256: sha256(body), origin };
const known = { secrets: [{ secret, label: "value of KEY in .env" }], isWhole: true };

const places = {
  device: evidence(),
  unverified: evidence({ url: lmStudio.url, report: { kind: "unknown" } }),
  network: evidence({ url: "http://gpu-box:11434", declaredHosts: ["gpu-box"] }),
  cloud: evidence({ url: openaiCloud.url, report: { kind: "unknown" } }),
} as const;
const allowedEverywhere = policy({
  mode: "cloud",
  namedOrigins: new Set([origin]),
  confirmed: new Set(["unverified http://127.0.0.1:1234", "network http://gpu-box:11434"]),
});
const never: PathVerdict = { kind: "never", rule: ".env*", from: "built in" };
const deviceOnly: PathVerdict = { kind: "deviceOnly", rule: "rates/", from: "your settings" };

function judge(
  place: keyof typeof places,
  changes: Partial<ClearRequest> = {},
): Result<ClearedRequest, Refusal> {
  const route = routeTo();
  return clear({
    draft: chatDraft(
      [{ question: "Why?", answer: "", attachments: [attachment("rates.ts", "1")] }],
      route,
      () => false,
    ),
    route,
    wire,
    evidence: places[place],
    policy: allowedEverywhere,
    trigger: "person",
    ...judgedBy(),
    ...changes,
  });
}

function outcome(judged: Result<ClearedRequest, Refusal>): string {
  return judged.ok ? judged.value.permit.grant : judged.error.kind;
}

describe("gate/clear: what may go", () => {
  describe("path rules", () => {
    function check(verdict: PathVerdict | undefined, place: keyof typeof places, expected: string): void {
      it(`${verdict?.kind ?? "no verdict"} to ${place}: ${expected}`, () => {
        const verdicts = new Map(verdict && [["file:///project/rates.ts", verdict]]);
        assert.equal(outcome(judge(place, { verdicts })), expected);
      });
    }

    for (const place of ["device", "unverified", "network", "cloud"] as const) {
      check(never, place, "sourceExcluded");
      // What nobody judged is excluded, whoever forgot to judge it.
      check(undefined, place, "sourceExcluded");
    }
    check(deviceOnly, "device", "mode");
    check(deviceOnly, "unverified", "sourceExcluded");
    check(deviceOnly, "network", "sourceExcluded");
    check(deviceOnly, "cloud", "sourceExcluded");
    check({ kind: "allowed" }, "cloud", "named");

    it("are looked at before anybody is asked", () => {
      const verdicts = new Map([["file:///project/rates.ts", deviceOnly]]);
      const asking = policy({ mode: "ask" });
      const judged = judge("cloud", { verdicts, policy: asking });
      assert.ok(!judged.ok && judged.error.kind === "sourceExcluded");
      const { source, reach, rule, from } = judged.error;
      assert.deepEqual(
        [source.path, reach, rule, from],
        ["rates.ts", "deviceOnly", "rates/", "your settings"],
      );
      assert.equal(outcome(judge("cloud", { verdicts, policy: asking, consent })), "sourceExcluded");
    });

    it("add nothing where the mode forbids the place anyway", () => {
      const verdicts = new Map([["file:///project/rates.ts", never]]);
      assert.equal(outcome(judge("cloud", { verdicts, policy: policy() })), "modeForbids");
    });
  });

  describe("screening", () => {
    const screening = { known, clock: () => 0 };

    function check(place: keyof typeof places, expected: string, changes: Partial<ClearRequest> = {}): void {
      const how = Object.keys(changes).join(", ");
      it(`${place}${how === "" ? "" : ` with ${how}`}: ${expected}`, () => {
        assert.equal(outcome(judge(place, { screening, ...changes })), expected);
      });
    }

    check("device", "mode");
    check("unverified", "confirmed");
    check("network", "secretFound");
    check("cloud", "secretFound");
    check("network", "secretFound", { trigger: "automatic" });
    check("cloud", "secretFound", { consent: { ...consent, bodySha256: sha256(Buffer.from("other")) } });
    check("cloud", "secretFound", { consent: { ...consent, origin: "https://evil.example:443" } });
    check("cloud", "named", { consent });
    check("cloud", "needsConsent", { policy: policy({ mode: "ask" }) });
    check("cloud", "consent", { policy: policy({ mode: "ask" }), consent });

    it("hands on what was found with either question", () => {
      for (const mode of ["ask", "cloud"] as const) {
        const judged = judge("cloud", { screening, policy: { ...allowedEverywhere, mode } });
        assert.ok(
          !judged.ok && (judged.error.kind === "needsConsent" || judged.error.kind === "secretFound"),
        );
        const { findings, complete } = judged.error.screening;
        assert.deepEqual([findings.map((finding) => finding.secret), complete], [[secret], true]);
      }
    });

    it("that could not be done to its end counts like a secret", () => {
      let now = 0;
      const long = { ...wire, body: Buffer.from(JSON.stringify({ text: "password = ".repeat(20_000) })) };
      const judged = judge("cloud", { wire: long, screening: { ...screening, clock: () => (now += 1_000) } });
      assert.ok(!judged.ok && judged.error.kind === "secretFound");
      assert.equal(judged.error.screening.complete, false);
    });

    it("that did not compare with every secret of the workspace counts like one, too", () => {
      const some = { known: { secrets: [], isWhole: false }, clock: () => 0 };
      for (const trigger of ["person", "automatic"] as const) {
        const judged = judge("cloud", { screening: some, trigger });
        assert.ok(!judged.ok && judged.error.kind === "secretFound");
        assert.equal(judged.error.screening.complete, false);
      }
      assert.equal(outcome(judge("cloud", { screening: some, consent })), "named");
      assert.equal(outcome(judge("device", { screening: some })), "mode");
    });
  });

  describe("grants", () => {
    const kept: Grant = {
      id: "g1",
      origin,
      host: "api.openai.com",
      tasks: ["chat"],
      term: { kind: "conversation", conversation: "c1" },
      givenMs: 0,
    };
    const asking = policy({ mode: "ask", grants: [kept] });

    it("spare the question, and are named in the permit", () => {
      const judged = judge("cloud", { policy: asking, conversation: "c1" });
      assert.ok(judged.ok);
      assert.deepEqual([judged.value.permit.grant, judged.value.permit.grantId], ["kept", "g1"]);
    });

    function check(name: string, expected: string, changes: Partial<ClearRequest>): void {
      it(`${name}: ${expected}`, () => {
        assert.equal(outcome(judge("cloud", { policy: asking, conversation: "c1", ...changes })), expected);
      });
    }

    check("in another conversation", "needsConsent", { conversation: "c2" });
    check("for what nobody started", "modeForbids", { trigger: "automatic" });
    check("in a stricter mode", "modeForbids", { policy: policy({ mode: "network", grants: [kept] }) });
    check("in mode cloud, for a provider that is not named", "kept", {
      policy: policy({ mode: "cloud", grants: [kept] }),
    });
    check("for a body with a secret in it", "secretFound", { screening: { known, clock: () => 0 } });
    check("while paused", "paused", { policy: policy({ mode: "ask", grants: [kept], paused: true }) });
  });
});
