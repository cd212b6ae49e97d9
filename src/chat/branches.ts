import { BranchList } from "./branchList.ts";

/** What a tree is made of: `after` is the id of what it follows, empty at the beginning. */
type Member = {
  readonly id: string;
  readonly after: string;
  /** How many were there before it: siblings stand in this order. */
  readonly nth: number;
};

/** A tree as the path through it that is shown, and what was cut off. Nothing that was added is ever lost. */
export type Tree<T extends Member> = {
  readonly turns: readonly T[];
  /** Ends that are not shown, each from where it parts from a path to its own end. */
  readonly branches: BranchList<T>;
};

/** Whether a tree has a member, shown or not. */
export function isIn<T extends Member>({ turns, branches }: Tree<T>, id: string): boolean {
  return branches.branchOf(id) !== undefined || turns.some((one) => one.id === id);
}

/** The tree that nothing was added to. */
export function emptyTree<T extends Member>(): Tree<T> {
  return { turns: [], branches: BranchList.of([]) };
}

/** The tree with one member changed; the same tree when it has none of that id. */
export function changeIn<T extends Member>(tree: Tree<T>, id: string, change: (member: T) => T): Tree<T> {
  // Most of what happens is about the end of the path.
  const index = tree.turns.findLastIndex((one) => one.id === id);
  const found = tree.turns[index];
  if (found !== undefined) return { ...tree, turns: tree.turns.with(index, change(found)) };
  const changeOne = (one: T): T => (one.id === id ? change(one) : one);
  const within = tree.branches.branchOf(id);
  if (within === undefined) return tree;
  const changed = within.map(changeOne);
  return { ...tree, branches: tree.branches.map((branch) => (branch === within ? changed : branch)) };
}

/**
 * The tree with a new member behind the one of the id `after` (empty: at the beginning), which is on the path shown from now
 * on. An unknown id is the end of the path: nothing is lost because what it followed is.
 */
export function addTo<T extends Member>(
  tree: Tree<T>,
  after: string | undefined,
  make: (place: Pick<Member, "after" | "nth">) => T,
): Tree<T> {
  const isKnown = after === "" || (after !== undefined && isIn(tree, after));
  const place = isKnown ? after : (tree.turns.at(-1)?.id ?? "");
  const nth = tree.turns.length + tree.branches.members;
  const { turns, branches } = cutBehind(shownIn(tree, place), place);
  return { turns: [...turns, make({ after: place, nth })], branches };
}

/** The tree with a path that goes through a member and on to where it ended last; the same tree for an unknown id. */
export function shownIn<T extends Member>(tree: Tree<T>, id: string): Tree<T> {
  const above: (readonly T[])[] = [];
  let branch = tree.branches.branchOf(id);
  while (branch !== undefined) {
    above.push(branch);
    branch = tree.branches.branchOf(branch[0]?.after ?? "");
  }
  if (above.length === 0) return tree;
  const turns = [...tree.turns];
  let branches = tree.branches.without(new Set(above));
  for (const next of above.reverse()) {
    const after = next[0]?.after ?? "";
    const parted = turns.splice(endOf(turns, after));
    if (parted.length > 0) branches = branches.adding(parted);
    for (const member of next) turns.push(member);
  }
  return { turns, branches };
}

/** How many members of a path there are up to one of them. */
function endOf(turns: readonly Member[], id: string): number {
  return id === "" ? 0 : turns.findLastIndex((one) => one.id === id) + 1;
}

/** The tree with a path that ends at a member of it. */
function cutBehind<T extends Member>({ turns, branches }: Tree<T>, id: string): Tree<T> {
  const length = endOf(turns, id);
  if (length === turns.length) return { turns, branches };
  return { turns: turns.slice(0, length), branches: branches.adding(turns.slice(length)) };
}

/** For each member of the path that has siblings, the ids of all of them in their order, its own among them. */
export function siblingsIn<T extends Member>({
  turns,
  branches,
}: Tree<T>): ReadonlyMap<string, readonly string[]> {
  const heads = new Map<string, T[]>();
  for (const [head] of branches) {
    if (head === undefined) continue;
    const others = heads.get(head.after);
    if (others === undefined) heads.set(head.after, [head]);
    else others.push(head);
  }
  const families = turns.flatMap((turn): readonly (readonly [string, readonly string[]])[] => {
    const others = heads.get(turn.after);
    if (others === undefined) return [];
    const family = [...others, turn].sort((a, b) => a.nth - b.nth);
    return [[turn.id, family.map(({ id }) => id)]];
  });
  return new Map(families);
}
