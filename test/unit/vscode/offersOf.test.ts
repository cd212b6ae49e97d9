import assert from "node:assert/strict";
import type { MentionSource } from "../../../src/vscode/mentionSource.ts";
import { offersOf } from "../../../src/vscode/offersOf.ts";

const { signal } = new AbortController();
const offering =
  (label: string): MentionSource =>
  () =>
    Promise.resolve([
      { kind: "file", key: label, label, detail: "", read: () => Promise.resolve({ attachments: [] }) },
    ]);

describe("vscode/offersOf", () => {
  it("gives what all sources offer but one that fails, and logs that once", async () => {
    const logged: string[] = [];
    const offers = offersOf(
      {
        file: offering("a.ts"),
        changes: () => Promise.reject(new Error("no git")),
        symbol: offering("sum"),
      },
      { error: (message) => logged.push(message) },
    );
    for (const query of ["a", "ab"])
      assert.deepEqual(
        (await offers(query, signal)).map(({ label }) => label),
        ["a.ts", "sum"],
      );
    assert.deepEqual(logged, ["What can be mentioned of the kind changes could not be looked up"]);
  });
});
