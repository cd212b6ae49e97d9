import assert from "node:assert/strict";
import type { Restriction } from "../../../../src/context/pathVerdict.ts";
import {
  gatherChanges,
  type ChangedPath,
  type ReadChange,
} from "../../../../src/edit/commit/gatherChanges.ts";

const { signal } = new AbortController();
const never: Restriction = { kind: "never", rule: "secret*", from: "your settings" };

describe("edit/commit/gatherChanges", () => {
  let read: string[];
  beforeEach(() => {
    read = [];
  });

  function file(
    path: string,
    { because, found }: { readonly because?: Restriction; readonly found?: ReadChange } = {},
  ): ChangedPath {
    return {
      source: { kind: "file", uri: `file:///project/${path}`, path, shows: "changes" },
      change: "changed",
      restriction: () => Promise.resolve(because),
      read: () => {
        read.push(path);
        return Promise.resolve(found ?? { kind: "text", diff: `@@ of ${path}` });
      },
    };
  }

  it("reads nothing of a file that a rule keeps out, and does not even name it to the model", async () => {
    const { changes, leftOut } = await gatherChanges(
      [file("secret.ts", { because: never }), file("a.ts")],
      signal,
    );
    assert.deepEqual(read, ["a.ts"]);
    assert.deepEqual(
      changes.map(({ source, diff }) => [source.path, diff]),
      [["a.ts", "@@ of a.ts"]],
    );
    assert.deepEqual(leftOut, ['secret.ts is excluded by the rule "secret*" (your settings).']);
  });

  it("tells of many excluded files in one sentence", async () => {
    const names = ["a", "b", "c", "d"].map((name) => file(name, { because: never }));
    const { leftOut } = await gatherChanges(names, signal);
    assert.deepEqual(leftOut, ["4 files are excluded by rules: a, b, c and 1 more."]);
  });

  it("only names what no person wrote and what is no text", async () => {
    const { changes, leftOut } = await gatherChanges(
      [file("package-lock.json"), file("dist/app.min.js"), file("logo.ai", { found: { kind: "binary" } })],
      signal,
    );
    assert.deepEqual(read, ["logo.ai"]);
    assert.deepEqual(
      changes.map(({ source, diff }) => [source.path, diff]),
      [
        ["package-lock.json", undefined],
        ["dist/app.min.js", undefined],
        ["logo.ai", undefined],
      ],
    );
    assert.deepEqual(leftOut, []);
  });

  it("says which changes could not be read", async () => {
    const { leftOut } = await gatherChanges([file("a.ts", { found: { kind: "unreadable" } })], signal);
    assert.deepEqual(leftOut, ["The changes in a.ts could not be read."]);
  });

  it("asks git about sixty files at most, and judges the others all the same", async () => {
    const many = Array.from({ length: 80 }, (_, n) => file(`f${n}.ts`));
    const { changes, leftOut } = await gatherChanges(
      [...many, file("secret.ts", { because: never })],
      signal,
    );
    assert.deepEqual([read.length, changes.length, leftOut.length], [60, 80, 1]);
  });

  it("looks at a thousand files at most, and says so", async () => {
    const many = Array.from({ length: 1200 }, (_, n) => file(`f${n}.lock`));
    const { changes, leftOut } = await gatherChanges(many, signal);
    assert.equal(changes.length, 1000);
    assert.deepEqual(leftOut, ["Only the first 1,000 of 1,200 changed files were looked at."]);
  });

  it("reads no further once it is stopped", async () => {
    await gatherChanges([file("a.ts")], AbortSignal.abort());
    assert.deepEqual(read, []);
  });
});
