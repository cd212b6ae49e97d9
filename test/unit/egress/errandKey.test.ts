import assert from "node:assert/strict";
import { requestHeaders } from "../../../src/egress/requestHeaders.ts";
import { clearErrand } from "../../../src/gate/clear.ts";
import type { Policy } from "../../../src/gate/policy.ts";
import { evidence, lmStudio, policy } from "../../support/samples.ts";

const place = { kind: "elsewhere", authority: "ssh-remote+build01", confirmedOwn: false } as const;

/** The key that a list errand to a loopback server in a remote window would carry. */
async function keyOf(allowed: Partial<Policy>): Promise<string | undefined> {
  const cleared = clearErrand({
    errand: { kind: "list" },
    provider: lmStudio,
    evidence: evidence({ url: lmStudio.url, place }),
    policy: policy(allowed),
  });
  assert.ok(cleared?.ok);
  const headers = await requestHeaders(cleared.value, { keyFor: () => Promise.resolve("sk-1") });
  assert.ok(headers.ok);
  return headers.value["authorization"];
}

describe("the key of an errand", () => {
  it("stays here while nobody has confirmed the server behind loopback, not even with its machine", async () => {
    assert.equal(await keyOf({}), undefined);
    assert.equal(await keyOf({ confirmed: new Set(["remoteDevice ssh-remote+build01"]) }), undefined);
  });

  it("goes once that server is confirmed", async () => {
    const key = "remoteDevice http://127.0.0.1:1234 at ssh-remote+build01";
    assert.equal(await keyOf({ confirmed: new Set([key]) }), "Bearer sk-1");
  });
});
