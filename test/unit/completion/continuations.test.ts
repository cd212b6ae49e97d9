import assert from "node:assert/strict";
import { Continuations } from "../../../src/completion/continuations.ts";
import { snapshot } from "../../support/samples.ts";

const automatic = { model: "m", manual: false };

describe("completion/continuations", () => {
  function known(at: string, text: string): Continuations {
    const continuations = new Continuations();
    continuations.put(snapshot(at), { ...automatic, id: "1", text });
    return continuations;
  }
  const left = (continuations: Continuations, at: string): string | undefined =>
    continuations.find(snapshot(at), { manual: false })?.text;

  it("goes on from where it was made for", () => {
    assert.equal(left(known("a\nb█\nc", " = 1;"), "a\nb█\nc"), " = 1;");
  });

  it("goes on from every position that was typed through it, over lines too", () => {
    const continuations = known("a\nif (b) █\nc", "{\n  d();\n}");
    assert.equal(left(continuations, "a\nif (b) {█\nc"), "\n  d();\n}");
    assert.equal(left(continuations, "a\nif (b) {\n  d█\nc"), "();\n}");
  });

  it("goes on behind a closer that the editor put in", () => {
    assert.equal(left(known("a\nf█\nc", "(x);"), "a\nf(█)\nc"), "x);");
  });

  it("has nothing where something else stands above or below, or in another document", () => {
    const continuations = known("a\nb█\nc", " = 1;");
    assert.equal(left(continuations, "A\nb█\nc"), undefined);
    assert.equal(left(continuations, "a\nb█\nC"), undefined);
    const elsewhere = { ...snapshot("a\nb█\nc"), uri: "file:///project/other.ts" };
    assert.equal(continuations.find(elsewhere, { manual: false }), undefined);
  });

  it("has nothing for somebody who took characters of its line back", () => {
    assert.equal(left(known("a\nbcd█\nc", "ef"), "a\nbc█\nc"), undefined);
    assert.equal(left(known("a\nbcd█\nc", "ef"), "a\nbcd█\nc"), "ef");
  });

  it("prefers what came last", () => {
    const continuations = known("a█", "bc");
    continuations.put(snapshot("a█"), { ...automatic, id: "2", text: "bd" });
    assert.equal(left(continuations, "ab█"), "d");
    assert.equal(left(continuations, "abc█"), undefined);
  });

  it("gives somebody who asks with a key only what was asked for with one", () => {
    const continuations = known("a█", "b");
    assert.equal(continuations.find(snapshot("a█"), { manual: true }), undefined);
    continuations.put(snapshot("a█"), { model: "m", manual: true, id: "2", text: "bcd" });
    assert.equal(continuations.find(snapshot("a█"), { manual: true })?.text, "bcd");
  });

  it("remembers that nothing came of a position until its time is over or something is typed", () => {
    const continuations = new Continuations();
    continuations.putNothing(snapshot("a█"), { kind: "empty" }, 1000);
    assert.deepEqual(continuations.findNothing(snapshot("a█"), 999), { kind: "empty" });
    assert.equal(continuations.findNothing(snapshot("a█"), 1000), undefined);
    assert.equal(continuations.findNothing(snapshot("ab█"), 999), undefined);
  });

  it("keeps no more than a bound of places", () => {
    const continuations = new Continuations();
    for (let index = 0; index < 500; index += 1)
      continuations.put(snapshot(`${index}\n█`), { ...automatic, id: String(index), text: "x" });
    assert.equal(left(continuations, "0\n█"), undefined);
    assert.equal(left(continuations, "499\n█"), "x");
  });
});
