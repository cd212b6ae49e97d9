import assert from "node:assert/strict";
import { firstChoice, type FromFlowView } from "../../../src/protocol/flowMessages.ts";
import { parseFromFlowView } from "../../../src/protocol/parseFromFlowView.ts";

const messages: { readonly [T in FromFlowView["type"]]: Extract<FromFlowView, { type: T }> } = {
  ready: { type: "ready", zone: "Europe/Berlin", choice: firstChoice },
  choose: { type: "choose", choice: { period: "all", here: true } },
  refresh: { type: "refresh", choice: firstChoice },
  open: { type: "open", line: '["chat","left","cloud","api.openai.com",false,null]' },
  openLedger: { type: "openLedger" },
};

describe("protocol/parseFromFlowView", () => {
  for (const [type, message] of Object.entries(messages))
    it(`reads ${type}, and only what belongs to it`, () => {
      assert.deepEqual(parseFromFlowView({ ...message, extra: 1 }), message);
    });

  it("keeps nothing in a choice that is none of it", () => {
    const parsed = parseFromFlowView({ type: "choose", choice: { ...firstChoice, evil: 1 } });
    assert.deepEqual(parsed, { type: "choose", choice: firstChoice });
  });

  const strangers: Readonly<Record<string, unknown>> = {
    nothing: undefined,
    "a text": "ready",
    "another type": { type: "export" },
    "no choice": { type: "choose" },
    "a period of its own": { type: "choose", choice: { period: "year", here: false } },
    "a choice that is none": { type: "choose", choice: { period: "all", here: "yes" } },
    "no line": { type: "open" },
    "a line without an end": { type: "open", line: "x".repeat(9_000) },
    "a zone without an end": { type: "ready", zone: "x".repeat(300), choice: firstChoice },
  };
  for (const [name, value] of Object.entries(strangers))
    it(`refuses ${name}`, () => {
      assert.equal(parseFromFlowView(value), undefined);
    });
});
