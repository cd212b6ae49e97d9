import assert from "node:assert/strict";
import { mayHoldCode } from "../../../media/chat/mayHoldCode.ts";
import { nextStop, sideInView, type Side } from "../../../media/chat/nextStop.ts";

describe("the next place that the keyboard stops at", () => {
  const inside: readonly Side[] = ["before", "before", "here", "after", "after"];
  for (const [what, sides, next, previous] of [
    ["is the neighbour of the one that has it", inside, 3, 1],
    ["is the nearest one when it stands between two", ["before", "after"], 1, 0],
    ["is none behind the last", ["before", "here"], undefined, 0],
    ["is none before the first", ["here", "after"], 1, undefined],
    ["is none where there are none", [], undefined, undefined],
  ] as const)
    it(what, () => {
      assert.deepEqual([nextStop(sides, "next"), nextStop(sides, "previous")], [next, previous]);
    });

  it("is the first or the last that begins where the reader looks, when the keyboard is at none", () => {
    const tops = [-500, 0, 300, 900];
    const view = { top: 0, bottom: 600 };
    const found = (direction: "next" | "previous") =>
      nextStop(
        tops.map((top) => sideInView(top, view, direction)),
        direction,
      );
    assert.deepEqual([found("next"), found("previous")], [1, 2]);
  });
});

describe("Markdown that may hold code", () => {
  for (const text of ["a\n```ts\nb", "> ~~~\n> b", "a\n\n    b", "a\n\n\tb", "-     b"])
    it(`is ${JSON.stringify(text)}`, () => {
      assert.equal(mayHoldCode(text), true);
    });

  it("is none that has neither a fence nor what is indented", () => {
    assert.equal(mayHoldCode("# a\n\n- `b`\n   - c\n\n1. d"), false);
  });
});
