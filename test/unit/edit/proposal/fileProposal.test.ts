import assert from "node:assert/strict";
import {
  makeFileProposal,
  movedLines,
  proposedText,
  rebased,
  textWith,
  withAccepted,
  withRejected,
} from "../../../../src/edit/proposal/fileProposal.ts";
import { textLines } from "../../../../src/base/textLines.ts";
import { createRandom, type Random } from "../../../support/random.ts";

const uri = "file:///project/a.ts";
const before = "one\ntwo\nthree\nfour\nfive\nsix\n";
const after = "one\n2\nthree\nfour\nfour and a half\nfive\n";

const proposal = () => makeFileProposal(uri, before, after);
const ids = (...wanted: readonly number[]): ReadonlySet<number> => new Set(wanted);

describe("edit/proposal/fileProposal", () => {
  it("holds each change by itself, and all of them are the proposed text", () => {
    const file = proposal();
    assert.deepEqual(
      file.hunks.map(({ at }) => at),
      [1, 4, 5],
    );
    assert.equal(proposedText(file), after);
  });

  it("is the file as it was once everything is rejected", () => {
    assert.equal(proposedText(withRejected(proposal(), ids(0, 1, 2))), before);
  });

  it("accepts one change, and the others move with their lines", () => {
    const file = withAccepted(proposal(), ids(1));
    assert.equal(file.text, "one\ntwo\nthree\nfour\nfour and a half\nfive\nsix\n");
    assert.deepEqual(
      file.hunks.map(({ id, at }) => [id, at]),
      [
        [0, 1],
        [2, 6],
      ],
    );
    assert.equal(proposedText(file), after);
  });

  it("makes a new file of nothing, as one change", () => {
    const file = makeFileProposal(uri, undefined, "a\nb");
    assert.equal(file.text, undefined);
    assert.equal(file.hunks.length, 1);
    assert.equal(proposedText(file), "a\nb");
  });

  it("moves along when lines are put in above, and keeps what was typed", () => {
    const file = rebased(proposal(), `zero\n${before}`);
    assert.equal(proposedText(file), `zero\n${after}`);
    assert.deepEqual(file.stale, []);
  });

  it("lets a change fall away whose lines were changed, and says how many", () => {
    const file = rebased(proposal(), before.replace("two", "zwei"));
    assert.equal(file.stale.length, 1);
    assert.equal(proposedText(file), after.replace("2", "zwei"));
  });

  it("does not put lines in where somebody else just did", () => {
    const file = rebased(proposal(), before.replace("five", "mine\nfive"));
    assert.equal(file.stale.length, 1);
    assert.equal(proposedText(file), "one\n2\nthree\nfour\nmine\nfive\n");
  });

  it("keeps line ends of the file, and a missing one at its end", () => {
    const file = makeFileProposal(uri, "a\r\nb", "a\r\nc");
    assert.equal(proposedText(file), "a\r\nc");
    assert.deepEqual(file.hunks[0]?.before, ["b"]);
  });

  it("follows lines through what happens above, in and below them", () => {
    const lines = { at: 1, count: 3 };
    assert.deepEqual(movedLines(lines, before, `zero\n${before}`), { at: 2, count: 3 });
    assert.deepEqual(movedLines(lines, before, before.replace("three", "3\n3.5")), { at: 1, count: 4 });
    assert.deepEqual(movedLines(lines, before, before.replace("six", "6")), lines);
    assert.deepEqual(movedLines(lines, before, before.replace("one\ntwo\n", "1\n")), { at: 0, count: 3 });
    assert.deepEqual(movedLines(lines, before, before.replace("four\nfive\n", "")), { at: 1, count: 2 });
  });
});

type Edited = { readonly text: string; readonly proposed: string };

const word = (random: Random): string => random.pick(["a", "b", "c", "d", "", "  }"]);

/** A text, what a proposal makes of it, and both after somebody typed lines that the proposal does not touch. */
function typedElsewhere(random: Random): { before: Edited; typed: Edited } {
  const rows = Array.from({ length: 3 + random.integer(20) }, (_, index) => `${word(random)} ${index}\n`);
  const pieces = rows.map((row) => {
    const fate = random.integer(10);
    const now = fate === 0 ? "" : fate === 1 ? `new ${row}` : fate === 2 ? `${row}more of ${row}` : row;
    const isTyped = now === row && random.integer(6) === 0;
    return { row, now, typedRow: isTyped ? `typed ${row}` : row, typedNow: isTyped ? `typed ${now}` : now };
  });
  const join = (key: keyof (typeof pieces)[number]): string => pieces.map((piece) => piece[key]).join("");
  return {
    before: { text: join("row"), proposed: join("now") },
    typed: { text: join("typedRow"), proposed: join("typedNow") },
  };
}

describe("edit/proposal/fileProposal, for many texts", () => {
  it("comes to the same text in whatever order its changes are accepted", () => {
    const random = createRandom(3);
    for (let round = 0; round < 300; round += 1) {
      const { before: made } = typedElsewhere(random);
      let file = makeFileProposal(uri, made.text, made.proposed);
      while (file.hunks.length > 0) {
        file = withAccepted(file, ids(random.pick(file.hunks).id));
        assert.equal(proposedText(file), made.proposed);
      }
      assert.equal(file.text, made.proposed);
    }
  });

  it("leaves both what was accepted and what was rejected as they were said to be", () => {
    const random = createRandom(5);
    for (let round = 0; round < 300; round += 1) {
      const { before: made } = typedElsewhere(random);
      const file = makeFileProposal(uri, made.text, made.proposed);
      const kept = ids(...file.hunks.flatMap(({ id }) => (random.integer(2) === 0 ? id : [])));
      const others = ids(...file.hunks.flatMap(({ id }) => (kept.has(id) ? [] : id)));
      const expected = proposedText(withRejected(file, others));
      assert.equal(withAccepted(withRejected(file, others), kept).text, expected);
      assert.equal(withRejected(withAccepted(file, kept), others).text, expected);
    }
  });

  it("never proposes to change a line that is not the one it was made for, whatever is typed", () => {
    const random = createRandom(7);
    for (let round = 0; round < 500; round += 1) {
      const { before: made } = typedElsewhere(random);
      const file = makeFileProposal(uri, made.text, made.proposed);
      const lines = [...textLines(made.text)];
      for (let edits = random.integer(4); edits > 0; edits -= 1)
        lines.splice(random.integer(lines.length + 1), random.integer(3), `${word(random)} typed ${edits}\n`);
      const now = rebased(file, lines.join(""));
      assert.equal(now.hunks.length + now.stale.length, file.hunks.length);
      for (const { at, before: old } of now.hunks)
        assert.deepEqual(textLines(now.text ?? "").slice(at, at + old.length), old);
    }
  });

  it("keeps both what is proposed and what was typed in other lines", () => {
    const random = createRandom(9);
    let kept = 0;
    for (let round = 0; round < 500; round += 1) {
      const { before: made, typed } = typedElsewhere(random);
      const now = rebased(makeFileProposal(uri, made.text, made.proposed), typed.text);
      // Where lines were typed right beside new ones, both cannot be told apart.
      if (now.stale.length > 0) continue;
      kept += 1;
      assert.equal(proposedText(now), typed.proposed);
    }
    assert.ok(kept > 300, `only ${kept} kept everything`);
  });

  it("puts back what it replaced", () => {
    const random = createRandom(13);
    for (let round = 0; round < 200; round += 1) {
      const { before: made } = typedElsewhere(random);
      const { hunks } = makeFileProposal(uri, made.proposed, made.text);
      const edits = hunks.map(({ at, before: old, after: fresh }) => ({
        at,
        count: old.length,
        lines: fresh,
      }));
      assert.equal(textWith(made.proposed, edits), made.text);
    }
  });
});
