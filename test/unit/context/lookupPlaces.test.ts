import assert from "node:assert/strict";
import { lookupPlaces } from "../../../src/context/lookupPlaces.ts";
import { snapshot } from "../../support/samples.ts";

const names = (code: string): readonly string[] => lookupPlaces(snapshot(code)).map(({ name }) => name);
const lines = (count: number, of = "step();"): string => `${of}\n`.repeat(count);

describe("context/lookupPlaces", () => {
  it("takes the names of the position's own line first, the nearest before the others", () => {
    assert.deepEqual(names("const other = 1;\nfirst.second(third, █"), ["third", "second", "first", "other"]);
  });

  it("does not take the name that is being typed", () => {
    assert.deepEqual(names("first.seco█"), ["first"]);
  });

  it("takes what is imported under a name that begins as the one that is being typed", () => {
    const code = `import { readAll, writeAll } from "./all.ts";\n${lines(3)}wri█`;
    assert.deepEqual(names(code), ["writeAll", "readAll"]);
  });

  it("asks of its own line for both, of variables for their types, of imports for definitions", () => {
    const code = 'import { readAll } from "./all.ts";\nfunction a(shelf: Shelf) {\n  book.open(█';
    assert.deepEqual(
      lookupPlaces(snapshot(code)).map(({ name, asks }) => `${name} ${asks}`),
      ["open both", "book both", "Shelf type", "shelf type", "readAll definition"],
    );
  });

  it("takes the heads of what encloses the position, however far above they are", () => {
    const code = `class Shelf extends Rack {\n  put(book: Book) {\n${lines(20, "    step();")}    █`;
    assert.deepEqual(names(code), ["book", "Book", "Shelf", "Rack"]);
  });

  it("takes variables further up in the same block, and none of other blocks", () => {
    const code = `function a() {\n  const theirs = 1;\n}\nfunction b() {\n  const mine = 1;\n${lines(9, "  step();")}  █`;
    assert.deepEqual(names(code), ["mine"]);
  });

  it("takes imports that are not in use yet, those like the code near first", () => {
    const code = `import { alpha, readBook, used } from "./all.ts";\nused();\n${lines(4)}const book = █`;
    assert.deepEqual(names(code), ["book", "readBook", "alpha", "used"]);
  });

  it("follows imports over several lines", () => {
    const code = `import {\n  alpha,\n  beta,\n} from "./all.ts";\nfrom gamma import delta\n#include <eta.h>\n█`;
    assert.deepEqual([...names(code)].sort(), ["alpha", "beta", "delta", "eta", "gamma", "h"]);
  });

  it("points at the name in the document", () => {
    const code = "// 🦆\nlet book: Book;\n█";
    const [first] = lookupPlaces(snapshot(code));
    assert.equal(code.slice(first?.offset, (first?.offset ?? 0) + 4), first?.name);
    assert.equal(first?.line, "let book: Book;");
  });

  it("takes only what stands before the position", () => {
    assert.deepEqual(names("█\nlet book: Book;"), []);
  });

  it("takes forty at most", () => {
    const many = Array.from({ length: 90 }, (_, at) => `name${at}`).join(", ");
    assert.equal(names(`use(${many}, █`).length, 40);
  });
});
