import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { listWorkspace } from "../../../src/chat/listWorkspace.ts";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { createCodeIndexFiles } from "../../../src/vscode/codeIndexFiles.ts";
import { createWorkspaceFiles } from "../../../src/vscode/workspaceFiles.ts";
import { opened, searches, Uri } from "../../support/vscode.ts";

describe("vscode/workspaceFiles", () => {
  let folder: string;
  const judged: string[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drawbridge-listing-"));
    opened.folders = [Uri.file(folder).toString()];
    judged.length = 0;
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    opened.folders = [];
    searches.found = () => [];
  });

  const judgeQuietly = (uri: string): Promise<PathVerdict> => {
    judged.push(uri);
    return Promise.resolve(
      uri.includes("/private/")
        ? { kind: "never", rule: "private/", from: "your settings" }
        : { kind: "allowed" },
    );
  };
  const at = (path: string): Uri => Uri.file(join(folder, path));
  const listing = createWorkspaceFiles;
  const open = () => listing({ searchExcludes: () => ["**/left"], guard: { judgeQuietly } })();
  function write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    searches.found = () => Object.keys(files).map(at);
  }

  it("lists what the editor's search finds, without what git ignores there and further down", async () => {
    write({
      ".gitignore": "dist/\n",
      "a/.gitignore": "own.ts\n",
      ...{ "dist/b.js": "", "a/own.ts": "", "a/c.ts": "", "own.ts": "" },
    });
    searches.asked = [];
    const { files, isCut } = await open();
    assert.deepEqual(
      files.map(({ uri }) => uri.path.slice(folder.length + 1)),
      [".gitignore", "a/.gitignore", "a/c.ts", "own.ts"],
    );
    assert.deepEqual([isCut, searches.asked], [false, [["**/*", "**/left"]]]);
  });

  it("asks the guard before it reads a .gitignore, and obeys none that may not be read", async () => {
    write({ "private/.gitignore": "*", "private/a.ts": "" });
    assert.equal((await open()).files.length, 2);
    assert.deepEqual(judged, [at("private/.gitignore").toString()]);
  });

  it("says when there are more files than are listed", async () => {
    write({ "a.ts": "", "b.ts": "" });
    const editor = createCodeIndexFiles(() => []);
    const parts = { guard: { judgeQuietly }, clock: () => 0, yieldNow: () => Promise.resolve() };
    const isCut = async (mostListed: number): Promise<boolean> =>
      (await listWorkspace(editor, { ...parts, mostListed })()).isCut;
    assert.deepEqual([await isCut(2), await isCut(3)], [true, false]);
  });

  it("lists once for all letters of a mention", async () => {
    write({ "a.ts": "" });
    searches.asked = [];
    const list = listing({ searchExcludes: () => [], guard: { judgeQuietly } });
    assert.equal(await list(), await list());
    assert.equal(searches.asked.length, 1);
  });
});
