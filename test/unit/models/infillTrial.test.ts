import assert from "node:assert/strict";
import { infillFamilies } from "../../../src/models/infill.ts";
import {
  infillVerdicts,
  judgeTrial,
  trialItems,
  verdictSentence,
  type InfillVerdict,
} from "../../../src/models/infillTrial.ts";

describe("models/infillTrial", () => {
  function check(expected: InfillVerdict, what: string, ...answers: readonly string[]): void {
    it(`finds "${expected}" where ${what}`, () => {
      assert.equal(judgeTrial(answers), expected);
    });
  }

  check("fills", "every name is there", "surface", "handle", "reading");
  check("fills", "it goes on behind the name", "surface = width", "handle:\n", "reading of");
  check("fills", "one of three is wrong", "surface", "f", "reading");
  check("ignoresSuffix", "it goes on without what follows", "result", "f", "item");
  check("ignoresSuffix", "a name only begins as it should", "surfaceArea", "handles", "readings");
  check("ignoresSuffix", "no two answers agree", "result", "", "Sure, here is the code");
  check("leaksTokens", "one answer has a token", "surface", "handle", "reading<|endoftext|>");
  check("empty", "nothing comes", "", "\n", "  ");
  check("empty", "not all answers are there");
  check("talks", "it explains", "The missing code is `surface`.", "Sure! You need", "handle");
  check("talks", "it writes fences", "```ts\nsurface\n```", "```python\nhandle", "reading");

  for (const { family, stop } of infillFamilies)
    it(`knows the tokens of ${family} when it sees them`, () => {
      const own = stop.filter((token) => /fim|PRE|SUF|MID/.test(token));
      assert.ok(own.length >= 2);
      for (const token of own)
        assert.equal(judgeTrial(["surface", "handle", `reading${token}`]), "leaksTokens", token);
    });

  it("takes code with angles and brackets for code", () => {
    assert.equal(judgeTrial(["surface<T>[0]", "handle", "reading"]), "fills");
  });

  it("asks for names that only stand behind the position", () => {
    for (const { prefix, suffix, expected } of trialItems) {
      assert.ok(!prefix.includes(expected));
      assert.ok(suffix.includes(expected));
    }
  });

  it("says every verdict in a plain sentence", () => {
    for (const verdict of infillVerdicts) assert.match(verdictSentence(verdict), /^It [^!]+\.$/);
  });
});
