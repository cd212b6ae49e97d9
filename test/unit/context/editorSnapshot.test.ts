import assert from "node:assert/strict";
import { lineAt, surroundings } from "../../../src/context/editorSnapshot.ts";
import { estimateTokens } from "../../../src/context/estimateTokens.ts";
import { snapshot } from "../../support/samples.ts";

describe("context", () => {
  function check(text: string, linePrefix: string, lineSuffix: string): void {
    it(`${JSON.stringify(text)} has ${JSON.stringify(linePrefix)} before the position and ${JSON.stringify(lineSuffix)} behind it`, () => {
      const around = surroundings(snapshot(text));
      assert.deepEqual([around.linePrefix, around.lineSuffix], [linePrefix, lineSuffix]);
      assert.equal(`${around.prefix}█${around.suffix}`, text);
    });
  }

  check("█", "", "");
  check("a\n  b█c\nd", "  b", "c");
  check("a\r\nb█c\r\nd", "b", "c");
  check("a\n█\nb", "", "");
  check("größer🌉█→", "größer🌉", "→");

  it("counts lines from one", () => {
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((offset) => lineAt("a\nb\n", offset)),
      [1, 1, 2, 2, 3],
    );
  });

  it("guesses more tokens for more text, and none for none", () => {
    assert.equal(estimateTokens(""), 0);
    assert.ok(estimateTokens("const sum = a + b;\n".repeat(10)) > estimateTokens("const sum = a + b;\n"));
  });
});
