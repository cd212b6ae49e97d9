import assert from "node:assert/strict";
import { leaveToRename } from "../../../../src/edit/rename/leaveToRename.ts";

const plain = "file:///project/a.ts";
const workflow = "file:///project/.github/workflows/release.ts";
const outside = "file:///elsewhere/b.ts";

function ask(uris: readonly string[], answer: (uri: string) => boolean = () => true) {
  const asked: string[] = [];
  const leave = leaveToRename(uris, {
    folders: () => ["file:///project"],
    realUri: (uri) => Promise.resolve(uri),
    confirm: (uri, because) => {
      asked.push(`${uri} ${because}`);
      return Promise.resolve(answer(uri));
    },
  });
  return { asked, leave };
}

describe("edit/rename/leaveToRename", () => {
  it("asks nothing about files that guard nobody", async () => {
    const { asked, leave } = ask([plain]);
    assert.deepEqual(await leave, { kind: "granted", guarded: new Map() });
    assert.deepEqual(asked, []);
  });

  it("asks about each protected file by itself, and says which they are and why", async () => {
    const { asked, leave } = ask([plain, workflow, outside]);
    const granted = await leave;
    assert.ok(granted.kind === "granted");
    assert.deepEqual([...granted.guarded.keys()], [workflow, outside]);
    assert.deepEqual(asked, [
      `${workflow} runs commands on a build server`,
      `${outside} is in no folder of this workspace`,
    ]);
  });

  it("lets nothing be renamed after one no, and asks no further", async () => {
    const { asked, leave } = ask([workflow, plain, outside], (uri) => uri !== workflow);
    assert.deepEqual(await leave, { kind: "declined", uri: workflow });
    assert.equal(asked.length, 1);
  });
});
