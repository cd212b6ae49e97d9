import assert from "node:assert/strict";
import { loadScenarios } from "../../../bench/replay/loadScenarios.ts";
import { runsOf } from "../../../bench/replay/runsOf.ts";
import { indentationUnit } from "../../../bench/replay/typing/indentationUnit.ts";
import { keysAlone } from "../../../bench/replay/typing/keysAlone.ts";

describe("the runs of an editing session", () => {
  it("keep together what is typed at one place, with the pauses in it", () => {
    const runs = runsOf([
      { kind: "moveTo", after: "a" },
      { kind: "pause", milliseconds: 500 },
      { kind: "type", text: "one" },
      { kind: "pause", milliseconds: 700 },
      { kind: "type", text: " two" },
    ]);
    const pauses = new Map([
      [0, 500],
      [3, 700],
    ]);
    assert.deepEqual(runs, [{ after: "a", backspaces: 0, text: "one two", pauses }]);
  });

  it("begin anew where the caret moves, and where something is deleted behind what was typed", () => {
    const runs = runsOf([
      { kind: "type", text: "wrogn" },
      { kind: "backspace", count: 2 },
      { kind: "type", text: "ng" },
      { kind: "moveTo", after: "b" },
      { kind: "type", text: "x" },
    ]);
    assert.deepEqual(
      runs.map(({ after, backspaces, text }) => [after, backspaces, text]),
      [
        [undefined, 0, "wrogn"],
        [undefined, 2, "ng"],
        ["b", 0, "x"],
      ],
    );
  });

  it("lead, typed alone, to the end of every session", async () => {
    for (const { name, languageId, start, steps, final } of await loadScenarios("all")) {
      const habits = { languageId, unit: indentationUnit(start) };
      assert.equal(keysAlone(runsOf(steps), { start, habits, seed: 3, session: name }).final, final, name);
    }
  });
});

describe("the step of indentation of a document", () => {
  it("is a tab, two blanks or four", () => {
    assert.equal(indentationUnit("a {\n\tb\n}"), "\t");
    assert.equal(indentationUnit("a {\n  b {\n    c"), "  ");
    assert.equal(indentationUnit("def a:\n    b\n        c"), "    ");
    assert.equal(indentationUnit("flat"), "    ");
  });
});
