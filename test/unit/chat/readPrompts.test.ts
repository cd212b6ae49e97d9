import assert from "node:assert/strict";
import { listPrompts, readPrompt } from "../../../src/chat/readPrompts.ts";
import { fileOf } from "../../../src/terms/source.ts";
import { projectInMemory, type ProjectOnDisk } from "../../support/projectInMemory.ts";

const own = "/shop/.drawbridge/prompts";
const shared = "/shop/.github/prompts";

const list = (disk: ProjectOnDisk) => listPrompts(projectInMemory(() => disk));
const read = (name: string, disk: ProjectOnDisk) =>
  readPrompt(
    name,
    projectInMemory(() => disk),
  );

describe("the prompts of a project", () => {
  it("are called by the names of their files, and say where they come from", async () => {
    const files = {
      [`${own}/sql style.md`]: "Write SQL as we do.",
      [`${own}/notes.txt`]: "none",
      [`${shared}/joins.prompt.md`]: "---\ndescription: Say how we join\n---\nJoin like this.",
      [`${shared}/README.md`]: "none",
    };
    assert.deepEqual(await list({ files }), [
      { name: "sql-style", detail: "", from: ".drawbridge/prompts/sql style.md" },
      { name: "joins", detail: "Say how we join", from: ".github/prompts/joins.prompt.md" },
    ]);
  });

  it("choose no model, no mode and no tool, and say so", async () => {
    const text =
      "---\ndescription: Fix all\nmode: agent\nmodel: gpt-oss:120b-cloud\ntools:\n  - terminal\n---\nFix it.";
    const files = { [`${shared}/all.prompt.md`]: text };
    assert.equal((await list({ files }))[0]?.detail, "Fix all · without its mode, model, tools");
    const found = await read("all", { files });
    assert.ok(found.kind === "prompt");
    assert.equal(found.prompt.text, "Fix it.");
  });

  it("take the place of no command of Drawbridge's own, and of two with one name the first counts", async () => {
    const files = {
      [`${own}/fix.md`]: "theirs",
      [`${own}/joins.md`]: "ours",
      [`${shared}/joins.prompt.md`]: "shared",
    };
    assert.deepEqual(
      (await list({ files })).map(({ from }) => from),
      [".drawbridge/prompts/joins.md"],
    );
    assert.deepEqual(await read("fix", { files }), { kind: "unknown" });
    const found = await read("joins", { files });
    assert.equal(found.kind === "prompt" && found.prompt.text, "ours");
  });

  it("are read anew each time, and marked as what they are", async () => {
    let text = "One.";
    const project = projectInMemory(() => ({ files: { [`${own}/a.md`]: text } }));
    await readPrompt("a", project);
    text = "---\na: b\n---\nTwo.";
    assert.deepEqual(await readPrompt("a", project), {
      kind: "prompt",
      prompt: {
        source: {
          ...{ kind: "file", uri: "file:///shop/.drawbridge/prompts/a.md", path: ".drawbridge/prompts/a.md" },
          lines: { first: 4, last: 4 },
        },
        languageId: "markdown",
        text: "Two.",
        use: "prompt",
      },
    });
  });

  it("are cut where they are too long, and say so", async () => {
    const found = await read("a", { files: { [`${own}/a.md`]: `${"x".repeat(99)}\n`.repeat(100) } });
    assert.ok(found.kind === "prompt");
    assert.deepEqual(fileOf(found.prompt.source)?.lines, {
      first: 1,
      last: 80,
    });
    assert.equal(found.cut, "a.md is long: of its 100 lines the first 80 go along.");
  });

  it("say why they cannot be used", async () => {
    const disk: ProjectOnDisk = {
      files: {
        [`${own}/binary.md`]: "PK\0",
        [`${own}/empty.md`]: "---\na: b\n---\n",
        "/home/me/x.md": "mine",
      },
      links: { [`${own}/away.md`]: "/home/me/x.md" },
    };
    assert.deepEqual(await list(disk), []);
    const sentences = await Promise.all(
      ["away", "binary", "empty"].map(async (name) => {
        const found = await read(name, disk);
        return found.kind === "leftOut" ? found.sentence : found.kind;
      }),
    );
    assert.deepEqual(sentences, [
      "away.md leads out of its folder and is not read.",
      "binary.md is not text and is not used.",
      ".drawbridge/prompts/empty.md is empty.",
    ]);
  });

  it("are none where the workspace is not trusted, or a path rule excludes them", async () => {
    const files = { [`${own}/a.md`]: "One." };
    const never = { kind: "never", rule: "*", from: "your settings" } as const;
    for (const disk of [
      { files, trusted: false },
      { files, verdicts: { [`${own}/a.md`]: never } },
    ]) {
      assert.deepEqual(await list(disk), []);
      assert.deepEqual(await read("a", disk), { kind: "unknown" });
    }
  });
});
