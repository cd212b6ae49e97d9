import assert from "node:assert/strict";
import { RuleBook } from "../../../src/chat/ruleBook.ts";
import { projectInMemory, type ProjectInMemory, type ProjectOnDisk } from "../../support/projectInMemory.ts";

describe("the rules of a workspace", () => {
  let disk: ProjectOnDisk;
  let project: ProjectInMemory;
  let stored: unknown;
  let changed: () => void;
  let isWatched: boolean;
  let book: RuleBook;
  let told: number;

  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const texts = () => book.current().rules.map(({ text }) => text);

  beforeEach(() => {
    disk = { files: { "/shop/AGENTS.md": "Be brief.", "/shop/CLAUDE.md": "Be kind." } };
    project = projectInMemory(() => disk);
    stored = undefined;
    isWatched = false;
    told = 0;
    book = new RuleBook({
      places: project,
      watch: (listener) => {
        changed = listener;
        isWatched = true;
        return { dispose: () => void (isWatched = false) };
      },
      stored: () => stored,
      store: (switches) => {
        stored = switches;
        return Promise.resolve();
      },
    });
    book.onDidChange(() => (told += 1));
  });

  it("are not read before somebody looks at the chat", async () => {
    await settled();
    assert.deepEqual([book.current(), project.reads, isWatched], [{ rules: [] }, [], false]);
  });

  it("are on from the start, and followed", async () => {
    await Promise.all([book.follow(), book.follow()]);
    assert.deepEqual([texts(), told], [["Be brief.", "Be kind."], 1]);
    disk = { files: { "/shop/AGENTS.md": "Be very brief." } };
    changed();
    await settled();
    assert.deepEqual([texts(), told], [["Be very brief."], 2]);
    changed();
    await settled();
    assert.equal(told, 2, "nothing is told when nothing is different");
    book.dispose();
    assert.equal(isWatched, false);
  });

  it("are read anew when they are asked for, though nobody told that they changed", async () => {
    await book.follow();
    disk = { files: { "/shop/AGENTS.md": "Be very brief." } };
    const first = book.follow();
    disk = { files: { "/shop/AGENTS.md": "Be silent." } };
    await Promise.all([first, book.follow()]);
    assert.deepEqual(texts(), ["Be silent."]);
  });

  it("go as soon as the workspace is not trusted", async () => {
    await book.follow();
    disk = { ...disk, trusted: false };
    changed();
    await settled();
    assert.deepEqual(book.current(), { rules: [] });
  });

  it("are switched off and on again, which outlasts the window", async () => {
    await book.follow();
    const [first] = await book.choices();
    assert.deepEqual([first?.file.path, first?.isOn], ["AGENTS.md", true]);
    await book.choose(new Set(["file:///shop/CLAUDE.md"]));
    assert.deepEqual(texts(), ["Be kind."]);
    assert.deepEqual(stored, { "file:///shop/AGENTS.md": false, "file:///shop/CLAUDE.md": true });
    assert.deepEqual(
      (await book.choices()).map(({ isOn }) => isOn),
      [false, true],
    );
    await book.choose(new Set(["file:///shop/AGENTS.md"]));
    assert.deepEqual(texts(), ["Be brief."]);
  });

  it("keep what was chosen for a file that is not there just now", async () => {
    stored = { "file:///shop/gone.md": false };
    await book.follow();
    await book.choices();
    await book.choose(new Set());
    assert.deepEqual(stored, {
      "file:///shop/gone.md": false,
      "file:///shop/AGENTS.md": false,
      "file:///shop/CLAUDE.md": false,
    });
  });

  it("do not go by what is stored as something else", async () => {
    for (const odd of ["text", 7, null, { "file:///shop/AGENTS.md": "off" }]) {
      stored = odd;
      assert.deepEqual(
        (await book.choices()).map(({ isOn }) => isOn),
        [true, true],
      );
    }
  });

  it("are on for some files only when a person says so", async () => {
    disk = { files: { "/shop/AGENTS.md": "---\nglobs: '*.py'\n---\nBe brief." } };
    await book.follow();
    assert.deepEqual(
      (await book.choices()).map(({ isOn }) => isOn),
      [false],
    );
    assert.deepEqual(texts(), []);
    await book.choose(new Set(["file:///shop/AGENTS.md"]));
    assert.deepEqual(texts(), ["Be brief."]);
  });
});
