import assert from "node:assert/strict";
import { readRules } from "../../../src/chat/readRules.ts";
import { rulesInForce } from "../../../src/chat/rules.ts";
import { fileOf } from "../../../src/terms/source.ts";
import { projectInMemory, type ProjectOnDisk } from "../../support/projectInMemory.ts";

const found = (disk: ProjectOnDisk) => readRules(projectInMemory(() => disk));

async function inForce(files: Readonly<Record<string, string>>) {
  const read = await found({ files });
  const { rules, leftOut } = rulesInForce(read, ({ isForSomeFiles }) => !isForSomeFiles);
  return { rules: rules.map(({ source, text }) => ({ source, text })), leftOut };
}

describe("the rules of a project", () => {
  it("are read from the files that assistants know, those for Drawbridge first", async () => {
    const names = [
      "AGENTS.md",
      "CLAUDE.md",
      ".github/copilot-instructions.md",
      ".drawbridge/rules/b.md",
      ".drawbridge/rules/a.MD",
    ];
    const others = ["docs/AGENTS.md", ".drawbridge/rules/notes.txt", ".cursorrules"];
    const files = Object.fromEntries([...names, ...others].map((name) => [`/shop/${name}`, `of ${name}`]));
    assert.deepEqual(
      (await found({ files })).files.map(({ path }) => path),
      [
        ".drawbridge/rules/a.MD",
        ".drawbridge/rules/b.md",
        "AGENTS.md",
        ".github/copilot-instructions.md",
        "CLAUDE.md",
      ],
    );
  });

  it("are read from every folder of the workspace", async () => {
    const files = { "/shop/AGENTS.md": "one", "/other/AGENTS.md": "two" };
    const { files: read } = await found({ files, folders: ["/shop", "/other"] });
    assert.deepEqual(
      read.map(({ uri }) => uri),
      ["file:///shop/AGENTS.md", "file:///other/AGENTS.md"],
    );
  });

  it("are read once when two files say the same", async () => {
    const { files } = await found({
      files: { "/shop/AGENTS.md": "Be brief." },
      links: { "/shop/CLAUDE.md": "/shop/AGENTS.md" },
    });
    assert.deepEqual(
      files.map(({ path }) => path),
      ["AGENTS.md"],
    );
  });

  it("say which files cannot be used, and why", async () => {
    const { leftOut } = await found({
      files: { "/shop/AGENTS.md": { unreadable: "is not UTF-8 text" }, "/home/me/x.md": "mine" },
      links: { "/shop/CLAUDE.md": "/home/me/x.md" },
    });
    assert.deepEqual(leftOut, [
      "AGENTS.md is not UTF-8 text and is not used.",
      "CLAUDE.md leads out of its folder and is not read.",
    ]);
  });

  it("leave out a file whose name hides something", async () => {
    const { files } = await found({ files: { "/shop/.drawbridge/rules/a\u202Etxt.md": "x" } });
    assert.deepEqual(files, []);
  });

  it("go along without their front matter, and say which lines they are", async () => {
    const { rules } = await inForce({
      "/shop/AGENTS.md": "---\ndescription: x\n---\n\nBe brief.\nBe kind.\n",
    });
    assert.deepEqual(rules, [
      {
        source: {
          ...{ kind: "file", uri: "file:///shop/AGENTS.md", path: "AGENTS.md" },
          lines: { first: 5, last: 6 },
        },
        text: "Be brief.\nBe kind.",
      },
    ]);
  });

  for (const [head, isForSome] of Object.entries({
    'applyTo: "**/*.py"': true,
    "globs: src/**": true,
    "paths:\n  - src": true,
    'applyTo: "**"': false,
    "globs: *.ts\nalwaysApply: true": false,
    "description: all": false,
    "globs:": false,
  }))
    it(`${isForSome ? "do not go" : "go"} along by themselves with ${JSON.stringify(head)}`, async () => {
      const { files } = await found({ files: { "/shop/AGENTS.md": `---\n${head}\n---\nBe brief.` } });
      assert.equal(files[0]?.isForSomeFiles, isForSome);
    });

  it("say what there is no room for", async () => {
    const line = `${"x".repeat(99)}\n`;
    const { rules, leftOut } = await inForce({
      "/shop/.drawbridge/rules/a.md": line.repeat(50),
      "/shop/AGENTS.md": line.repeat(60),
      "/shop/CLAUDE.md": "late",
    });
    assert.deepEqual(
      rules.map(({ source }) => fileOf(source)?.lines),
      [undefined, { first: 1, last: 30 }],
    );
    assert.equal(
      leftOut,
      "AGENTS.md is long: of its 60 lines the first 30 go along. There is no room for CLAUDE.md.",
    );
  });

  it("are nothing when there is nothing in them", async () => {
    assert.deepEqual(await inForce({ "/shop/AGENTS.md": "---\na: b\n---\n\n" }), {
      rules: [],
      leftOut: undefined,
    });
  });
});
