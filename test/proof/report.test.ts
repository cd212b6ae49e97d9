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
};

function reported(...work: readonly CaptureLine[]): readonly string[] {
  const judgement = judge(plan, completeLog([...stepLines("control", "synV4"), ...work]));
  return reportProof({ ...about, ...judgement, ok: judgement.verdict === "proved" }).split("\n");
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

  it("counts walls that cannot stand as a failure, with the reason", () => {
    const none: Proof = {
      ...about,
      ok: false,
      verdict: "impossible",
      reason: "no namespace here",
      findings: [],
      events: [],
      leaks: [],
      explained: [],
    };
    const lines = reportProof(none).split("\n");
    assert.ok(lines.includes("no namespace here"));
    assert.equal(lines.at(-1), "0 passed, 1 failed");
  });
});
