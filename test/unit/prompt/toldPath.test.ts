import assert from "node:assert/strict";
import { toldPath } from "../../../src/prompt/toldPath.ts";

describe("prompt/toldPath", () => {
  const told: readonly (readonly [what: string, path: string, told: string])[] = [
    ["a file of the project", "src/shop/price.ts", "src/shop/price.ts"],
    ["one of a package in it", "node_modules/left-pad/index.d.ts", "node_modules/left-pad/index.d.ts"],
    ["one that has no name yet", "Untitled-1", "Untitled-1"],
    ["one of somebody's home", "/home/ada/notes/plan.ts", "plan.ts"],
    ["one of a home on Windows", "C:\\Users\\ada\\plan.ts", "plan.ts"],
    ["one on a share", "\\\\server\\ada\\plan.ts", "plan.ts"],
    ["one of an editor's own package", "/opt/x/node_modules/a/node_modules/b/lib/c.d.ts", "b/lib/c.d.ts"],
    [
      "one of a Python package",
      "/home/ada/.venv/lib/python3.12/site-packages/attr/_make.py",
      "attr/_make.py",
    ],
  ];
  for (const [what, path, expected] of told)
    it(`tells of ${what} nothing about the machine`, () => {
      assert.equal(toldPath(path), expected);
    });
});
