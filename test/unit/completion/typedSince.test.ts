import assert from "node:assert/strict";
import { typedSince } from "../../../src/completion/typedSince.ts";
import { snapshot } from "../../support/samples.ts";

describe("completion/typedSince", () => {
  const since = (before: string, now: string): ReturnType<typeof typedSince> =>
    typedSince(snapshot(before), snapshot(now));

  it("sees what was typed from the beginning of the line on", () => {
    assert.deepEqual(since("a\nb █\nc", "a\nb = 1█\nc"), { before: "b ", now: "b = 1" });
    assert.deepEqual(since("█", "a█"), { before: "", now: "a" });
    assert.deepEqual(since("a\nb█", "a\nb█"), { before: "b", now: "b" });
  });

  it("sees what was typed over lines, and what was taken back", () => {
    assert.deepEqual(since("a\nif (b) {█\nc", "a\nif (b) {\n  d█\nc"), {
      before: "if (b) {",
      now: "if (b) {\n  d",
    });
    assert.deepEqual(since("a\nbcd█\n", "a\nb█\n"), { before: "bcd", now: "b" });
  });

  it("does not mind closers that come and go behind the position", () => {
    assert.deepEqual(since("a\nf█\nc", "a\nf(█)\nc"), { before: "f", now: "f(" });
  });

  it("sees nothing when anything else has changed", () => {
    assert.equal(since("a\nb█\nc", "A\nb█\nc"), undefined);
    assert.equal(since("a\nb█\nc", "a\nb█\nC"), undefined);
    assert.equal(since("a\nb█\nc", "a█\nb\nc"), undefined);
    assert.equal(typedSince(snapshot("a█"), snapshot("a█", "other.ts")), undefined);
  });
});
