import assert from "node:assert/strict";
import { whyProtected } from "../../../../src/edit/proposal/protectedFiles.ts";

const links: Readonly<Record<string, string>> = {
  "file:///project/notes.txt": "file:///project/.vscode/settings.json",
  "file:///project/away.ts": "file:///home/me/away.ts",
  "file:///project/.vscode/linked.json": "file:///project/data/linked.json",
  "file:///short": "file:///real/long",
};

const places = {
  folders: () => ["file:///project", "file:///short"],
  realUri: (uri: string) =>
    uri.includes("lost") ? Promise.reject(new Error("lost")) : Promise.resolve(links[uri] ?? uri),
};

function check(path: string, because: RegExp | undefined): void {
  const uri = path.includes(":") ? path : `file:///project/${path}`;
  it(`${because === undefined ? "leaves alone" : "protects"} ${path}`, async () => {
    const found = await whyProtected(uri, places);
    if (because === undefined) assert.equal(found, undefined);
    else assert.match(found ?? "", because);
  });
}

describe("edit/proposal/protectedFiles", () => {
  for (const path of [
    ".vscode/settings.json",
    ".vscode/tasks.json",
    ".vscode/launch.json",
    "packages/web/.vscode/settings.json",
    ".VSCODE/Settings.json",
    "shop.code-workspace",
    ".devcontainer/devcontainer.json",
    ".devcontainer.json",
  ])
    check(path, /steers the editor/);
  for (const path of [
    ".git/config",
    ".git/hooks/pre-commit",
    "vendor/.git",
    ".husky/pre-commit",
    ".gitmodules",
  ])
    check(path, /by git/);
  for (const path of [".github/workflows/ci.yml", ".gitlab-ci.yml"]) check(path, /build server/);
  for (const path of [
    ".drawbridge/policy.json",
    ".drawbridge/rules/a.md",
    ".drawbridgeignore",
    ".cursorignore",
  ])
    check(path, /what may leave/);
  for (const path of ["AGENTS.md", "docs/agents.md", "CLAUDE.md", ".github/copilot-instructions.md"])
    check(path, /tells assistants/);
  for (const path of [
    ".bashrc",
    "dotfiles/.zshrc",
    ".config/fish/config.fish",
    "Microsoft.PowerShell_profile.ps1",
  ])
    check(path, /by a shell/);
  for (const path of [
    "src/a.ts",
    "src/vscode/a.ts",
    "git/config",
    "package.json",
    "README.md",
    "untitled:Untitled-1",
    "file:///real/long/a.ts",
  ])
    check(path, undefined);
  check("untitled:/project/.vscode/settings.json", /steers the editor/);
  check("file:///home/me/a.ts", /no folder of this workspace/);
  check("file:///project/../home/a.ts", /no folder of this workspace/);
  check("file:///project/src/%2e%2e/.vscode/settings.json", /steers the editor/);
  check("file:///project", /no folder of this workspace/);

  describe("follows links:", () => {
    check("notes.txt", /steers the editor/);
    check(".vscode/linked.json", /steers the editor/);
    check("away.ts", /no folder of this workspace/);
    check("lost.ts", /could not be checked/);
  });

  it("protects what is no address at all", async () => {
    assert.match((await whyProtected("no address", places)) ?? "", /could not be checked/);
  });

  it("protects everything when a folder of the workspace cannot be found", async () => {
    const lost = { ...places, folders: () => ["file:///lost"] };
    assert.match((await whyProtected("file:///project/src/a.ts", lost)) ?? "", /could not be checked/);
  });
});
