import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PathGuard } from "../../../src/context/pathGuard.ts";
import { realPath } from "../../../src/vscode/realPath.ts";

describe("vscode/realPath", () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "drawbridge-real-")));
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, ".env"), "KEY=1");
    writeFileSync(join(folder, "src", "a.ts"), "");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("follows links, of files and of folders", async () => {
    symlinkSync(join(folder, ".env"), join(folder, "notes.txt"));
    symlinkSync(join(folder, "src"), join(folder, "linked"));
    assert.equal(await realPath(join(folder, "notes.txt")), join(folder, ".env"));
    assert.equal(await realPath(join(folder, "linked", "a.ts")), join(folder, "src", "a.ts"));
  });

  it("says where something would be that is not there yet, through a linked folder too", async () => {
    symlinkSync(join(folder, "src"), join(folder, "linked"));
    assert.equal(await realPath(join(folder, "linked", "new", "b.ts")), join(folder, "src", "new", "b.ts"));
  });

  it("does not say where a link leads that leads nowhere, or in a circle", async () => {
    symlinkSync(join(folder, "gone"), join(folder, "dangling"));
    symlinkSync(join(folder, "circle"), join(folder, "circle"));
    for (const name of ["dangling", "circle", "dangling/b.ts"])
      await assert.rejects(realPath(join(folder, name)));
  });

  it("keeps a file of secrets out that a project shows under an innocent name", async () => {
    symlinkSync(join(folder, ".env"), join(folder, "src", "notes.ts"));
    symlinkSync(join(folder, "gone"), join(folder, "src", "dangling.ts"));
    const url = (path: string): string => pathToFileURL(path).href;
    const guard = new PathGuard({
      rules: () => ({ never: [], deviceOnly: [] }),
      folders: () => [url(folder)],
      foldsCase: false,
      files: {
        realUri: async (uri) => url(await realPath(new URL(uri).pathname)),
        read: () => Promise.resolve({ kind: "missing" }),
      },
    });
    const kinds = ["a.ts", "notes.ts", "dangling.ts", "unsaved.ts"].map(
      async (name) => (await guard.judge(url(join(folder, "src", name)))).kind,
    );
    assert.deepEqual(await Promise.all(kinds), ["allowed", "never", "never", "allowed"]);
  });
});
