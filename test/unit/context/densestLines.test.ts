import assert from "node:assert/strict";
import { densestLines } from "../../../src/context/densestLines.ts";

describe("context/densestLines", () => {
  const rows = Array.from({ length: 40 }, (_, at) =>
    at === 30 ? "const wanted = wantedPart(other);" : "nothing();",
  );
  const window = { lines: { first: 101, last: 140 }, text: rows.join("\n") };

  it("keeps the lines that hold the wanted words", () => {
    const { lines, text } = densestLines(window, ["wanted", "part"]);
    assert.deepEqual(lines, { first: 116, last: 131 });
    assert.match(text, /wantedPart/);
    assert.equal(text.split("\n").length, 16);
  });

  it("keeps the first lines when none is better", () => {
    assert.deepEqual(densestLines(window, ["absent"]).lines, { first: 101, last: 116 });
  });

  it("keeps a short window as it is", () => {
    const short = { lines: { first: 1, last: 2 }, text: "a\nb" };
    assert.deepEqual(densestLines(short, ["b"]), short);
  });
});
