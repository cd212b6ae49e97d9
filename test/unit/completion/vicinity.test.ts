import assert from "node:assert/strict";
import { vicinityOf } from "../../../src/completion/vicinity.ts";
import { siteOf } from "../../support/siteOf.ts";

describe("completion/vicinity", () => {
  it("splits a document at the position, whatever its line breaks are", () => {
    const { above, below, linePrefix, lineSuffix } = vicinityOf(siteOf("a\r\nb█c\r\nd"));
    assert.deepEqual(
      { above, linePrefix, lineSuffix, below },
      {
        above: ["a"],
        linePrefix: "b",
        lineSuffix: "c",
        below: ["d"],
      },
    );
  });

  it("knows how the document indents", () => {
    const step = (document: string, languageId = "typescript"): string =>
      vicinityOf(siteOf(document, { languageId })).step;
    assert.equal(step("a {\n    b {\n        c\n█"), "    ");
    assert.equal(step("a {\n  b {\n█\n  }"), "  ");
    assert.equal(step("a {\n\tb {\n\t\t█"), "\t");
    assert.equal(step("█"), "  ");
    assert.equal(step("█", "python"), "    ");
    assert.equal(step("█", "go"), "\t");
  });

  describe("knows what the document leaves open", () => {
    function check(document: string, owed: string): void {
      it(`${JSON.stringify(document)} owes ${JSON.stringify(owed)}`, () => {
        assert.equal(
          vicinityOf(siteOf(document))
            .owed.map(({ closer }) => closer)
            .join(""),
          owed,
        );
      });
    }
    check("f(█", ")");
    check("f(█)", "");
    check("f() {\n  if (a) {█\n}", "}");
    check("f() {\n  if (a) {█\n  }\n}", "");
    check("f() {\n  g(█\n}", ")");
    check("f() {\n  g(█\n  h();\n}", ")");
    check("f(\n  a,\n  █\n)", "");
    check('f("█\n}', ')"');
    // The closer is out of sight, but a line that is no deeper says that it is missing.
    check(`f() {\n  if (a) {█\n${"  g();\n".repeat(1000)}}`, "}");
  });

  it("looks at a bounded part of a large document, from where code begins", () => {
    const site = siteOf(`${"/* a\n".repeat(200_000)}*/\nlet b = [\n  █${"x".repeat(200_000)}`);
    const { above, linePrefix, lineSuffix } = vicinityOf(site);
    assert.ok(above.join("\n").length < 20_000);
    assert.equal(linePrefix, "  ");
    assert.ok(lineSuffix.length < 10_000);
  });
});
