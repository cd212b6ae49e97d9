import assert from "node:assert/strict";
import { namedFile } from "../../../../src/edit/answer/namedFile.ts";

describe("edit/answer/namedFile", () => {
  for (const [said, names] of [
    ["src/a.ts", ["src", "a.ts"]],
    ["./src//a.ts", ["src", "a.ts"]],
    ["src\\lib\\a.ts", ["src", "lib", "a.ts"]],
    [".vscode/settings.json", [".vscode", "settings.json"]],
    ["app/[id]/page (1).tsx", ["app", "[id]", "page (1).tsx"]],
  ] as const)
    it(`reads ${said} as the way from some folder on`, () => {
      assert.deepEqual(namedFile(said), { kind: "relative", names });
    });

  for (const [said, path] of [
    ["/home/me/shop/a.ts", "/home/me/shop/a.ts"],
    ["C:\\shop\\a.ts", "/c:/shop/a.ts"],
  ] as const)
    it(`reads ${said} as a path from the root on`, () => {
      assert.deepEqual(namedFile(said), { kind: "absolute", path });
    });

  for (const [what, said] of [
    ["leads up", "../outside.ts"],
    ["leads up in the middle", "src/../../outside.ts"],
    ["leads up by backslashes", "src\\..\\..\\outside.ts"],
    ["leads up from a root", "/home/me/shop/../.ssh/config"],
    ["begins at somebody's home", "~/.bashrc"],
    ["names another computer", "//server/share/a.ts"],
    ["names another computer as Windows does", "\\\\server\\share\\a.ts"],
    ["is an address", "file:///etc/passwd"],
    ["is an address elsewhere", "https://evil.example/a.ts"],
    ["is relative to a drive", "C:a.ts"],
    ["names a stream of a file", "src/a.ts:hidden"],
    ["ends a folder with a dot, which Windows drops", ".git./config"],
    ["ends a folder with a blank, which Windows drops", ".git /config"],
    ["holds a character that turns the direction", "src/\u202Est.a"],
    ["holds one that nobody sees", ".vs\u200Bcode/tasks.json"],
    ["holds a line end", "src/a.ts\n.git/config"],
    ["is a folder", "src/"],
    ["is a pattern", "src/*.ts"],
    ["is only dots", "."],
    ["is nothing", ""],
  ] as const)
    it(`takes no path that ${what}`, () => {
      assert.deepEqual(namedFile(said), { kind: "elsewhere" });
    });
});
