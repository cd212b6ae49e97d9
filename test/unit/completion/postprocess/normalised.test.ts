import assert from "node:assert/strict";
import { withIndentation, withoutLead } from "../../../../src/completion/postprocess/normalised.ts";
import { vicinityOf } from "../../../../src/completion/vicinity.ts";
import { siteOf } from "../../../support/siteOf.ts";

describe("completion/postprocess/normalised", () => {
  describe("indents as the document does", () => {
    function check(document: string, text: string, expected: string): void {
      it(`${JSON.stringify(text)} at ${JSON.stringify(document)} is ${JSON.stringify(expected)}`, () => {
        assert.equal(withIndentation(text, vicinityOf(siteOf(document))), expected);
      });
    }
    check("f {\n  a {\n    b█", "\n\tc\n\t\td", "\n  c\n    d");
    check("f {\n    a {\n        b█", "\n\tc", "\n    c");
    check("f {\n\ta {\n\t\tb█", "\n    c\n        d", "\n\tc\n\t\td");
    check("f {\n\ta {\n\t\tb█", "\n  c\n    d", "\n\tc\n\t\td");
    check("f {\n\ta {\n\t\tb█", "\n\t  c", "\n\t  c");
    check("f {\n  a█", "\n   c", "\n   c");
    check("f {\n  a█\tb", "\tc", "\tc");
    check("f {\n  a {\n█", "\tc", "  c");
  });

  describe("leaves out what cannot be meant at the beginning", () => {
    function check(document: string, text: string, expected: string): void {
      it(`${JSON.stringify(text)} at ${JSON.stringify(document)} is ${JSON.stringify(expected)}`, () => {
        assert.equal(withoutLead(text, vicinityOf(siteOf(document))), expected);
      });
    }
    check("a = █", " 1", "1");
    check("a = █", "\n  1", "1");
    check("a =█", " 1", " 1");
    check("f(█", " a", "a");
    check("a.█", "\n  b", "b");
    check("a();█", "\nb();", "\nb();");
    check("a(); █", "\nb();", "\nb();");
    check("a();█", "\n\n\n\nb();", "\n\nb();");
    check("f() {█", "\n\n  a();", "\n  a();");
    check("f() {█", " a();", " a();");

    check("f() {\n  █", "  a();", "a();");
    check("f() {\n  █", " a();", "a();");
    check("f() {\n  █", "\n\n  a();", "a();");
    check("f() {\n  g() {\n    █", "        a();", "a();");
    // The position is not as deep as the line has to be.
    check("f() {\n  g() {\n█", "    a();", "    a();");
    check("f() {\n  g() {\n█", " a();", "a();");
    check("f() {\n  a();\n█", "}", "}");
  });
});
