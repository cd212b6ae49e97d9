import assert from "node:assert/strict";
import { editsFor, withChange, type LineChange, type RecentEdit } from "../../../src/context/recentEdits.ts";

const change = (first: number, last: number, becameLines: number, uri = "a"): LineChange => ({
  ...{ uri, becameLines },
  lines: { first, last },
});
const after = (...changes: readonly LineChange[]): readonly RecentEdit[] =>
  changes.reduce<readonly RecentEdit[]>((edits, each, at) => withChange(edits, each, at), []);
const linesOf = (edits: readonly RecentEdit[]): readonly string[] =>
  edits.map(({ uri, lines }) => `${uri}:${lines.first}-${lines.last}`);
const nowhere = (): boolean => false;

describe("context/recentEdits", () => {
  it("remembers the lines that were written, the newest first", () => {
    assert.deepEqual(linesOf(after(change(5, 5, 3), change(40, 40, 1))), ["a:40-40", "a:5-7"]);
  });

  it("takes what is typed character by character for one edit", () => {
    assert.deepEqual(linesOf(after(change(5, 5, 1), change(5, 5, 2), change(6, 6, 1))), ["a:5-6"]);
  });

  it("takes changes two lines apart for one edit, and those further apart for two", () => {
    assert.deepEqual(linesOf(after(change(5, 5, 1), change(7, 7, 1))), ["a:5-7"]);
    assert.equal(after(change(5, 5, 1), change(8, 8, 1)).length, 2);
  });

  it("follows lines that move because something above them changes", () => {
    assert.deepEqual(linesOf(after(change(50, 50, 2), change(10, 10, 4))), ["a:10-13", "a:53-54"]);
    assert.deepEqual(linesOf(after(change(50, 50, 2), change(10, 19, 1))), ["a:10-10", "a:41-42"]);
  });

  it("leaves lines where they are when something below them changes", () => {
    assert.deepEqual(linesOf(after(change(10, 10, 2), change(50, 55, 1))), ["a:50-50", "a:10-11"]);
  });

  it("keeps documents apart", () => {
    assert.deepEqual(linesOf(after(change(10, 10, 1), change(5, 5, 9, "b"))), ["b:5-13", "a:10-10"]);
  });

  it("keeps a line of what was deleted", () => {
    assert.deepEqual(linesOf(after(change(10, 20, 1))), ["a:10-10"]);
  });

  it("shows what settled half a second ago, and forgets it after ten minutes", () => {
    const edits = after(change(1, 1, 1));
    assert.equal(editsFor(edits, 499, nowhere).length, 0);
    assert.equal(editsFor(edits, 500, nowhere).length, 1);
    assert.equal(editsFor(edits, 600_000, nowhere).length, 1);
    assert.equal(editsFor(edits, 600_001, nowhere).length, 0);
  });

  it("shows six at most, and the newest", () => {
    const edits = after(...Array.from({ length: 30 }, (_, at) => change(1 + at * 10, 1 + at * 10, 1)));
    assert.deepEqual(
      linesOf(editsFor(edits, 1000, nowhere)),
      [291, 281, 271, 261, 251, 241].map((line) => `a:${line}-${line}`),
    );
  });

  it("leaves out what is shown anyway", () => {
    const edits = after(change(1, 1, 1), change(1, 1, 1, "b"));
    assert.deepEqual(linesOf(editsFor(edits, 1000, ({ uri }) => uri === "a")), ["b:1-1"]);
  });
});
