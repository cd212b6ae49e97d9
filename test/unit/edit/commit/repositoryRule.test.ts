import assert from "node:assert/strict";
import { repositoryRule } from "../../../../src/edit/commit/repositoryRule.ts";
import { projectInMemory, type ProjectOnDisk } from "../../../support/projectInMemory.ts";

const at = {
  uri: "file:///shop/.drawbridge/commit.md",
  path: ".drawbridge/commit.md",
  folder: "file:///shop",
};
const path = "/shop/.drawbridge/commit.md";

function ruleOf(disk: Partial<ProjectOnDisk>) {
  return repositoryRule(
    at,
    projectInMemory(() => ({ files: { [path]: "Name the module." }, ...disk })),
  );
}

describe("edit/commit/repositoryRule", () => {
  it("is what the file of a trusted repository says, with the file as its source", async () => {
    assert.deepEqual(await ruleOf({}), {
      text: "Name the module.",
      source: { kind: "file", uri: at.uri, path: at.path },
    });
  });

  it("is cut when it is long", async () => {
    const rule = await ruleOf({ files: { [path]: "x".repeat(9000) } });
    assert.equal(rule?.text.length, 4000);
  });

  const without: Readonly<Record<string, Partial<ProjectOnDisk>>> = {
    "the workspace is not trusted": { trusted: false },
    "a path rule keeps the file out": {
      verdicts: { [path]: { kind: "never", rule: "*.md", from: "your settings" } },
    },
    "the file leads out of the repository": { links: { [path]: "/home/me/notes.md" } },
    "it says nothing": { files: { [path]: " \n" } },
    "there is none": { files: {} },
  };
  for (const [why, disk] of Object.entries(without))
    it(`is none when ${why}`, async () => {
      assert.equal(await ruleOf(disk), undefined);
    });
});
