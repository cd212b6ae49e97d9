import assert from "node:assert/strict";
import { fenceLanguage } from "../../../src/terms/fenceLanguage.ts";

const known = ["typescript", "shellscript", "python", "sql"];

describe("terms/fenceLanguage", () => {
  for (const [name, id] of [
    ["ts", "typescript"],
    ["bash", "shellscript"],
    ["py", "python"],
    ["sql", "sql"],
    ["rs", undefined],
    ["", undefined],
    ["constructor", undefined],
  ] as const)
    it(`takes ${JSON.stringify(name)} for ${id ?? "no language of the editor's"}`, () => {
      assert.equal(fenceLanguage(name, known), id);
    });
});
