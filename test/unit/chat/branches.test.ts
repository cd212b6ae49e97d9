import assert from "node:assert/strict";
import {
  addTo,
  changeIn,
  emptyTree,
  isIn,
  shownIn,
  siblingsIn,
  type Tree,
} from "../../../src/chat/branches.ts";

type Leaf = {
  readonly id: string;
  readonly after: string;
  readonly nth: number;
  readonly note?: string;
};

/** A tree from `id` or `id<after`, in their order. */
function tree(...added: readonly string[]): Tree<Leaf> {
  return added.reduce<Tree<Leaf>>((before, one) => {
    const [id = "", after] = one.split("<");
    return addTo(before, after, (place) => ({ id, ...place }));
  }, emptyTree());
}

const path = ({ turns }: Tree<Leaf>): string => turns.map(({ id }) => id).join("");

describe("chat/branches", () => {
  it("is one path as long as everything follows its end", () => {
    const one = tree("a", "b", "c<b");
    assert.deepEqual([path(one), [...one.branches]], ["abc", []]);
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

  it("is left as it was by what is added to it, in whatever order", () => {
    const before = tree("a", "b", "c<a");
    const [one, other] = ["d", "e"].map((id) => addTo(before, "a", (place) => ({ id, ...place })));
    assert.deepEqual(
      [before, one, other].map((each) => each && [path(each), path(shownIn(each, "b"))]),
      [
        ["ac", "ab"],
        ["ad", "ab"],
        ["ae", "ab"],
      ],
    );
    assert.deepEqual(
      [before, one, other].map((each) => each && path(shownIn(each, "c"))),
      ["ac", "ac", "ac"],
    );
    assert.equal(shownIn(before, "d"), before);
  });

  it("comes to the innermost of thousands of branches of branches", () => {
    const ids = Array.from({ length: 6_000 }, (_, index) => index);
    const nested = tree(
      ...ids.map((index) => (index === 0 ? "x0<" : `x${index}<x${index - 1}`)),
      ...ids
        .slice(0, -1)
        .toReversed()
        .map((index) => `y${index}<x${index}`),
    );
    assert.equal(nested.turns.length, 2);
    assert.equal(shownIn(nested, "x5999").turns.length, 6_000);
  });

  it("takes as many steps for each of a hundred thousand branches as for the first", () => {
    let steps = 0;
    const counted = (id: string, place: Pick<Leaf, "after" | "nth">): Leaf => ({
      ...place,
      get id() {
        steps += 1;
        return id;
      },
    });
    const many = 100_000;
    let flat = emptyTree<Leaf>();
    for (let index = 0; index < many; index += 1) {
      const id = `t${index}`;
      flat = addTo(flat, "", (place) => counted(id, place));
      assert.ok(isIn(flat, id));
    }
    assert.equal(siblingsIn(flat).get("t99999")?.length, many);
    assert.ok(steps < 20 * many, `${steps} steps`);
  });
});
