import assert from "node:assert/strict";
import { heldBack, openDelimiters } from "../../../media/chat/tailDisplay.ts";

describe("the end of a text that is being written", () => {
  const held = {
    "text\n-": "-",
    "text\n---": "---",
    "text\n- ": "- ",
    "#": "#",
    "12.": "12.",
    "- [ ]": "- [ ]",
    "> -": "> -",
    "some **": "**",
    "some `": "`",
    "| a | b |": "| a | b |",
    "text\n\n| a | b |\n|--": "| a | b |\n|--",
    "text\n- item": "",
    "12. a": "",
    "| a | b |\n|---|---|\n| c": "",
    "text\n| a | b |": "",
    "": "",
  };
  for (const [source, expected] of Object.entries(held))
    it(`keeps ${JSON.stringify(expected)} of ${JSON.stringify(source)} off the screen`, () => {
      assert.equal(source.slice(source.length - heldBack(source)), expected);
    });

  it("does not look at a line longer than anyone writes", () => {
    assert.equal(heldBack("-".repeat(3000)), 0);
  });

  const open = {
    "a **bo": "**",
    "a **bo *it": "***",
    "a **bo** c": "",
    "use `code": "`",
    "use `a **b` and **x `y": "`**",
    "a ``b ` c": "``",
    "* item": "",
    "- **a": "**",
    "2 * 3 * 4": "",
    "a \\*b": "",
    "**first line\nsecond": "",
    "```\ncode ** b": "",
  };
  for (const [source, expected] of Object.entries(open))
    it(`closes ${JSON.stringify(source)} with ${JSON.stringify(expected)}`, () => {
      assert.equal(openDelimiters(source), expected);
    });
});
