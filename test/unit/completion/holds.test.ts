import assert from "node:assert/strict";
import { Holds, type Failed } from "../../../src/completion/holds.ts";
import type { SendFailure } from "../../../src/sending/sendEvent.ts";
import { destination, ollama, policy, snapshot } from "../../support/samples.ts";

const cloud = destination({ class: "cloud", host: "api.openai.com" });
const here = snapshot("a = █");
const standing = policy();

describe("completion/holds", () => {
  let nowMs: number;
  let holds: Holds;
  beforeEach(() => {
    nowMs = 1_000_000;
    holds = new Holds(() => nowMs);
  });

  const no = (failure: SendFailure): Failed => ({ kind: "failed", failure, server: "Ollama", model: "m" });
  const take = (failure: SendFailure, at = here): void => {
    holds.take(no(failure), { snapshot: at, manual: false, policy: standing });
  };
  const holding = (manual = false, at = here, by = standing): Failed | undefined =>
    holds.holding({ snapshot: at, manual, policy: by });

  const lasting: readonly SendFailure[] = [
    { kind: "paused" },
    { kind: "modeForbids", mode: "onDevice", setBy: "default", destination: cloud },
    { kind: "needsConfirmation", destination: cloud, key: "k" },
    { kind: "unauthorized" },
    { kind: "modelMissing" },
    { kind: "continuesNothing" },
    { kind: "cannotComplete", provider: ollama },
  ];
  for (const failure of lasting)
    it(`keeps "${failure.kind}" until the policy or the settings change, also for a key`, () => {
      take(failure);
      nowMs += 1e9;
      assert.deepEqual([holding(), holding(true)], [no(failure), no(failure)]);
      assert.equal(holding(false, here, policy()), undefined);
      holds.forget();
      assert.equal(holding(), undefined);
    });

  it("lets go of what is about a server when something new is known of one", () => {
    take({ kind: "modelMissing" });
    holds.heard();
    assert.equal(holding(), undefined);
    for (const failure of [{ kind: "paused" }, { kind: "overloaded", retryAfterS: 30 }] as const) {
      take(failure);
      holds.heard();
      assert.equal(holding()?.failure.kind, failure.kind);
    }
  });

  it("lets go of what time was to mend once something comes of a request, and of nothing else", () => {
    for (const failure of [{ kind: "overloaded", retryAfterS: 30 }, { kind: "contextTooLong" }] as const) {
      take(failure);
      assert.equal(holding()?.failure.kind, failure.kind);
      holds.succeed();
      assert.equal(holding(), undefined);
    }
    take({ kind: "paused" });
    holds.succeed();
    assert.equal(holding()?.failure.kind, "paused");
  });

  it("keeps nothing that may pass by itself, and lets go of what was before", () => {
    for (const failure of [{ kind: "revoked" }, { kind: "unreachable", code: "X" }] as const) {
      take({ kind: "paused" });
      take(failure);
      assert.equal(holding(), undefined);
    }
  });

  describe("a server that asked to be left alone", () => {
    for (const kind of ["quota", "overloaded"] as const) {
      it(`is left as long as it said with "${kind}", also by a key`, () => {
        take({ kind, retryAfterS: 30 });
        assert.equal(holding()?.againInS, 30);
        nowMs += 29_001;
        assert.deepEqual([holding()?.againInS, holding(true)?.againInS], [1, 1]);
        nowMs += 999;
        assert.equal(holding(), undefined);
      });
    }

    const passing = [
      { kind: "quota" },
      { kind: "overloaded" },
      { kind: "cut", code: "X" },
      { kind: "malformed" },
    ] as const;
    for (const failure of passing) {
      it(`is left longer each time when it said nothing with "${failure.kind}", until an answer comes`, () => {
        for (const pauseMs of [2_000, 5_000, 15_000, 60_000, 300_000, 300_000]) {
          take(failure);
          assert.equal(holding()?.againInS, pauseMs / 1000);
          assert.equal(holding(true), undefined, "a key");
          nowMs += pauseMs - 1;
          assert.equal(holding()?.againInS, 1);
          nowMs += 1;
          assert.equal(holding(), undefined);
        }
        holds.succeed();
        take(failure);
        assert.equal(holding()?.againInS, 2);
      });
    }
  });

  describe("a secret", () => {
    const screened = (...secrets: readonly string[]): SendFailure => ({
      ...{ kind: "secretFound", destination: cloud, bodySha256: "" },
      screening: {
        findings: secrets.map((secret) => ({ id: secret, rule: "r", label: "a key", secret })),
        complete: secrets.length > 0,
      },
    });
    const withSecret = snapshot("k = hunter22; a█");

    it("holds for its document until it is gone from there, and not for a key", () => {
      take(screened("hunter22"), withSecret);
      assert.equal(holding(false, snapshot("k = hunter22; ab█"))?.failure.kind, "secretFound");
      assert.equal(holding(true, withSecret), undefined);
      assert.equal(holding(false, snapshot("k = hunter22; a█", "b.ts")), undefined);
      assert.equal(holding(false, snapshot("k = read(); a█")), undefined);
      assert.equal(holding(false, withSecret, policy({ mode: "cloud" })), undefined);
    });

    it("that may be in what could not be screened whole holds for a minute", () => {
      take(screened());
      nowMs += 59_999;
      assert.equal(holding()?.failure.kind, "secretFound");
      nowMs += 1;
      assert.equal(holding(), undefined);
    });
  });

  it("keeps a document that a rule keeps here from being asked about, and no other one", () => {
    const source = { kind: "file", uri: here.uri, path: here.path } as const;
    const rule = { reach: "deviceOnly", rule: "*.ts", from: "your settings" } as const;
    take({ kind: "sourceExcluded", source, ...rule, destination: cloud });
    assert.equal(holding(true)?.failure.kind, "sourceExcluded");
    assert.equal(holding(false, snapshot("a = █", "b.ts")), undefined);
  });
});
