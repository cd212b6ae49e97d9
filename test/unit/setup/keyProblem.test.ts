import assert from "node:assert/strict";
import { keyProblem } from "../../../src/setup/keyProblem.ts";

describe("setup/keyProblem", () => {
  function check(key: string, expected: RegExp | undefined): void {
    it(`${expected === undefined ? "takes" : "does not take"} ${JSON.stringify(key)}`, () => {
      const problem = keyProblem(key);
      if (expected === undefined) assert.equal(problem, undefined);
      else assert.match(problem ?? "", expected);
    });
  }

  check("sk-proj_A1b2/+=.~", undefined);
  check("  key \n", undefined);
  check("", undefined);
  check("two words", /no spaces/);
  check("two\nlines", /no spaces/);
  check("tab\tbed", /no spaces/);
  check("schlüssel", /plain letters/);
  check("“quoted”", /plain letters/);
  check("zero\u200bwidth", /plain letters/);
  check("bell\u0007", /plain letters/);
});
