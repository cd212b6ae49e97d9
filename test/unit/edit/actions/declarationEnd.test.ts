import assert from "node:assert/strict";
import { declarationEnd } from "../../../../src/edit/actions/declarationEnd.ts";

/** The lines that declare the symbol which is all of these but the last ones, `after`. */
function declared(symbol: readonly string[], after: readonly string[] = []): readonly string[] {
  const lines = [...symbol, ...after];
  const last = declarationEnd((line) => lines[line] ?? "", { first: 0, last: symbol.length - 1 });
  return lines.slice(0, last + 1);
}

describe("edit/actions/declarationEnd", () => {
  it("goes down to the line where what is declared begins", () => {
    const head = ["function sum(", "  numbers: number[],", "): number {"];
    assert.deepEqual(declared([...head, "  return 0;", "}"]), head);
    assert.deepEqual(declared(["class Cart", "{", "  int total;", "}"]), ["class Cart", "{"]);
    assert.deepEqual(declared(["def total(items):", "    return sum(items)"]), ["def total(items):"]);
  });

  it("leaves out what follows a symbol without a sign at the end of its lines", () => {
    assert.deepEqual(declared(["const most = 5"], ["const least = 1", "run(() => {"]), ["const most = 5"]);
  });

  it("is one line where no line of the symbol tells", () => {
    const method = ["def total(items)", "  items.sum", "end"];
    assert.deepEqual(declared(method, ["", "def each", "  items.each do"]), ["def total(items)"]);
  });

  it("is one line where the end is farther than a person would look", () => {
    const long = ["function sum(", ...Array.from({ length: 30 }, (_, at) => `  n${at}: number,`), ") {", "}"];
    assert.deepEqual(declared(long), ["function sum("]);
  });
});
