import assert from "node:assert/strict";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConversationEvent } from "../../../src/chat/conversation.ts";
import { ConversationHistory } from "../../../src/chat/conversationHistory.ts";
import { summarize, type FileSummary } from "../../../src/chat/conversationSummary.ts";
import { eventLine } from "../../../src/chat/conversationFile.ts";
import { createFileConversationStore } from "../../../src/chat/fileConversationStore.ts";
import { purgeDeleted } from "../../../src/chat/purgeDeleted.ts";
import { summariesPath } from "../../../src/chat/summaryCache.ts";

const time = "2026-01-31T12:00:00.000Z";
const asked = (turn: string, question: string): ConversationEvent => ({
  ...{ type: "asked", turn, question, time },
  attachments: [],
});
const answered = (turn: string, model: string): ConversationEvent => ({
  ...{ type: "answered", turn, time },
  answer: { text: "Because.", outcome: "done", provider: "ollama", model },
});

describe("chat/conversationHistory", () => {
  let storage: string;
  beforeEach(() => {
    storage = mkdtempSync(join(tmpdir(), "drawbridge-history-"));
  });
  afterEach(() => {
    rmSync(storage, { recursive: true });
  });

  const openStore = () =>
    createFileConversationStore(storage, "file:///project", (error) => {
      throw error;
    });
  /** A window of its own on the one folder. */
  function open() {
    const store = openStore();
    return { store, history: new ConversationHistory(store), folder: store.folder };
  }
  const titles = (list: readonly FileSummary[]): readonly string[] =>
    list.map((each) => ("damaged" in each ? `damaged ${each.file}` : each.title)).toSorted();

  it("is empty before anything was asked, and makes no folder", async () => {
    const { history, folder } = open();
    assert.deepEqual(await history.list(), []);
    assert.throws(() => statSync(folder), { code: "ENOENT" });
  });

  it("sums up what was asked, who answered, and what the user made of it", async () => {
    const { store, history } = open();
    store.append("c1", asked("t1", "Why  is\nit NaN?"));
    store.append("c1", answered("t1", "qwen"));
    store.append("c1", asked("t2", "And now?"));
    store.append("c1", answered("t2", "qwen"));
    store.append("c1", { type: "pinned", pinned: true, time: "2026-02-28T12:00:00.000Z" });
    const common = { file: "c1.jsonl", id: "c1", newer: false, pinned: true, turns: 2, models: ["qwen"] };
    const expected = { ...common, title: "Why is it NaN?", changedMs: Date.parse(time) };
    assert.deepEqual(await history.list(), [expected]);
    assert.equal(await history.note("c1", { type: "renamed", title: " Sums ", time }), true);
    assert.deepEqual(await history.list(), [{ ...expected, title: "Sums" }]);
    assert.equal(await history.note("c1", { type: "renamed", title: "", time }), true);
    assert.deepEqual(await history.list(), [expected]);
  });

  it("leaves a conversation as old as it was when it gets a name, and says that it is of this version", async () => {
    const { store, history } = open();
    store.append("old", asked("t1", "One?"));
    store.append("new", asked("t2", "Two?"));
    const [old, recent] = [history.pathOf("old.jsonl"), history.pathOf("new.jsonl")];
    writeFileSync(old, readFileSync(old, "utf8").replace('"version":2', '"version":1'));
    utimesSync(old, 1000, 1000);
    utimesSync(recent, 2000, 2000);
    assert.equal(await history.note("old", { type: "renamed", title: "Sums", time }), true);
    assert.match(readFileSync(old, "utf8"), /^\{"type":"conversation","version":2,/);
    assert.equal((await openStore().latest())?.conversation.id, "new");
    assert.deepEqual(titles(await history.list()), ["Sums", "Two?"]);
  });

  it("lists a file that nothing can be made of as a broken one, and all the others", async () => {
    const { store, folder } = open();
    store.append("c1", asked("t1", "One?"));
    writeFileSync(join(folder, "c2.jsonl"), "");
    const history = new ConversationHistory(store, (facts, text) => {
      if (facts.file === "c2.jsonl") throw new RangeError("Maximum call stack size exceeded");
      return summarize(facts, text);
    });
    assert.deepEqual(titles(await history.list()), ["One?", "damaged c2.jsonl"]);
  });

  it("lists a broken file as one that is kept, and all the others", async () => {
    const { store, history, folder } = open();
    store.append("c1", asked("t1", "One?"));
    const broken = { "c2.jsonl": "{ broken", "c3.jsonl": "", "an odd name.jsonl": "{}" };
    for (const [file, text] of Object.entries(broken)) writeFileSync(join(folder, file), text);
    mkdirSync(join(folder, "folder.jsonl"));
    const damaged = ["damaged an odd name.jsonl", "damaged c2.jsonl", "damaged c3.jsonl"];
    assert.deepEqual(titles(await history.list()), ["One?", ...damaged]);
    assert.deepEqual(titles(await open().history.list()), ["One?", ...damaged]);
    for (const [file, text] of Object.entries(broken))
      assert.equal(readFileSync(join(folder, file), "utf8"), text);
  });

  it("reads again only what has changed, in whatever window that was", async () => {
    const { store, history, folder } = open();
    for (const id of ["c1", "c2"]) store.append(id, asked("t1", `${id}?`));
    const path = join(folder, "c1.jsonl");
    const { size } = statSync(path);
    utimesSync(path, 1000, 1000);
    await history.list();
    // What is known stands for what is there as long as the file looks the same.
    writeFileSync(path, "x".repeat(size));
    utimesSync(path, 1000, 1000);
    const other = open();
    other.store.append("c2", { type: "renamed", title: "Two", time });
    other.store.append("c3", asked("t1", "c3?"));
    assert.deepEqual(titles(await other.history.list()), ["Two", "c1?", "c3?"]);
    rmSync(join(folder, "c3.jsonl"));
    assert.deepEqual(titles(await history.list()), ["Two", "c1?"]);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith("summaries")),
      ["summaries.json"],
    );
    if (process.platform !== "win32") assert.equal(statSync(summariesPath(folder)).mode & 0o777, 0o600);
  });

  for (const [what, garbage] of [
    ["is no JSON", "{"],
    ["is of another version", '{"version":1,"files":[]}'],
    ["holds something else", '{"version":2,"files":[{"size":1,"mtimeMs":1,"summary":{"file":"c1.jsonl"}}]}'],
  ] as const)
    it(`makes the summaries again when the file of them ${what}`, async () => {
      const { store, history, folder } = open();
      store.append("c1", asked("t1", "One?"));
      writeFileSync(summariesPath(folder), garbage);
      assert.deepEqual(titles(await history.list()), ["One?"]);
      assert.notEqual(readFileSync(summariesPath(folder), "utf8"), garbage);
    });

  it("lists also where no summaries can be kept", async () => {
    const { store, history, folder } = open();
    store.append("c1", asked("t1", "One?"));
    mkdirSync(summariesPath(folder));
    assert.deepEqual(titles(await history.list()), ["One?"]);
    assert.deepEqual(titles(await history.list()), ["One?"]);
  });

  it("believes no time that a file cannot have", async () => {
    const { store, history, folder } = open();
    for (const [id, said] of [
      ["c1", "9999-01-01T00:00:00.000Z"],
      ["c2", "never"],
    ] as const)
      store.append(id, { ...asked("t1", id), time: said });
    for (const file of ["c1.jsonl", "c2.jsonl"]) utimesSync(join(folder, file), 1000, 1000);
    assert.deepEqual(
      (await history.list()).map(({ changedMs }) => changedMs),
      [1_000_000, 1_000_000],
    );
  });

  describe("and what is deleted", () => {
    it("is away from the list, and back as it was when that is taken back", async () => {
      const { store, history, folder } = open();
      store.append("c1", asked("t1", "One?"));
      utimesSync(join(folder, "c1.jsonl"), 1000, 1000);
      const removed = await history.remove("c1.jsonl");
      assert.ok(removed.ok);
      assert.deepEqual([await history.list(), readdirSync(join(folder, "deleted"))], [[], ["c1.jsonl"]]);
      await removed.value();
      assert.deepEqual(titles(await history.list()), ["One?"]);
      assert.equal(statSync(join(folder, "c1.jsonl")).mtimeMs, 1_000_000);
    });

    it("is never what another window has open", async () => {
      const { store, history } = open();
      store.append("c1", asked("t1", "One?"));
      store.begin("c2");
      const other = openStore();
      assert.equal((await other.open("c1")).ok, true);
      assert.deepEqual(await history.remove("c1.jsonl"), { ok: false, error: "openElsewhere" });
      other.begin("c3");
      assert.equal((await history.remove("c1.jsonl")).ok, true);
    });

    it("comes back when another window opened it at that very moment", async () => {
      const { store, folder } = open();
      store.append("c1", asked("t1", "One?"));
      const answers = [false, true];
      const openElsewhere = (): Promise<boolean> => Promise.resolve(answers.shift() ?? true);
      const history = new ConversationHistory({ folder, openElsewhere });
      assert.deepEqual(await history.remove("c1.jsonl"), { ok: false, error: "openElsewhere" });
      assert.deepEqual(titles(await history.list()), ["One?"]);
    });

    it("is gone when somebody else was faster", async () => {
      const { history } = open();
      assert.deepEqual(await history.remove("c1.jsonl"), { ok: false, error: "gone" });
      assert.equal(await history.note("c1", { type: "pinned", pinned: true, time }), false);
    });

    it("is kept for a week from when it was deleted, however old it was", async () => {
      const { store, history, folder } = open();
      await purgeDeleted(folder, Date.now());
      for (const id of ["c1", "c2"]) store.append(id, asked("t1", id));
      utimesSync(join(folder, "c1.jsonl"), 1000, 1000);
      for (const file of ["c1.jsonl", "c2.jsonl"]) await history.remove(file);
      await purgeDeleted(folder, Date.now());
      const deleted = join(folder, "deleted");
      assert.equal(readdirSync(deleted).length, 2);
      utimesSync(join(deleted, "c2.jsonl"), 1000, 1000);
      await purgeDeleted(folder, Date.now());
      assert.deepEqual(readdirSync(deleted), ["c1.jsonl"]);
    });

    it("takes what was kept of its answer along when it is gone for good, and no other", async () => {
      const { store, history, folder } = open();
      const growing = join(folder, "growing");
      for (const id of ["here", "deleted", "gone"]) {
        store.append(id, asked("t1", id));
        store.grow(id, {
          ...{ type: "answered", turn: "t1", time },
          answer: { text: "So", outcome: "interrupted", provider: "ollama", model: "m" },
        });
        utimesSync(join(growing, `${id}.json`), 1000, 1000);
      }
      for (const file of ["deleted.jsonl", "gone.jsonl"]) await history.remove(file);
      utimesSync(join(folder, "deleted", "gone.jsonl"), 1000, 1000);
      await purgeDeleted(folder, Date.now());
      assert.deepEqual(readdirSync(growing).toSorted(), ["deleted.json", "here.json"]);
    });
  });

  it("of two windows on one folder loses nothing of what each of them does", async () => {
    const [here, there] = [open(), open()];
    here.store.append("c1", asked("t1", "One?"));
    there.store.append("c2", asked("t1", "Two?"));
    await Promise.all([
      here.history.note("c2", { type: "renamed", title: "Second", time }),
      there.history.note("c1", { type: "pinned", pinned: true, time }),
      here.history.list(),
      there.history.list(),
    ]);
    here.store.append("c1", asked("t2", "And?"));
    there.store.append("c2", answered("t1", "qwen"));
    const [first, second] = await Promise.all([here.history.list(), there.history.list()]);
    assert.deepEqual(first, second);
    assert.deepEqual(titles(first), ["One?", "Second"]);
    assert.deepEqual(
      first.map((each) => ("damaged" in each ? [] : [each.turns, each.pinned, each.models])).toSorted(),
      [
        [1, false, ["qwen"]],
        [2, true, []],
      ],
    );
  });

  it("adds one as it was given, and writes over none", async () => {
    const { store, history } = open();
    store.append("c1", asked("t1", "One?"));
    await assert.rejects(history.add("c1", "text"));
    await assert.rejects(history.add("../c1", "text"));
    const text = (await store.text("c1")) ?? "";
    await history.add("c2", text);
    assert.equal(await store.text("c2"), text);
    assert.ok(text.includes(eventLine(asked("t1", "One?"))));
  });
});
