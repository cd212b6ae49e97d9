/** What branches are made of. */
type Member = { readonly id: string };

/** Branches of one list and of those it was made longer by: each list sees as many of them as it has. */
type Shared<T> = { readonly branches: (readonly T[])[]; readonly places: Map<string, number> };

/**
 * A list of branches that never changes. One more branch, and the branch of a member, cost the same however many there are:
 * a conversation of very many is folded event by event. A member is in one branch only.
 */
export class BranchList<T extends Member> implements Iterable<readonly T[]> {
  readonly #shared: Shared<T>;
  readonly #length: number;
  /** How many members all branches have together. */
  readonly members: number;

  private constructor(shared: Shared<T>, members: number) {
    this.#shared = shared;
    this.#length = shared.branches.length;
    this.members = members;
  }

  static of<T extends Member>(branches: Iterable<readonly T[]>): BranchList<T> {
    let list = new BranchList<T>({ branches: [], places: new Map() }, 0);
    for (const branch of branches) list = list.adding(branch);
    return list;
  }

  /** The branch that has a member of this id. */
  branchOf(id: string): readonly T[] | undefined {
    const place = this.#shared.places.get(id);
    return place !== undefined && place < this.#length ? this.#shared.branches[place] : undefined;
  }

  /** The list with one more branch at its end. */
  adding(branch: readonly T[]): BranchList<T> {
    const { branches, places } = this.#shared;
    // A list that was made longer in another way has what follows for itself.
    if (branches.length > this.#length) return BranchList.of([...this, branch]);
    for (const { id } of branch) places.set(id, branches.length);
    branches.push(branch);
    return new BranchList(this.#shared, this.members + branch.length);
  }

  /** The list without some of its branches. */
  without(removed: ReadonlySet<readonly T[]>): BranchList<T> {
    return removed.size === 0 ? this : BranchList.of([...this].filter((branch) => !removed.has(branch)));
  }

  /** The list with each branch as it is changed. */
  map(change: (branch: readonly T[]) => readonly T[]): BranchList<T> {
    return BranchList.of([...this].map(change));
  }

  *[Symbol.iterator](): Iterator<readonly T[]> {
    for (let index = 0; index < this.#length; index += 1) yield this.#shared.branches[index] ?? [];
  }
}
