import assert from "node:assert/strict";
import { questionTerms } from "../../../../src/context/codeIndex/questionTerms.ts";
import { termHash } from "../../../../src/context/codeIndex/termHash.ts";

describe("context/codeIndex/questionTerms", () => {
  const hashes = (...terms: readonly string[]): readonly number[] => terms.map(termHash);

  it("drops the words that only make it a question", () => {
    assert.deepEqual(questionTerms("Where is the token that we send?"), hashes("token", "send"));
  });

  it("takes a name for itself and for its parts, in any case", () => {
    assert.deepEqual(questionTerms("parseHttpUrl"), hashes("parsehttpurl", "pars", "http", "url"));
    assert.deepEqual(questionTerms("parse_http_url").slice(1), hashes("pars", "http", "url"));
  });

  it("goes by the stop words when there is nothing else", () => {
    assert.deepEqual(questionTerms("if not?"), hashes("if", "not"));
  });

  it("is bounded, whatever is pasted with it", () => {
    const pasted = Array.from({ length: 5000 }, (_, index) => `word${index}`).join(" ");
    assert.equal(questionTerms(pasted).length, 64);
  });
});
