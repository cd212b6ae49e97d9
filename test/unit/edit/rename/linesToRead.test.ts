import assert from "node:assert/strict";
import { linesToRead } from "../../../../src/edit/rename/linesToRead.ts";

const own = "file:///project/a.ts";
const use = (line: number, uri = own) => ({ uri, line });

describe("edit/rename/linesToRead", () => {
  it("reads the definition as a whole while it is short", () => {
    const { definition } = linesToRead({
      definition: use(10),
      around: { first: 10, last: 20 },
      uses: [],
    });
    assert.deepEqual(definition, { uri: own, lines: { first: 11, last: 21 } });
  });

  it("reads of a long one the lines around the name", () => {
    const around = { first: 0, last: 500 };
    assert.deepEqual(linesToRead({ definition: use(100), around, uses: [] }).definition.lines, {
      first: 93,
      last: 132,
    });
  });

  it("reads a few lines where nobody tells what is around the name", () => {
    assert.deepEqual(linesToRead({ definition: use(2), uses: [] }).definition.lines, { first: 1, last: 11 });
  });

  it("reads uses in other files first, two of each, and none twice", () => {
    const other = "file:///project/b.ts";
    const uses = [
      use(10),
      use(12),
      use(40),
      use(41),
      use(3, other),
      use(4, other),
      use(20, other),
      use(30, other),
    ];
    const read = linesToRead({ definition: use(10), around: { first: 10, last: 14 }, uses });
    assert.deepEqual(
      read.uses.map(({ uri, lines }) => [uri, lines.first, lines.last]),
      [
        [other, 3, 5],
        [other, 20, 22],
        [own, 40, 42],
      ],
    );
  });

  it("reads six uses at most", () => {
    const uses = Array.from({ length: 50 }, (_, at) => use(100 + at * 10));
    assert.equal(linesToRead({ definition: use(10), uses }).uses.length, 6);
  });
});
