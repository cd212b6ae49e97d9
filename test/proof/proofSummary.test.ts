import assert from "node:assert/strict";
import type { Proof } from "../../scripts/proof/prove.ts";
import { withSummary } from "../../scripts/proof/proofSummary.ts";
import { judge } from "../../scripts/proof/verdict.ts";
import { completeLog, stepLines } from "./captureLines.ts";

const steps = [
  { name: "control", expects: [{ protocol: "tcp", port: 443 }] },
  { name: "work" },
  { name: "lie", variant: true },
] as const;
const lines = completeLog([
  ...stepLines("control", "synV4"),
  ...stepLines("work"),
  ...stepLines("lie", "udpV6"),
]);
const proof: Proof = {
  ok: false,
  verdict: "leak",
  startedAt: "2026-01-31T12:00:00.000Z",
  seconds: 61,
  kernel: "linux 6.1-any",
  versions: { node: "24.0.0", drawbridge: "0.1.0" },
  parts: [{ part: "rooms", ...judge({ steps }, lines) }],
  layers: [],
};

describe("The summary of a proof", () => {
  it("counts what was run and what left, and says what it was made with", () => {
    const readme = withSummary("before\n<!-- proof -->old<!-- /proof -->\nafter", proof);
    assert.match(readme, /^before\n<!-- proof -->\n\n\| what was run/);
    assert.match(readme, /chat, completion, errands, refusals \| 1 \| 0 contacts \|/);
    assert.match(readme, /called what it is \| 1 \| 1 contacts \|/);
    assert.match(readme, /in the same runs \| 1 \| 1 of 1 were caught \|/);
    assert.match(
      readme,
      /Made on 2026-01-31 in 2 minutes with drawbridge 0\.1\.0, node 24\.0\.0, linux 6\.1\./,
    );
    assert.match(readme, /<!-- \/proof -->\nafter$/);
  });

  it("goes nowhere else than where a place is kept for it", () => {
    assert.throws(() => withSummary("no place", proof), /no place for the proof/);
  });
});
