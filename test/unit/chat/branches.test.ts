import assert from "node:assert/strict";
import { addTo, changeIn, shownIn, siblingsIn, type Tree } from "../../../src/chat/branches.ts";

type Leaf = {
  readonly id: string;
  readonly after: string;
  readonly nth: number;
  readonly note?: string;
};

/** A tree from `id` or `id<after`, in their order. */
function tree(...added: readonly string[]): Tree<Leaf> {
  return added.reduce<Tree<Leaf>>(
    (before, one) => {
      const [id = "", after] = one.split("<");
      return addTo(before, after, (place) => ({ id, ...place }));
    },
    { turns: [], branches: [] },
  );
}

const path = ({ turns }: Tree<Leaf>): string => turns.map(({ id }) => id).join("");

describe("chat/branches", () => {
  it("is one path as long as everything follows its end", () => {
    assert.deepEqual([path(tree("a", "b", "c<b")), tree("a", "b", "c<b").branches], ["abc", []]);
  });

  it("shows what was added last, and turns back to a branch as it ended", () => {
    const parted = tree("a", "b", "c", "d<a", "e");
    assert.equal(path(parted), "ade");
    assert.equal(path(shownIn(parted, "b")), "abc");
    assert.equal(path(shownIn(shownIn(parted, "b"), "d")), "ade");
  });

  it("comes to a branch of a branch by any of its members", () => {
    const deep = tree("a", "b", "c", "d", "x<b", "y", "z<a");
    assert.equal(path(deep), "az");
    assert.equal(path(shownIn(deep, "d")), "abcd");
    assert.equal(path(shownIn(deep, "b")), "abxy");
  });

  it("can part at its very beginning", () => {
    const parted = tree("a", "b", "c<");
    assert.deepEqual([path(parted), path(shownIn(parted, "a"))], ["c", "ab"]);
  });

  it("adds to a branch that is not shown by turning to it", () => {
    assert.equal(path(tree("a", "b", "c<a", "d<b")), "abd");
  });

  it("puts what follows something unknown at the end, and is left as it is by anything else unknown", () => {
    const one = tree("a", "b<lost");
    assert.equal(path(one), "ab");
    assert.equal(shownIn(one, "lost"), one);
    assert.equal(
      changeIn(one, "lost", () => assert.fail("there is none")),
      one,
    );
  });

  it("changes a member wherever it is", () => {
    const changed = changeIn(tree("a", "b", "c<a"), "b", (member) => ({ ...member, note: "new" }));
    assert.equal(shownIn(changed, "b").turns[1]?.note, "new");
  });

  it("knows the siblings on the path in the order in which they were added, whichever is shown", () => {
    const parted = tree("a", "b", "c<a", "d<a", "e<");
    for (const id of ["b", "c", "d"])
      assert.deepEqual(
        [...siblingsIn(shownIn(parted, id))],
        [
          ["a", ["a", "e"]],
          [id, ["b", "c", "d"]],
        ],
      );
    assert.equal(siblingsIn(tree("a", "b")).size, 0);
  });
});
