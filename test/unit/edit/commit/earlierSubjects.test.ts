import assert from "node:assert/strict";
import { earlierSubjects } from "../../../../src/edit/commit/earlierSubjects.ts";

const commit = (message: string, parents = 1) => ({
  message,
  parents: Array.from({ length: parents }, (_, n) => String(n)),
});

describe("edit/commit/earlierSubjects", () => {
  it("takes first lines only, each once, without merges and what git makes up", () => {
    assert.deepEqual(
      earlierSubjects([
        commit("Mend sum\n\nIt was NaN."),
        commit("Whatever it merges", 2),
        commit("Merge branch 'x'"),
        commit("fixup! Mend sum"),
        commit("Mend sum"),
        commit("Add mean"),
      ]),
      ["Mend sum", "Add mean"],
    );
  });

  it("takes ten at most, and of each a hundred characters that can be seen", () => {
    const subjects = earlierSubjects(
      Array.from({ length: 30 }, (_, n) => commit(`${n} \u202E${"a".repeat(200)}`)),
    );
    assert.equal(subjects.length, 10);
    assert.ok(subjects.every((subject) => subject.length === 100 && !subject.includes("\u202E")));
  });
});
