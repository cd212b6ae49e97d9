import assert from "node:assert/strict";
import { nextStroke, type Typist } from "../../../bench/replay/typing/nextKey.ts";
import { afterTaking } from "../../../bench/replay/typing/rightPart.ts";
import { gapMs, typo } from "../../../bench/replay/typing/rhythm.ts";
import type { TypingHabits } from "../../../bench/replay/typing/typedText.ts";

const typescript: TypingHabits = { languageId: "typescript", unit: "  " };

function typistAt(marked: string, remaining: string): Typist {
  const caret = marked.indexOf("█");
  return { state: { text: marked.replace("█", ""), caret, pending: [], excess: 0 }, remaining };
}

function marked({ state: { text, caret } }: Typist): string {
  return `${text.slice(0, caret)}█${text.slice(caret)}`;
}

/** The document after so many keys; all of them, when no number is given. */
function typed(start: string, text: string, keys = Number.POSITIVE_INFINITY, habits = typescript) {
  let typist = typistAt(start, text);
  let count = 0;
  for (let next = nextStroke(typist, habits); next && count < keys; next = nextStroke(typist, habits)) {
    ({ typist } = next);
    count += 1;
  }
  return { document: marked(typist), typist, count };
}

describe("somebody who types", () => {
  it("gets a closing bracket with the opening one, and types over it", () => {
    assert.equal(typed("█", "f(a)", 2).document, "f(█)");
    assert.deepEqual(typed("█", "f(a)").document, "f(a)█");
    assert.equal(typed("█", "f(a)").count, 4);
  });

  it("gets none before a word", () => {
    assert.equal(typed("█word", "(", 1).document, "(█word");
  });

  it("takes away at once a bracket that they are not going to type", () => {
    assert.equal(typed("█ + b)", "(a", 1).document, "(█) + b)");
    assert.equal(typed("█ + b)", "(a").document, "(a█ + b)");
  });

  it("gets a line of their own between two braces, and moves behind the closing one with a key", () => {
    const body = "{\n  a;\n}";
    assert.equal(typed("if (x) █", body, 2).document, "if (x) {\n  █\n}");
    assert.equal(typed("if (x) █", body).document, "if (x) {\n  a;\n}█");
    assert.equal(typed("if (x) █", body).count, 5);
  });

  it("leaves the indentation to the editor, and a blank line blank", () => {
    const { document, count } = typed("  a;█", "\n\n  b;");
    assert.equal(document, "  a;\n\n  b;█");
    assert.equal(count, 4);
  });

  it("steps back from an indentation that is too deep", () => {
    const python = { languageId: "python", unit: "    " };
    const { document, count } = typed("█", "if a:\n    b\nc", undefined, python);
    assert.equal(document, "if a:\n    b\nc█");
    assert.equal(count, "if a:".length + "\nb".length + "\n⌫c".length);
  });

  it("indents with one key where the editor did not", () => {
    assert.equal(typed("a\n█", "  b").count, 2);
  });

  it("ends with exactly the text they meant, whatever brackets are in it", () => {
    for (const text of ['print("(")', "[[1, 2], {\n  a: (b),\n}]", "))", "({[", "f(\n  a,\n  (b\n)"])
      assert.equal(typed("x █ y", text).document, `x ${text}█ y`);
  });
});

describe("a suggestion that is taken", () => {
  it("leaves less to type when it is what was going to be typed", () => {
    const left = afterTaking(typistAt("a = █", "value + 1;"), { start: 4, end: 4, text: "value" });
    assert.deepEqual(left && [marked(left), left.remaining], ["a = value█", " + 1;"]);
  });

  it("is wrong when it says something else, or too much", () => {
    const typist = typistAt("a = █", "value;");
    assert.equal(afterTaking(typist, { start: 4, end: 4, text: "vaults" }), undefined);
    assert.equal(afterTaking(typist, { start: 4, end: 4, text: "value;\n" }), undefined);
  });

  it("may take over a bracket that the editor had closed, and must not double it", () => {
    const { typist } = typed("█", "sum(a, b);", 4);
    assert.equal(afterTaking(typist, { start: 4, end: 5, text: "a, b)" })?.remaining, ";");
    assert.equal(afterTaking(typist, { start: 4, end: 4, text: "a, b" })?.remaining, ");");
    assert.equal(afterTaking(typist, { start: 4, end: 4, text: "a, b)" }), undefined);
  });

  it("may end inside brackets that are closed later", () => {
    const { typist } = typed("█", "f(g(x), y)", 2);
    const left = afterTaking(typist, { start: 2, end: 2, text: "g(x" });
    assert.deepEqual(left && [marked(left), left.remaining], ["f(g(x█)", "), y)"]);
  });
});

describe("the rhythm of typing", () => {
  const places = Array.from({ length: 4000 }, (_, left) => ({ seed: 1, session: "s", run: 1, left }));

  it("has a median gap of 160 ms, and stops where a line begins", () => {
    const gaps = places.map((place) => gapMs(place, false)).sort((one, other) => one - other);
    assert.ok(Math.abs((gaps[2000] ?? 0) - 160) < 8, `${gaps[2000]} ms`);
    for (const place of places) {
      const pause = gapMs(place, true);
      assert.ok(pause >= 600 && pause <= 2000);
    }
  });

  it("misses six letters of a hundred, by one key, and nothing but letters", () => {
    const missed = places.map((place) => typo(place, "g")).filter((wrong) => wrong !== undefined);
    assert.ok(Math.abs(missed.length / places.length - 0.06) < 0.01, `${missed.length}`);
    assert.deepEqual([...new Set(missed)], ["h"]);
    assert.equal(
      places.some((place) => typo(place, "(") !== undefined),
      false,
    );
  });

  it("is the same for the same place, and another for another person", () => {
    const [place] = places;
    assert.ok(place);
    assert.equal(gapMs(place, false), gapMs({ ...place }, false));
    assert.notEqual(gapMs(place, false), gapMs({ ...place, seed: 2 }, false));
  });
});
