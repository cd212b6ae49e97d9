import assert from "node:assert/strict";
import { everything, type FromLedgerView } from "../../../src/protocol/ledgerMessages.ts";
import { parseFromLedgerView } from "../../../src/protocol/parseFromLedgerView.ts";

const messages: { readonly [T in FromLedgerView["type"]]: Extract<FromLedgerView, { type: T }> } = {
  ready: { type: "ready", zone: "Europe/Berlin", filter: everything },
  filter: { type: "filter", filter: { ...everything, scope: "leftThisWeek", file: "src/sum.ts" } },
  more: { type: "more" },
  refresh: { type: "refresh", filter: everything },
  readBody: { type: "readBody", record: "3f6b2c1e" },
  export: { type: "export" },
  openFlow: { type: "openFlow" },
};

describe("protocol/parseFromLedgerView", () => {
  for (const [type, message] of Object.entries(messages))
    it(`reads ${type}, and only what belongs to it`, () => {
      assert.deepEqual(parseFromLedgerView({ ...message, extra: 1 }), message);
    });

  const strangers: Readonly<Record<string, unknown>> = {
    nothing: undefined,
    "a text": "ready",
    "another type": { type: "delete" },
    "no filter": { type: "filter" },
    "a scope of its own": { type: "filter", filter: { ...everything, scope: "none" } },
    "a page of text": { type: "filter", filter: { ...everything, text: "x".repeat(3_000) } },
    "no record": { type: "readBody" },
    "a record that is none": { type: "readBody", record: 7 },
    "a path without an end": { type: "filter", filter: { ...everything, file: "x".repeat(9_000) } },
    "a way without a name": { type: "filter", filter: { ...everything, flow: { line: 7, title: "x" } } },
    "a way without an end": {
      type: "filter",
      filter: { ...everything, flow: { line: "x".repeat(9_000), title: "x" } },
    },
  };
  for (const [name, value] of Object.entries(strangers))
    it(`refuses ${name}`, () => {
      assert.equal(parseFromLedgerView(value), undefined);
    });

  it("reads the way that is listed, and only what belongs to it", () => {
    for (const flow of [
      { line: '["chat","left"]', title: "Chat", since: "2026-01-25" },
      { line: "x", title: "y" },
    ])
      assert.deepEqual(
        parseFromLedgerView({ type: "filter", filter: { ...everything, flow: { ...flow, evil: 1 } } }),
        { type: "filter", filter: { ...everything, flow } },
      );
  });

  it("keeps nothing in a filter that is none of it", () => {
    const parsed = parseFromLedgerView({ type: "filter", filter: { ...everything, evil: 1 } });
    assert.deepEqual(parsed, { type: "filter", filter: everything });
  });
});
