import assert from "node:assert/strict";
import { handedUris } from "../../../src/vscode/handedUris.ts";
import { opened } from "../../support/vscode.ts";

describe("vscode/handedUris", () => {
  const { folders } = opened;
  afterEach(() => {
    opened.folders = folders;
  });
  const taken = (...texts: readonly string[]): readonly string[] =>
    handedUris(texts).uris.map((uri) => uri.toString());

  it("takes the files of this computer, and nothing that is no code", () => {
    assert.deepEqual(taken("file:///project/a.ts", "https://example.com/a.ts", "a.ts"), [
      "file:///project/a.ts",
    ]);
  });

  it("tells what it did not take", () => {
    const { outOfReach } = handedUris([
      ...["a.ts", "file:///project/a.ts", "file://server/share/far.ts"],
      "vscode-notebook://elsewhere/a/folder/",
    ]);
    assert.deepEqual(outOfReach, ["a.ts", "far.ts", "folder"]);
  });

  it("takes no file of another computer, however its address is written", () => {
    assert.deepEqual(taken("file://server/share/a.ts", "file:///\\server\\share\\a.ts"), []);
  });

  it("takes those of a folder that is open all the same", () => {
    opened.folders = ["file://server/share"];
    assert.deepEqual(taken("file://server/share/a.ts", "file://other/share/a.ts"), [
      "file://server/share/a.ts",
    ]);
  });
});
