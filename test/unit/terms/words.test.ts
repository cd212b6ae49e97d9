import assert from "node:assert/strict";
import { modeLabel } from "../../../src/terms/mode.ts";
import { inEnglish, language, say, useWords } from "../../../src/terms/words.ts";

const german = {
  language: "de",
  sentences: {
    "{0} is empty.": "{0} ist leer.",
    "{0} of {1}": "von {1} {0}",
    "Ask before cloud": "Vor der Cloud fragen",
  },
};

describe("terms/words", () => {
  afterEach(() => {
    useWords(undefined);
  });

  it("says the English sentence where nothing is translated", () => {
    assert.equal(say("{0} is empty.", "a.ts"), "a.ts is empty.");
    assert.equal(language(), "en-US");
  });

  it("says the sentence of the language in use, with the values where that language has them", () => {
    useWords(german);
    assert.equal(say("{0} is empty.", "a.ts"), "a.ts ist leer.");
    assert.equal(say("{0} of {1}", 2, 3), "von 3 2");
    assert.equal(language(), "de");
  });

  it("says a sentence without a translation in English", () => {
    useWords(german);
    assert.equal(say("{0} is binary.", "a.ts"), "a.ts is binary.");
    assert.equal(say("constructor"), "constructor");
  });

  it("puts values in once, whatever stands in them", () => {
    assert.equal(say("{0} of {1}", "{1}", "$&"), "{1} of $&");
  });

  it("leaves a place open that nothing is handed in for", () => {
    assert.equal(say("{0} of {1}", "a"), "a of {1}");
    assert.equal(say("{0} of {1}"), "{0} of {1}");
  });

  it("is in the language from the moment it is set, also where words come from other files", () => {
    useWords(german);
    assert.equal(modeLabel("ask"), "Vor der Cloud fragen");
  });

  it("makes in English what is not read on screen, and goes back to the language even after a failure", () => {
    useWords(german);
    assert.equal(
      inEnglish(() => modeLabel("ask")),
      "Ask before cloud",
    );
    assert.throws(() =>
      inEnglish(() => {
        throw new Error("broken");
      }),
    );
    assert.equal(modeLabel("ask"), "Vor der Cloud fragen");
  });
});
