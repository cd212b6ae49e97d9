import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machinePolicyPath, readMachinePolicy } from "../../../src/vscode/machinePolicyFile.ts";

describe("vscode/machinePolicyFile", () => {
  it("looks where each system keeps what holds for everybody", () => {
    assert.deepEqual((["linux", "freebsd", "darwin", "win32"] as const).map(machinePolicyPath), [
      "/etc/drawbridge/policy.json",
      "/etc/drawbridge/policy.json",
      "/Library/Application Support/Drawbridge/policy.json",
      "C:\\ProgramData\\Drawbridge\\policy.json",
    ]);
  });

  const me = process.getuid?.() ?? 0;
  const myGroup = process.getgid?.() ?? 0;
  const stranger = { id: me + 1, groups: [] };

  function checkOwner(
    name: string,
    {
      file = 0o644,
      folder = 0o755,
      user = stranger,
    }: { file?: number; folder?: number; user?: typeof stranger | { id: number; groups: number[] } },
    owner: string,
  ): void {
    it(`calls ${name} ${owner}'s`, () => {
      const parent = mkdtempSync(join(tmpdir(), "drawbridge-machine-"));
      try {
        const path = join(parent, "policy.json");
        writeFileSync(path, '{ "version": 1 }');
        chmodSync(path, file);
        chmodSync(parent, folder);
        assert.deepEqual(readMachinePolicy(path, user), {
          place: { kind: "machine", path, owner },
          file: { kind: "text", text: '{ "version": 1 }' },
        });
      } finally {
        rmSync(parent, { recursive: true, force: true });
      }
    });
  }

  checkOwner("a file that only somebody else may write", {}, "administrator");
  checkOwner("a file of the user's own", { user: { id: me, groups: [] } }, "you");
  checkOwner("a file anyone may write", { file: 0o646 }, "you");
  checkOwner(
    "a file the user's group may write",
    { file: 0o664, user: { id: me + 1, groups: [myGroup] } },
    "you",
  );
  checkOwner("a file another group may write", { file: 0o664 }, "administrator");
  checkOwner("a file in a folder anyone may write", { folder: 0o757 }, "you");
  checkOwner("a file in a sticky folder", { folder: 0o1777 }, "administrator");

  it("reads a folder of that name as what it is", () => {
    const folder = mkdtempSync(join(tmpdir(), "drawbridge-machine-"));
    try {
      mkdirSync(join(folder, "policy.json"));
      assert.deepEqual(readMachinePolicy(join(folder, "policy.json")).file, {
        kind: "unreadable",
        because: "is not a file",
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
