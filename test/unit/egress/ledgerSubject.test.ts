import assert from "node:assert/strict";
import { ledgerSubject } from "../../../src/egress/ledgerSubject.ts";
import type { ClearedRequest, Purpose } from "../../../src/gate/clearedRequest.ts";
import { clearedRequest } from "../../support/clearedRequest.ts";
import { fixedPolicy } from "../../support/headless.ts";

describe("egress/ledgerSubject", () => {
  const subject = (purpose: Partial<Extract<Purpose, { kind: "task" }>>) => {
    const cleared = clearedRequest({ policy: { epoch: 3 } });
    const changed = {
      ...cleared,
      purpose: { ...cleared.purpose, ...purpose } as Purpose,
    } satisfies ClearedRequest;
    return ledgerSubject(changed, { workspace: "project", policy: fixedPolicy({ mode: "ask" }) });
  };

  it("says who started a request, what was taken out of it and what was taken from where, when that is known", () => {
    const sources = [{ kind: "question", bytes: 4, sha256: "00" }] as const;
    const found = subject({ trigger: "automatic", redactions: [{ label: "API key", count: 1 }], sources });
    assert.deepEqual([found.trigger, found.redactions], ["automatic", [{ label: "API key", count: 1 }]]);
    assert.deepEqual(found.sources, sources);
  });

  it("leaves out what was not done, and names the mode now and the epoch it was cleared in", () => {
    const found = subject({});
    assert.deepEqual([found.trigger, "redactions" in found], ["person", false]);
    assert.deepEqual([found.mode, found.epoch, found.workspace], ["ask", 3, "project"]);
  });
});
