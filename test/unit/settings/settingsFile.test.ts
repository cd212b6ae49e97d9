import assert from "node:assert/strict";
import { settingsIn, type SettingsFileKind } from "../../../src/settings/settingsFile.ts";

describe("settings/settingsFile", () => {
  function check(name: string, kind: SettingsFileKind, text: string, expected: readonly unknown[]): void {
    it(`finds the settings of ${name}`, () => {
      assert.deepEqual(settingsIn(kind, text), expected);
    });
  }

  check("a folder, which are the file", "folder", '{ "a": 1 }', [{ a: 1 }]);
  check("a workspace file", "workspace", '{ "folders": [], "settings": { "a": 1 } }', [{ a: 1 }]);
  check(
    "a container, also where they once stood",
    "container",
    '{ "customizations": { "vscode": { "settings": { "a": 1 } } }, "settings": { "b": 2 } }',
    [{ a: 1 }, { b: 2 }],
  );
  check("a file with comments and commas too many", "folder", '{ // one\n "a": 1, /* two */ }', [{ a: 1 }]);
  check("a file that breaks off, as far as it goes", "folder", '{ "a": 1, "b": { "c": [2, ', [
    { a: 1, b: { c: [2] } },
  ]);
  check("a file with nonsense in it, beside the nonsense", "folder", '{ "a" 1, ?? "b": 2 }', [{ b: 2 }]);

  it("finds none where there are none", () => {
    for (const text of ["", "null", "[]", "5", '"settings"', "\u0000", '{ "customizations": [null] }'])
      for (const kind of ["workspace", "container"] as const)
        assert.deepEqual(
          settingsIn(kind, text).filter((settings) => settings !== undefined),
          [],
        );
  });

  it("finds none in what is nested deeper than anybody reads, and survives it", () => {
    for (const open of ["[", '{"a":'])
      assert.deepEqual(settingsIn("folder", open.repeat(60_000)), [undefined]);
  });

  it("lets a file change nothing but itself", () => {
    settingsIn("folder", '{ "__proto__": { "a": 1 }, "constructor": { "prototype": { "a": 1 } } }');
    assert.equal(Object.hasOwn(Object.prototype, "a"), false);
  });
});
