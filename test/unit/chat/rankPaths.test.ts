import assert from "node:assert/strict";
import { rankPaths } from "../../../src/chat/rankPaths.ts";

describe("chat/rankPaths", () => {
  const paths = ["src/sum.ts", "test/sum.test.ts", "src/summary/index.ts", "docs/assume.md", "README.md"].map(
    (path) => ({ path }),
  );
  const ranked = (query: string, most = 10): readonly string[] =>
    rankPaths(query, paths, most).map(({ path }) => path);

  it("has those first whose name begins with the word, then whose name holds it, then whose folder does", () => {
    assert.deepEqual(ranked("sum"), [
      "src/sum.ts",
      "test/sum.test.ts",
      "docs/assume.md",
      "src/summary/index.ts",
    ]);
  });

  it("wants every word, in any case and order", () => {
    assert.deepEqual(ranked("TEST sum"), ["test/sum.test.ts"]);
    assert.deepEqual(ranked("sum nothing"), []);
  });

  it("has the shortest first where nothing is wanted, and no more than are wanted", () => {
    assert.deepEqual(ranked("", 2), ["README.md", "src/sum.ts"]);
  });
});
