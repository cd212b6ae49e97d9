import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { createWorkspaceFiles } from "../../../src/context/codeIndex/workspaceFiles.ts";
import { createCodeIndexFiles } from "../../../src/vscode/codeIndexFiles.ts";
import { searchExcludes } from "../../../src/vscode/settingsSource.ts";
import { opened, searches, Uri } from "../../support/vscode.ts";

describe("vscode/codeIndexFiles", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drawbridge-files-"));
    opened.folders = [Uri.file(folder).toString()];
    searches.asked = [];
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    opened.folders = [];
    opened.settings = {};
    searches.found = () => [];
  });

  const judgeQuietly = (uri: string): Promise<PathVerdict> =>
    Promise.resolve(
      uri.includes("/private/")
        ? { kind: "never", rule: "private/", from: "your settings" }
        : { kind: "allowed" },
    );
  const parts = { guard: { judgeQuietly }, clock: () => 0, yieldNow: () => Promise.resolve() };
  const open = () => createWorkspaceFiles(createCodeIndexFiles(searchExcludes), parts);
  const at = (path: string): Uri => Uri.file(join(folder, path));
  function write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    searches.found = () => Object.keys(files).map(at);
  }
  const listed = async (only?: readonly string[]): Promise<readonly string[]> =>
    (await open().list(only)).map((uri) => uri.slice(Uri.file(folder).toString().length + 1));

  it("lists what the editor finds, without what its search leaves out", async () => {
    opened.settings = {
      user: { "search.exclude": { "**/node_modules": true, "**/kept": false, "**/*.min.js": true } },
    };
    write({ "a.ts": "", "b/c.ts": "" });
    assert.deepEqual(await listed(), ["a.ts", "b/c.ts"]);
    assert.deepEqual(searches.asked, [["**/*", "{**/node_modules,**/*.min.js}"]]);
  });

  it("never reads the .gitignore of an excluded folder", async () => {
    write({ ".gitignore": "*.log", "private/.gitignore": "*", "a.ts": "" });
    const editor = createCodeIndexFiles(searchExcludes);
    const read: string[] = [];
    const watched: typeof editor = {
      ...editor,
      read: (uri, limitBytes) => {
        read.push(uri);
        return editor.read(uri, limitBytes);
      },
    };
    await createWorkspaceFiles(watched, parts).list();
    assert.deepEqual(read, [at(".gitignore").toString()]);
  });

  it("leaves out what git ignores, by every .gitignore and where it stands", async () => {
    write({
      ".gitignore": "dist/\n*.log\n",
      "deep/.gitignore": "/own.ts\n!kept.log\n",
      ...{
        "dist/a.ts": "",
        "b.log": "",
        "own.ts": "",
        "deep/own.ts": "",
        "deep/kept.log": "",
        "deep/c.ts": "",
      },
    });
    assert.deepEqual(await listed(), [
      ".gitignore",
      "deep/.gitignore",
      "deep/c.ts",
      "deep/kept.log",
      "own.ts",
    ]);
  });

  it("looks only for those of some files that git does not ignore, whatever their names hold", async () => {
    write({ ".gitignore": "dist/\n", "app/[id].tsx": "" });
    const files = open();
    await files.list();
    searches.asked = [];
    assert.deepEqual(await files.list([at("dist/a.ts").toString()]), []);
    assert.deepEqual(searches.asked, []);
    await files.list([at("app/[id].tsx").toString(), at("a,b.ts").toString()]);
    assert.deepEqual(searches.asked[0]?.[0], "{app/[[]id[]].tsx,a[,]b.ts}");
  });

  it("reads a file up to a limit, and nothing that is none", async () => {
    write({ "a.ts": "text" });
    const files = open();
    assert.deepEqual(await files.read(at("a.ts").toString(), 4), Buffer.from("text"));
    assert.equal(await files.read(at("a.ts").toString(), 3), undefined);
    assert.equal(await files.read(at("none.ts").toString(), 9), undefined);
    assert.equal(await files.read(Uri.file(folder).toString(), 9999), undefined);
  });

  it("tells files from folders, and both from nothing", async () => {
    write({ "a/b.ts": "text" });
    const files = open();
    assert.equal((await files.stat(at("a").toString()))?.kind, "folder");
    assert.deepEqual(
      { ...(await files.stat(at("a/b.ts").toString())), modifiedMs: 0 },
      { kind: "file", sizeBytes: 4, modifiedMs: 0 },
    );
    assert.equal(await files.stat(at("c").toString()), undefined);
  });

  it("does the same in a file system of the editor's", async () => {
    opened.folders = ["vscode-vfs://host/project"];
    opened.files = { "/project/a.ts": "text" };
    const files = open();
    const uri = "vscode-vfs://host/project/a.ts";
    assert.deepEqual(await files.read(uri, 4), Buffer.from("text"));
    assert.equal(await files.read(uri, 3), undefined);
    assert.equal((await files.stat(uri))?.sizeBytes, 4);
    assert.equal(await files.stat("vscode-vfs://host/project/none.ts"), undefined);
    assert.ok(files.isInWorkspace(uri) && !files.isInWorkspace("file:///project/a.ts"));
    opened.files = {};
  });
});
