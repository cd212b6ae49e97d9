import assert from "node:assert/strict";
import { projectNames, readProjectText, type ProjectText } from "../../../src/context/projectText.ts";
import { projectInMemory, type ProjectOnDisk } from "../../support/projectInMemory.ts";

const never = { kind: "never", rule: "AGENTS.md", from: "your settings" } as const;

/** What comes of reading AGENTS.md of the project, and what was read for it. */
async function readAgents(disk: Partial<ProjectOnDisk>) {
  const project = projectInMemory(() => ({ files: { "/shop/AGENTS.md": "Be brief." }, ...disk }));
  const text = await readProjectText("file:///shop/AGENTS.md", "file:///shop", project);
  return { text, reads: project.reads };
}

const missing: ProjectText = { kind: "missing" };
const leftOut = (sentence: string): ProjectText => ({ kind: "leftOut", sentence });
const outside = leftOut("AGENTS.md leads out of its folder and is not read.");

describe("context/projectText", () => {
  it("reads what a trusted project says", async () => {
    const { text } = await readAgents({ files: { "/shop/AGENTS.md": "One\r\ntwo\u202E\r" } });
    assert.deepEqual(text, { kind: "text", text: "One\ntwo[U+202E]\n" });
  });

  it("reads nothing of a workspace that is not trusted", async () => {
    assert.deepEqual(await readAgents({ trusted: false }), { text: missing, reads: [] });
  });

  it("reads nothing that a path rule excludes, and does not say that it is there", async () => {
    assert.deepEqual(await readAgents({ verdicts: { "/shop/AGENTS.md": never } }), {
      text: missing,
      reads: [],
    });
  });

  for (const [what, links] of Object.entries({
    "another file": { "/shop/AGENTS.md": "/home/me/notes.md" },
    "another file, through a folder": { "/shop": "/real", "/real/AGENTS.md": "/home/me/notes.md" },
    "a folder whose name only begins like its own": { "/shop/AGENTS.md": "/shop-of-others/AGENTS.md" },
    "a place that nobody can tell": { "/shop/AGENTS.md": undefined },
  }))
    it(`follows no link out of the project to ${what}`, async () => {
      const files = { "/home/me/notes.md": "mine", "/shop-of-others/AGENTS.md": "theirs" };
      assert.deepEqual(await readAgents({ links, files }), { text: outside, reads: [] });
    });

  it("follows a link that stays in the project, also when the project is behind one itself", async () => {
    const links = { "/shop": "/real", "/real/AGENTS.md": "/real/docs/rules.md" };
    const { text, reads } = await readAgents({ links, files: { "/real/docs/rules.md": "Be kind." } });
    assert.deepEqual([text, reads], [{ kind: "text", text: "Be kind." }, ["/real/docs/rules.md"]]);
  });

  for (const [because, sentence] of Object.entries({
    "is not UTF-8 text": "AGENTS.md is not UTF-8 text and is not used.",
    "is larger than 256 KB": "AGENTS.md is larger than 256 KB and is not used.",
  }))
    it(`says that a file ${because}`, async () => {
      const { text } = await readAgents({ files: { "/shop/AGENTS.md": { unreadable: because } } });
      assert.deepEqual(text, leftOut(sentence));
    });

  it("takes a file with a zero character for no text", async () => {
    const { text } = await readAgents({ files: { "/shop/AGENTS.md": "PK\0\0" } });
    assert.deepEqual(text, leftOut("AGENTS.md is not text and is not used."));
  });

  describe("the names in a folder", () => {
    const files = { "/shop/rules/b.md": "b", "/shop/rules/a.md": "a", "/etc/passwd": "x" };
    const list = async (disk: Partial<ProjectOnDisk>) => {
      const project = projectInMemory(() => ({ files, ...disk }));
      const names = await projectNames("file:///shop/rules", "file:///shop", project);
      return { names, reads: project.reads };
    };

    it("come in their order", async () => {
      assert.deepEqual((await list({})).names, ["a.md", "b.md"]);
    });

    it("are none where the workspace is not trusted, or the folder leads out of it", async () => {
      const nothing = { names: [], reads: [] };
      assert.deepEqual(await list({ trusted: false }), nothing);
      assert.deepEqual(await list({ links: { "/shop/rules": "/etc" } }), nothing);
    });
  });
});
