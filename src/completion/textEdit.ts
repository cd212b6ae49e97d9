/** A place in a text: 0-based row, and column in UTF-16 code units. */
type Point = { readonly row: number; readonly column: number };

/** One change that makes one text of another, in the terms of tree-sitter. */
export type TextEdit = {
  readonly startIndex: number;
  readonly oldEndIndex: number;
  readonly newEndIndex: number;
  readonly startPosition: Point;
  readonly oldEndPosition: Point;
  readonly newEndPosition: Point;
};

/** Characters that are compared at once: texts that are mostly the same are compared fast. */
const stride = 1024;

/** The change between two texts: what lies between the beginning and the end that they share. */
export function textEdit(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  const startIndex = sharedBeginning(before, after, most);
  const shared = sharedEnd(before, after, most - startIndex);
  const [oldEndIndex, newEndIndex] = [before.length - shared, after.length - shared];
  const startPosition = pointAt(before, startIndex, { row: 0, column: 0 }, 0);
  return {
    startIndex,
    oldEndIndex,
    newEndIndex,
    startPosition,
    oldEndPosition: pointAt(before, oldEndIndex, startPosition, startIndex),
    newEndPosition: pointAt(after, newEndIndex, startPosition, startIndex),
  };
}

function sharedBeginning(before: string, after: string, most: number): number {
  let shared = 0;
  while (
    shared + stride <= most &&
    before.slice(shared, shared + stride) === after.slice(shared, shared + stride)
  )
    shared += stride;
  while (shared < most && before[shared] === after[shared]) shared += 1;
  return shared;
}

function sharedEnd(before: string, after: string, most: number): number {
  const tail = (text: string, shared: number): string =>
    text.slice(text.length - shared - stride, text.length - shared);
  let shared = 0;
  while (shared + stride <= most && tail(before, shared) === tail(after, shared)) shared += stride;
  while (shared < most && before.at(-1 - shared) === after.at(-1 - shared)) shared += 1;
  return shared;
}

/** Goes on from a known place to a later one. */
function pointAt(text: string, index: number, { row, column }: Point, from: number): Point {
  let [rows, lineStart] = [row, from - column];
  for (
    let lineEnd = text.indexOf("\n", from);
    lineEnd !== -1 && lineEnd < index;
    lineEnd = text.indexOf("\n", lineEnd + 1)
  ) {
    rows += 1;
    lineStart = lineEnd + 1;
  }
  return { row: rows, column: index - lineStart };
}
