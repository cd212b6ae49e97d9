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
  readonly branches: readonly (readonly T[])[];
};

/** Whether a tree has a member, shown or not. */
export function isIn<T extends Member>({ turns, branches }: Tree<T>, id: string): boolean {
  return [turns, ...branches].some((branch) => branch.some((one) => one.id === id));
}

/** The tree with one member changed; the same tree when it has none of that id. */
export function changeIn<T extends Member>(tree: Tree<T>, id: string, change: (member: T) => T): Tree<T> {
  // Most of what happens is about the end of the path.
  const index = tree.turns.findLastIndex((one) => one.id === id);
  const found = tree.turns[index];
  if (found !== undefined) return { ...tree, turns: tree.turns.with(index, change(found)) };
  const changeOne = (one: T): T => (one.id === id ? change(one) : one);
  if (!isIn(tree, id)) return tree;
  return { ...tree, branches: tree.branches.map((branch) => branch.map(changeOne)) };
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
  const nth = tree.branches.reduce((count, branch) => count + branch.length, tree.turns.length);
  const { turns, branches } = cutBehind(shownIn(tree, place), place);
  return { turns: [...turns, make({ after: place, nth })], branches };
}

/** The tree with a path that goes through a member and on to where it ended last; the same tree for an unknown id. */
export function shownIn<T extends Member>(tree: Tree<T>, id: string): Tree<T> {
  if (id === "" || tree.turns.some((one) => one.id === id)) return tree;
  const branch = tree.branches.find((one) => one.some((member) => member.id === id));
  const after = branch?.[0]?.after;
  if (branch === undefined || after === undefined) return tree;
  const { turns, branches } = cutBehind(shownIn(tree, after), after);
  return { turns: [...turns, ...branch], branches: branches.filter((one) => one !== branch) };
}

/** The tree with a path that ends at a member of it. */
function cutBehind<T extends Member>({ turns, branches }: Tree<T>, id: string): Tree<T> {
  const length = id === "" ? 0 : turns.findLastIndex((one) => one.id === id) + 1;
  if (length === turns.length) return { turns, branches };
  return { turns: turns.slice(0, length), branches: [...branches, turns.slice(length)] };
}

/** For each member of the path that has siblings, the ids of all of them in their order, its own among them. */
export function siblingsIn<T extends Member>({
  turns,
  branches,
}: Tree<T>): ReadonlyMap<string, readonly string[]> {
  const heads = new Map<string, readonly T[]>();
  for (const head of branches.flatMap((branch) => branch.slice(0, 1)))
    heads.set(head.after, [...(heads.get(head.after) ?? []), head]);
  const families = turns.flatMap((turn): readonly (readonly [string, readonly string[]])[] => {
    const others = heads.get(turn.after);
    if (others === undefined) return [];
    const family = [...others, turn].sort((a, b) => a.nth - b.nth);
    return [[turn.id, family.map(({ id }) => id)]];
  });
  return new Map(families);
}
