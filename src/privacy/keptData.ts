/** One kind of what Drawbridge keeps for a person. */
export type KeptData = {
  readonly label: string;
  /** What it holds, and whose. */
  readonly detail: string;
  /** How much there is, in words; `undefined`: nothing. */
  readonly amount: () => Promise<string | undefined>;
  /** Deletes it. It cannot be brought back. */
  readonly remove: () => Promise<void>;
};

/** Something that is kept, and how much there is of it. */
export type FoundData = KeptData & { readonly found: string };

/** What there is anything of. */
export async function findKept(kinds: readonly KeptData[]): Promise<readonly FoundData[]> {
  const all = await Promise.all(kinds.map(async (kind) => ({ ...kind, found: await kind.amount() })));
  return all.flatMap((kind) => (kind.found === undefined ? [] : [{ ...kind, found: kind.found }]));
}

/** What could not be deleted, with its cause. */
export type KeptAfterAll = { readonly label: string; readonly error: unknown };

/** Deletes one kind after another; one that cannot be deleted keeps nothing else from it. */
export async function removeKept(kinds: readonly KeptData[]): Promise<readonly KeptAfterAll[]> {
  const left: KeptAfterAll[] = [];
  for (const { label, remove } of kinds) {
    try {
      await remove();
    } catch (error) {
      left.push({ label, error });
    }
  }
  return left;
}
