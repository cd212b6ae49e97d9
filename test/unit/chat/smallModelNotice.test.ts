import assert from "node:assert/strict";
import { smallModelNotice } from "../../../src/chat/smallModelNotice.ts";
import { err, ok } from "../../../src/base/result.ts";
import type { KnownServer } from "../../../src/routing/knownServer.ts";
import { attachment, destination, ollama, routeTo } from "../../support/samples.ts";

const words = (tokens: number): string => "word ".repeat(tokens).trim();

describe("chat/smallModelNotice", () => {
  function check(
    name: string,
    facts: { parameters?: string; contextTokens?: number; beside?: number },
    expected?: RegExp,
  ): void {
    it(name, () => {
      const { parameters, contextTokens = 8192, beside = 600 } = facts;
      const model = { name: "m:1b", generates: true, ...(parameters !== undefined && { parameters }) };
      const server: KnownServer = { kind: "up", models: [model] };
      const route = routeTo({ model: "m:1b", contextTokens });
      const chips = beside === 0 ? [] : [attachment("a.ts", words(beside))];
      const outlook = ok({ route, destination: destination() });
      const notice = smallModelNotice({ outlook, server, chips });
      if (expected === undefined) assert.equal(notice, undefined);
      else assert.match(notice ?? "", expected);
    });
  }

  check(
    "tells of a model of fewer than a billion weights that is asked about code",
    { parameters: "134.52M" },
    /^m:1b is very small \(134\.52M parameters\): it often gets code wrong\.$/,
  );
  check("reads the number as each server writes it", { parameters: "0.5B" }, /0\.5B/);
  check("says nothing of a larger one", { parameters: "1.5B" });
  check("says nothing of a small one that is only talked to", { parameters: "494.03M", beside: 0 });
  check("says nothing where the server tells no number", {});
  check("says nothing where the number makes no sense", { parameters: "few" });
  check(
    "tells of a short context that a file nearly fills",
    { contextTokens: 2048, beside: 1500 },
    /fills most of the 2,048 tokens that m:1b can read/,
  );
  check("says nothing of a short context with room in it", { contextTokens: 2048, beside: 500 });
  check("says nothing of a file that is small for the model", { contextTokens: 32_768, beside: 5000 });

  it("says nothing while nobody would answer", () => {
    const outlook = err({ kind: "unasked", provider: ollama } as const);
    assert.equal(smallModelNotice({ outlook, server: { kind: "unasked" }, chips: [] }), undefined);
  });
});
