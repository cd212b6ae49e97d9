import assert from "node:assert/strict";
import { lookUpVerdicts } from "../../../src/chat/lookUpVerdicts.ts";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";

describe("chat/lookUpVerdicts", () => {
  it("does not know what the guard has forgotten, and asks it once until it has answered", async () => {
    let known: PathVerdict | undefined;
    const answers: ((verdict: PathVerdict) => void)[] = [];
    const lookUp = lookUpVerdicts({
      known: () => known,
      judge: () => new Promise((resolve) => answers.push(resolve)),
    });
    assert.deepEqual([lookUp("a"), lookUp("a"), answers.length], [undefined, undefined, 1]);
    known = { kind: "allowed" };
    answers[0]?.(known);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([lookUp("a"), answers.length], [known, 1]);
    known = undefined;
    assert.deepEqual([lookUp("a"), lookUp("a"), answers.length], [undefined, undefined, 2]);
  });
});
