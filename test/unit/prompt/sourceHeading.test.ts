import assert from "node:assert/strict";
import { sourceHeading } from "../../../src/prompt/sourceHeading.ts";
import { sourceLabel } from "../../../src/terms/source.ts";
import { useWords } from "../../../src/terms/words.ts";

describe("prompt/sourceHeading", () => {
  afterEach(() => {
    useWords(undefined);
  });

  it("tells a model in English what a person reads in the editor's language", () => {
    const source = { kind: "pasted", id: "1", lineCount: 3 } as const;
    useWords({
      language: "de",
      sentences: { "Pasted text, {0}": "Eingefügter Text, {0}", "{0} lines": "{0} Zeilen" },
    });
    assert.equal(sourceLabel(source), "Eingefügter Text, 3 Zeilen");
    assert.equal(sourceHeading(source), "Pasted text, 3 lines");
  });
});
