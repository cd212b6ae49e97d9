import assert from "node:assert/strict";
import { parsing } from "../../../../src/completion/postprocess/parsing.ts";
import type { Fitting } from "../../../../src/completion/site.ts";
import type { Syntax } from "../../../../src/completion/syntax.ts";
import { vicinityOf } from "../../../../src/completion/vicinity.ts";
import { siteOf } from "../../../support/siteOf.ts";

/** An error for each `!`, and one for a brace that is not closed. */
const asked: string[] = [];
const syntax = {
  prepare: () => undefined,
  errors: (_languageId: string, code: string) => {
    asked.push(code);
    const [opened, closed] = [code.split("{").length, code.split("}").length];
    return code.split("!").length - 1 + (opened === closed ? 0 : 1);
  },
};

function parsed(
  document: string,
  text: string,
  errors: Syntax["errors"] = syntax.errors,
): Fitting | undefined {
  const site = siteOf(document);
  const parts = { vicinity: vicinityOf(site), syntax: { ...syntax, errors } };
  return parsing({ text, replaced: 0 }, site, parts);
}

describe("completion/postprocess/parsing", () => {
  beforeEach(() => {
    asked.length = 0;
  });

  function check(document: string, text: string, expected: string | undefined): void {
    it(`${JSON.stringify(text)} at ${JSON.stringify(document)} is ${JSON.stringify(expected)}`, () => {
      assert.equal(parsed(document, text)?.text, expected);
    });
  }
  check("a█b", "c", "c");
  check("a█b", "c\nd!\ne", "c");
  check("a█b", "c!\nd", undefined);
  check("!a█b", "c", "c");
  check("!a█b", "c!", undefined);
  // What it opens is closed later, by somebody, perhaps by what stands below.
  check("a█b", "if (c) {", "if (c) {");
  check("if (c) █\n}", "{", "{");
  check("a█b", "\n!", undefined);

  it("does not ask for long", () => {
    assert.equal(parsed("a█b", "!\n".repeat(100)), undefined);
    assert.ok(asked.length <= 9);
  });

  it("lets everything through where nothing is known", () => {
    assert.deepEqual(
      parsed("a█b", "c!", () => undefined),
      { text: "c!", replaced: 0 },
    );
  });

  it("asks about the document without what the text stands in place of", () => {
    const site = siteOf("f({█})");
    parsing({ text: "\na\n})", replaced: 2 }, site, { vicinity: vicinityOf(site), syntax });
    assert.equal(asked.at(-1), "f({\na\n})");
  });

  it("settles anew who closes what, once it has cut", () => {
    const site = siteOf("f({█})");
    const cut = parsing({ text: "a,\n!})", replaced: 2 }, site, { vicinity: vicinityOf(site), syntax });
    assert.deepEqual(cut, { text: "a,", replaced: 0 });
  });
});
