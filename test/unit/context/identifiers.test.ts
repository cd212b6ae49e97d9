import assert from "node:assert/strict";
import { identifiers } from "../../../src/context/identifiers.ts";

const names = (code: string): readonly string[] => identifiers(code).map(({ name }) => name);

describe("context/identifiers", () => {
  it("finds names in their order, and where they begin", () => {
    assert.deepEqual(identifiers("total += price"), [
      { name: "total", offset: 0 },
      { name: "price", offset: 9 },
    ]);
  });

  it("leaves out the words of the language", () => {
    assert.deepEqual(names("export async function load(): Promise<void> {}"), ["load", "Promise"]);
  });

  it("leaves out what stands in quotation marks", () => {
    assert.deepEqual(names(`find("a word", 'it\\'s one') + more`), ["find", "more"]);
  });

  it("leaves out comments of several languages", () => {
    assert.deepEqual(
      names("// a word\nfirst // another\n/** one more\n * and more */\nsecond\n# python says\nthird"),
      ["first", "second", "third"],
    );
  });

  it("takes the name of a private member for one", () => {
    assert.deepEqual(names("this.#count"), ["count"]);
  });

  it("knows names in any script, also beside a surrogate pair", () => {
    assert.deepEqual(identifiers("/* 🦆 */ größe = 数"), []);
    assert.deepEqual(identifiers("🦆 größe = 数"), [
      { name: "größe", offset: 3 },
      { name: "数", offset: 11 },
    ]);
  });
});
