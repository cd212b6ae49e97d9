import assert from "node:assert/strict";
import { createTargetPlaces } from "../../../src/vscode/targetPlaces.ts";
import { opened } from "../../support/vscode.ts";

describe("vscode/targetPlaces", () => {
  const { files } = opened;
  beforeEach(() => {
    opened.files = { "/project/package.json": "{}" };
  });
  afterEach(() => {
    opened.files = files;
  });

  it("tell a file, and that nothing stands beside or below it", async () => {
    const places = createTargetPlaces(() => []);
    const at = (path: string): Promise<string> => places.at(`file:///project/${path}`);
    assert.deepEqual(
      [await at("package.json"), await at("other.json"), await at("package.json/scripts")],
      ["file", "nothing", "nothing"],
    );
  });
});
