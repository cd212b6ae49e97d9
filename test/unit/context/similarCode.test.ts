import assert from "node:assert/strict";
import { SimilarCode } from "../../../src/context/similarCode.ts";

/** Code about one subject: every line uses its name. */
function about(subject: string, lines = 12): string {
  return Array.from(
    { length: lines },
    (_, at) => `${subject}.load${subject}Part(${subject}Row${at % 5});`,
  ).join("\n");
}

describe("context/similarCode", () => {
  let index: SimilarCode;
  beforeEach(() => {
    index = new SimilarCode();
  });

  /** Puts a document into the index, and says in how many steps. */
  function put(path: string, text: string, version = 1): number {
    const file = { uri: `file:///project/${path}`, path, languageId: "typescript", text };
    return [...index.put(file, version)].length;
  }
  const found = (code: string): readonly string[] =>
    index.find(code).map(({ file, lines }) => `${file.path}:${lines.first}-${lines.last}`);

  it("finds code that uses the same names", () => {
    put("books.ts", about("book"));
    put("shoes.ts", about("shoe"));
    assert.deepEqual(found(about("book", 6)), ["books.ts:1-12"]);
  });

  it("finds names by the words they are made of", () => {
    put("books.ts", "const openBook = readBook(bookShelf);\nopenBook.bookCover();");
    put("shoes.ts", about("shoe"));
    assert.deepEqual(found("open_book(book_shelf, book_cover);\nread_book();"), ["books.ts:1-2"]);
  });

  it("shows nothing that is too unlike", () => {
    put("shoes.ts", `${about("shoe", 30)}\nbook;`);
    assert.deepEqual(found(about("book", 6)), []);
  });

  it("shows the lines of a long window where the likeness is", () => {
    put("books.ts", `${"nothing();\n".repeat(22)}${about("book", 12)}`);
    const [lines = ""] = found(about("book", 6));
    assert.match(lines, /^books\.ts:(?:19|2[0-3])-/);
  });

  it("shows one of two that are nearly the same", () => {
    put("a.ts", about("book"));
    put("b.ts", about("book"));
    assert.deepEqual(found(about("book", 6)), ["a.ts:1-12"]);
  });

  it("finds what a new version says, and nothing that the old one said", () => {
    put("a.ts", about("book"));
    put("a.ts", about("shoe"), 2);
    assert.deepEqual([found(about("book", 6)), found(about("shoe", 6))], [[], ["a.ts:1-12"]]);
    assert.deepEqual(
      [index.has("file:///project/a.ts", 1), index.has("file:///project/a.ts", 2)],
      [false, true],
    );
  });

  it("finds nothing of what was taken out", () => {
    put("a.ts", about("book", 100));
    assert.equal([...index.remove("file:///project/a.ts")].length, 4);
    assert.deepEqual([found(about("book", 6)), index.uris()], [[], []]);
  });

  it("goes in steps, and counts a document only when all of it is there", () => {
    const uri = "file:///project/a.ts";
    const steps = index.put({ uri, path: "a.ts", languageId: "typescript", text: about("book", 100) }, 1);
    steps.next();
    assert.equal(index.has(uri, 1), false);
    assert.equal(put("a.ts", about("book", 100), 1), 5);
    assert.equal(index.has(uri, 1), true);
  });

  it("gives the same order every time", () => {
    for (const name of ["c", "a", "b"])
      put(`${name}.ts`, `${about("book")}\n${name}${name}();\n${about(name + name, 8)}`);
    const first = found(about("book", 6));
    assert.ok(first.length > 0);
    assert.deepEqual(found(about("book", 6)), first);
  });

  it("finds nothing for code without names", () => {
    put("a.ts", about("book"));
    assert.deepEqual([found(""), found("{ }")], [[], []]);
  });
});
