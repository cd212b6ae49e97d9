import assert from "node:assert/strict";
import { charactersOf, survivors } from "../../../src/completion/survivors.ts";
import type { TextChange } from "../../../src/completion/textChange.ts";

/** What of the text between `[` and `]` is left after changes, each character where it stands then. */
function left(text: string, ...changes: readonly TextChange[]): string {
  const start = text.indexOf("[");
  const end = text.indexOf("]") - 1;
  let after = text.replace("[", "").replace("]", "");
  for (const { offset, removed, text: put } of changes.toSorted((one, other) => other.offset - one.offset))
    after = after.slice(0, offset) + put + after.slice(offset + removed);
  const stretches = survivors([{ start, end }], changes);
  return stretches.map((stretch) => after.slice(stretch.start, stretch.end)).join("|");
}

function change(offset: number, removed: number, text: string): TextChange {
  return { offset, removed, text };
}

describe("completion/survivors", () => {
  it("follows a stretch through what is changed before it and behind it", () => {
    assert.equal(left("ab[cdef]gh", change(0, 1, "long")), "cdef");
    assert.equal(left("ab[cdef]gh", change(7, 1, "")), "cdef");
    assert.equal(left("ab[cdef]gh", change(2, 0, "x"), change(6, 0, "y")), "cdef");
  });

  it("loses what is taken away, at its edges and within", () => {
    assert.equal(left("ab[cdef]gh", change(1, 2, "")), "def");
    assert.equal(left("ab[cdef]gh", change(5, 3, "")), "cde");
    assert.equal(left("ab[cdef]gh", change(3, 2, "xyz")), "c|f");
    assert.equal(left("ab[cdef]gh", change(0, 8, "cdef")), "");
  });

  it("takes nothing for its own that is written into it", () => {
    assert.equal(left("ab[cdef]gh", change(4, 0, "xyz")), "cd|ef");
  });

  it("takes changes that were made at once in any order", () => {
    const changes = [change(2, 1, ""), change(5, 1, "xx"), change(0, 0, "yy")];
    assert.equal(left("ab[cdef]gh", ...changes), "de");
    assert.equal(left("ab[cdef]gh", ...changes.toReversed()), "de");
  });

  it("counts what is left", () => {
    assert.equal(
      charactersOf([
        { start: 2, end: 5 },
        { start: 9, end: 10 },
      ]),
      4,
    );
    assert.equal(charactersOf([]), 0);
  });
});
