/** A change of a document. Its offset, in UTF-16 code units, is one of the document before it. */
export type TextChange = {
  readonly offset: number;
  /** Characters that were taken away there. */
  readonly removed: number;
  /** What stands in their place. */
  readonly text: string;
};

/** Changes that were made at once, last in the document first: then none of them moves another one. */
export function fromEnd(changes: readonly TextChange[]): readonly TextChange[] {
  return changes.toSorted((one, other) => other.offset - one.offset);
}
