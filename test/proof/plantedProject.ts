import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const guard = `export const largest = 10;

export function mayPass(size: number): boolean {
  if (size < 0) return false;
  return size <= largest;
}

export const sizes = (): readonly number[] => [1, 2].map(Number);
`;

const tests = `import assert from "node:assert/strict";
import { mayPass, sizes } from "../../src/guard.ts";

describe("guard", () => {
  it("lets nothing pass that is too large", () => {
    assert.equal(mayPass(11), false);
  });

  it("lets pass what just fits", () => {
    assert.equal(mayPass(10), true);
    assert.equal(sizes().length, 2);
  });

  it("waits for what passes", async () => {
    await new Promise((resolve) => {
      if (mayPass(1)) resolve(undefined);
    });
  });

  it("fails whatever there is", () => {
    assert.equal(mayPass(1), false);
  });

  for (const size of [1, 2])
    it("has one name for several", () => {
      assert.ok(mayPass(size));
    });
});
`;

/** A small project with a guard in it, its tests, and `files` besides. */
export async function plantedProject(
  files: Readonly<Record<string, string>> = {},
): Promise<{ readonly root: string; readonly remove: () => Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), "drawbridge-planted-"));
  const all = { "src/guard.ts": guard, "test/unit/guard.test.ts": tests, "package.json": "{}", ...files };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}
