import assert from "node:assert/strict";
import { createSwitches, type Off, type SwitchParts } from "../../../src/completion/switches.ts";
import type { PathRuleList } from "../../../src/settings/pathRules.ts";

const folder = "file:///shop";

function off(
  uri: string,
  rules: readonly string[],
  changes: Partial<SwitchParts> & { readonly of?: string } = {},
): Off | undefined {
  const list: PathRuleList = {
    from: "your settings",
    rules,
    ...(changes.of !== undefined && { folder: changes.of }),
  };
  const lists = [list];
  const switches = createSwitches({
    isOn: () => true,
    exclude: () => lists,
    folders: () => [folder, "file:///lab"],
    foldsCase: false,
    ...changes,
  });
  return switches({ uri, languageId: "typescript" });
}

describe("completion/switches", () => {
  it("says that it is off for a language, without a pattern", () => {
    const isOn = ({ languageId }: { readonly languageId: string }): boolean => languageId !== "typescript";
    assert.deepEqual(off("file:///shop/a.ts", [], { isOn }), { kind: "off", languageId: "typescript" });
    assert.equal(off("file:///shop/a.ts", []), undefined);
  });

  it("names the pattern that is about the file below its folder", () => {
    const by = (pattern: string): Off => ({ kind: "off", languageId: "typescript", pattern });
    assert.deepEqual(off("file:///shop/src/a.md", ["*.md"]), by("*.md"));
    assert.deepEqual(off("file:///shop/fixtures/a.ts", ["*.md", "/fixtures/"]), by("/fixtures/"));
    assert.equal(off("file:///shop/src/fixtures/a.ts", ["/fixtures/"]), undefined);
    assert.equal(off("file:///shop/docs/keep.md", ["*.md", "!keep.md"]), undefined);
  });

  it("takes a cell of a notebook for its notebook, and an unsaved file for what it will be", () => {
    assert.equal(off("vscode-notebook-cell:///shop/a.ipynb#W0", ["*.ipynb"])?.pattern, "*.ipynb");
    assert.equal(off("untitled:/shop/new.md", ["/new.md"])?.pattern, "/new.md");
    assert.equal(off("untitled:Untitled-1", ["Untitled-*"])?.pattern, "Untitled-*");
  });

  it("matches the whole path of a file that is in no folder", () => {
    assert.equal(off("file:///home/me/notes/a.txt", ["/home/me/notes/"])?.pattern, "/home/me/notes/");
    assert.equal(off("file:///shop/home/me/a.txt", ["/home/"])?.pattern, "/home/");
  });

  it("hears a folder's own list for its own files only", () => {
    assert.equal(off("file:///lab/a.ts", ["*"], { of: "file:///lab" })?.pattern, "*");
    assert.equal(off("file:///shop/a.ts", ["*"], { of: "file:///lab" }), undefined);
    assert.equal(off("file:///elsewhere/a.ts", ["*"], { of: "file:///lab" }), undefined);
  });

  it("tells `A` from `a` only where the file system does", () => {
    assert.equal(off("file:///shop/README.MD", ["*.md"]), undefined);
    assert.equal(off("file:///shop/README.MD", ["*.md"], { foldsCase: true })?.pattern, "*.md");
  });

  it("follows the settings as they change", () => {
    let lists: readonly PathRuleList[] = [];
    const switches = createSwitches({
      isOn: () => true,
      exclude: () => lists,
      folders: () => [folder],
      foldsCase: false,
    });
    const here = { uri: "file:///shop/a.md", languageId: "markdown" };
    assert.equal(switches(here), undefined);
    lists = [{ from: "your settings", rules: ["*.md"] }];
    assert.equal(switches(here)?.pattern, "*.md");
  });
});
