import assert from "node:assert/strict";
import { shareOut } from "../../../src/prompt/shareOut.ts";

describe("prompt/shareOut", () => {
  const cases: readonly (readonly [
    name: string,
    wants: readonly number[],
    room: number,
    shares: readonly number[],
  ])[] = [
    ["gives everybody what they want when there is room", [1, 2, 3], 10, [1, 2, 3]],
    ["gives the greedy what the modest leave", [100, 1, 100], 21, [10, 1, 10]],
    ["gives out no more than there is", [5, 5, 5], 7, [2, 2, 3]],
    ["gives nothing where there is no room", [5, 5], -1, [0, 0]],
    ["gives nothing to nobody", [], 5, []],
  ];
  for (const [name, wants, room, shares] of cases)
    it(name, () => {
      assert.deepEqual(shareOut(wants, room), shares);
    });
});
