import assert from "node:assert/strict";
import { nextItem } from "../../../media/review/nextItem.ts";

describe("the keys of a menu", () => {
  for (const [key, from, to] of [
    ["ArrowDown", 0, 1],
    ["ArrowDown", 3, 0],
    ["ArrowUp", 0, 3],
    ["ArrowUp", 2, 1],
    ["Home", 2, 0],
    ["End", 0, 3],
    ["a", 0, undefined],
    ["Enter", 0, undefined],
  ] as const)
    it(`${key} leads from ${from} to ${to ?? "nowhere"}`, () => {
      assert.equal(nextItem(key, from, 4), to);
    });
});
