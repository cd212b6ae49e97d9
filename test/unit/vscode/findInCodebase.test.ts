import assert from "node:assert/strict";
import type { FoundCode } from "../../../src/context/codeIndex/findCode.ts";
import { findInCodebase } from "../../../src/vscode/findInCodebase.ts";
import { attachment } from "../../support/samples.ts";
import { workspace } from "../../support/vscode.ts";

const { signal } = new AbortController();

describe("vscode/findInCodebase", () => {
  afterEach(() => {
    workspace.isTrusted = true;
  });

  const code: FoundCode = { ...attachment("a.ts", "const a = 1;"), score: 3 };
  const index = (found: readonly FoundCode[], kind: "ready" | "paused" | "building" = "ready") => ({
    load: () =>
      Promise.resolve({
        index: { search: () => Promise.resolve(found), state: () => ({ kind }) },
      }),
  });
  const find = (codeIndex: Parameters<typeof findInCodebase>[0]) =>
    findInCodebase(codeIndex)("Where?", { mostTokens: 100, signal, enough: signal });

  it("finds code as text of its files", async () => {
    assert.deepEqual(await find(index([code])), { attachments: [attachment("a.ts", "const a = 1;")] });
  });

  it("says with what it found that the index may not hold all code", async () => {
    const said = await Promise.all([find(index([code], "paused")), find(index([code], "building"))]);
    assert.deepEqual(
      said.map(({ attachments, leftOut }) => [attachments.length, leftOut]),
      [
        [1, "The code index is paused. Newer code may be missing."],
        [1, "The code index is still being built. Some code may be missing."],
      ],
    );
  });

  function checkNothing(
    name: string,
    codeIndex: Parameters<typeof findInCodebase>[0],
    sentence: RegExp,
  ): void {
    it(`says why there is nothing ${name}`, async () => {
      const { attachments, leftOut = "" } = await find(codeIndex);
      assert.deepEqual(attachments, []);
      assert.match(leftOut, sentence);
    });
  }

  checkNothing("where nothing fits", index([]), /^Nothing in the code fits/);
  checkNothing("while the index is paused", index([], "paused"), /^The code index is paused/);
  checkNothing("where no folder is open", { load: () => Promise.resolve(undefined) }, /^No folder is open/);

  it("loads no index in a workspace that is not trusted", async () => {
    workspace.isTrusted = false;
    const { leftOut } = await find({ load: () => assert.fail("it was loaded") });
    assert.equal(leftOut, "Drawbridge does not index a workspace that you do not trust.");
  });
});
