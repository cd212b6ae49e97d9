import assert from "node:assert/strict";
import type { CaptureLine } from "../../scripts/proof/captureLog.ts";
import type { Proof } from "../../scripts/proof/prove.ts";
import { reportProof } from "../../scripts/proof/report.ts";
import { judge } from "../../scripts/proof/verdict.ts";
import { completeLog, packetLine, stepLines } from "./captureLines.ts";

const plan = [{ name: "control", expects: [{ protocol: "tcp", port: 443 }] }, { name: "work" }];
const about = {
  startedAt: "2026-01-01T00:00:00.000Z",
  seconds: 1,
  kernel: "linux 6.1",
  versions: { drawbridge: "0.1.0" },
  layers: [],
};

function reported(...work: readonly CaptureLine[]): readonly string[] {
  const judgement = judge({ steps: plan }, completeLog([...stepLines("control", "synV4"), ...work]));
  const { verdict } = judgement;
  const parts = [{ part: "work", ...judgement }];
  return reportProof({ ...about, ok: verdict === "proved", verdict, parts }).split("\n");
}

describe("The report", () => {
  it("ends with the count and says what is proved", () => {
    const lines = reported(...stepLines("work"));
    assert.equal(lines.at(-1), "5 passed, 0 failed");
    assert.ok(lines.some((line) => line.startsWith("Proved: ")));
  });

  it("names every contact that should not have been", () => {
    const lines = reported(...stepLines("work", "udpV6"));
    assert.ok(lines.includes("Off the device: udp 2001:db8::7 port 999"));
    assert.ok(lines.some((line) => line.startsWith("LEAK: ")));
    assert.equal(lines.at(-1), "4 passed, 1 failed");
  });

  it("names a contact that came again once, with how often", () => {
    const lines = reported(...stepLines("work", "udpV6", "arp"), packetLine("udpV6"));
    assert.deepEqual(
      lines.filter((line) => line.startsWith("Off the device: ")),
      ["Off the device: udp 2001:db8::7 port 999 (2 times)", "Off the device: ethertype 0x0806"],
    );
  });

  it("counts each guard, names those that no test missed, and what has none", () => {
    const test = { file: "test/unit/a.test.ts", title: "holds" };
    const caught = {
      name: "A guard",
      rules: ["R10", "R2"],
      test,
      outcome: "caught",
      milliseconds: 1,
    } as const;
    const survived = { ...caught, name: "Another", outcome: "survived", reason: "it passed" } as const;
    const guards = { outcomes: [caught, survived], gaps: ["R3"] };
    const lines = reportProof({ ...about, ok: false, verdict: "failed", parts: [], guards }).split("\n");
    assert.ok(lines.includes("  FAIL  1 of 2 turned their test red"));
    assert.ok(lines.includes("  FAIL  survived: Another: it passed (test/unit/a.test.ts: holds)"));
    assert.ok(lines.includes("  FAIL  no guard of the list holds R3"));
    assert.ok(lines.includes("  by what they hold: R2 2, R10 2"));
    assert.equal(lines.at(-1), "1 passed, 2 failed");
  });

  it("counts each layer of the tests once, with what it proves", () => {
    const layer = { name: "unit", passed: 7, failed: 0, seconds: 1, proves: "the tables" };
    const layers = [layer, { ...layer, name: "check", failed: 1 }];
    const lines = reportProof({ ...about, ok: false, verdict: "failed", parts: [], layers }).split("\n");
    assert.ok(lines.includes("  ok    unit         7 passed, 0 failed: the tables"));
    assert.ok(lines.includes("  FAIL  check        7 passed, 1 failed: the tables"));
    assert.equal(lines.at(-1), "1 passed, 1 failed");
  });

  it("counts walls that cannot stand as a failure, with the reason", () => {
    const none: Proof = {
      ...about,
      ok: false,
      verdict: "impossible",
      reason: "no namespace here",
      parts: [],
    };
    const lines = reportProof(none).split("\n");
    assert.ok(lines.includes("no namespace here"));
    assert.equal(lines.at(-1), "0 passed, 1 failed");
  });
});
