/** Texts of a megabyte made to keep the screening for secrets busy: one for every rule. */
import assert from "node:assert/strict";
import { screenWire } from "../../src/gate/screenWire.ts";
import { secretRules } from "../../src/gate/secretRules.ts";
import { sampleOf, sampleText } from "../unit/gate/secretSamples.ts";

describe("screening a text made to be slow", () => {
  const megabyte = 1_000_000;

  function repeated(text: string): string {
    return text.repeat(Math.ceil(megabyte / text.length)).slice(0, megabyte);
  }

  /** Looks at the clock that a screening took: each stands for a bounded number of tries or of characters. */
  function looks(text: string): number {
    let count = 0;
    const ticking = (): number => 10 * (count += 1);
    const { complete } = screenWire({ path: "/", body: new TextEncoder().encode(text) }, [], ticking);
    assert.ok(complete || count > 25);
    return count;
  }

  for (const { id, keywords } of secretRules) {
    it(`ends soon, or says that it did not finish: ${id}`, () => {
      const sample = sampleOf(id);
      const begun = sampleText(sample).slice(0, sample.before.length + Math.floor(sample.secret.length / 2));
      const found = looks(repeated(`${begun} ${keywords.join(" ")}\n`));
      assert.ok(found <= 27, `${found} looks`);
    });
  }
});
