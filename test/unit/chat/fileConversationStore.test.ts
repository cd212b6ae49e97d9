import assert from "node:assert/strict";
import fs, {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import type { AnsweredEvent, ConversationEvent } from "../../../src/chat/conversation.ts";
import type {
  ConversationLookup,
  ConversationPlace,
  ConversationStore,
} from "../../../src/chat/conversationStore.ts";
import { createFileConversationStore } from "../../../src/chat/fileConversationStore.ts";

const asked = (turn: string, question = `${turn}?`): ConversationEvent => ({
  type: "asked",
  turn,
  question,
  attachments: [],
  time: "2026-01-31T12:00:00.000Z",
});

/** Does something while the disk takes only the first bytes of what is written. */
function withFullDisk(work: () => void): void {
  const { writeSync } = fs;
  let room = 20;
  fs.writeSync = (file: number, bytes: string | NodeJS.ArrayBufferView) => {
    if (room === 0 || typeof bytes === "string") throw new Error("no space left on device");
    const taken = writeSync(file, bytes, 0, room);
    room = 0;
    return taken;
  };
  syncBuiltinESMExports();
  try {
    work();
  } finally {
    fs.writeSync = writeSync;
    syncBuiltinESMExports();
  }
}

describe("chat/fileConversationStore", () => {
  let storage: string;
  let failures: unknown[];
  /** Whether the processes of windows still run. */
  let isRunning: boolean;
  beforeEach(() => {
    isRunning = true;
    storage = mkdtempSync(join(tmpdir(), "drawbridge-chat-"));
  });
  afterEach(() => {
    rmSync(storage, { recursive: true });
  });

  function open(workspace = "file:///project"): ConversationStore & ConversationLookup & ConversationPlace {
    failures = [];
    return createFileConversationStore(
      storage,
      workspace,
      (error) => failures.push(error),
      () => isRunning,
    );
  }

  const files = (): readonly string[] =>
    readdirSync(storage, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".jsonl"))
      .map((entry) => join(entry.parentPath, entry.name));
  const turnsOf = async (store: ConversationStore): Promise<readonly string[] | undefined> =>
    (await store.latest())?.conversation.turns.map(({ id }) => id);

  it("has nothing before anything was asked", async () => {
    assert.equal(await open().latest(), undefined);
    assert.deepEqual(files(), []);
  });

  it("keeps events in their order, with one header, for the user alone", async () => {
    const store = open();
    for (const turn of ["t1", "t2", "t3"]) store.append("c1", asked(turn));
    assert.deepEqual(await turnsOf(open()), ["t1", "t2", "t3"]);
    const [file = "", ...more] = files();
    assert.deepEqual(more, []);
    assert.equal(
      readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line.includes('"conversation"')).length,
      1,
    );
    if (process.platform !== "win32") assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it("hands over what another window added, until it is taken in, and nothing that this one wrote or read", async () => {
    const [here, there] = [open(), open()];
    let isTaken = false;
    const news = async (id = "c1"): Promise<readonly string[] | undefined> => {
      let turns: readonly string[] | undefined;
      await here.news(id, ({ conversation }) => {
        turns = conversation.turns.map((turn) => turn.id);
        return isTaken;
      });
      return turns;
    };
    assert.equal(await news(), undefined, "there is no such file");
    here.append("c1", asked("t1", "größer?"));
    assert.equal(await news(), undefined);
    there.append("c1", asked("t2"));
    here.append("c1", asked("t3"));
    assert.deepEqual(await news(), ["t1", "t2", "t3"]);
    isTaken = true;
    assert.deepEqual([await news(), await news()], [["t1", "t2", "t3"], undefined]);
    for (const read of [() => here.open("c1"), () => here.latest()]) {
      there.append("c1", asked(`t${String(read)}`));
      await read();
      here.append("c1", asked("t4"));
      assert.equal(await news(), undefined);
    }
    assert.equal(await news("../c1"), undefined);
  });

  it("goes on in a file of an earlier session without a second header", async () => {
    open().append("c1", asked("t1"));
    const second = open();
    second.append("c1", asked("t2"));
    assert.deepEqual(await turnsOf(second), ["t1", "t2"]);
  });

  it("marks a file of version 1 before it adds to it, and changes nothing else of it", async () => {
    const store = open();
    store.append("c1", asked("t1"));
    const [file = ""] = files();
    const earlier = readFileSync(file, "utf8").replace('"version":2', '"version":1');
    writeFileSync(file, earlier);
    const second = open();
    assert.deepEqual(await turnsOf(second), ["t1"]);
    assert.equal(readFileSync(file, "utf8"), earlier);
    second.append("c1", asked("t2"));
    assert.ok(readFileSync(file, "utf8").startsWith(earlier.replace('"version":1', '"version":2')));
    assert.deepEqual(await turnsOf(open()), ["t1", "t2"]);
  });

  describe("what there is of an answer when the window crashes", () => {
    const interrupted = (text: string): AnsweredEvent => ({
      ...{ type: "answered", turn: "t1", time: "2026-01-31T12:00:01.000Z" },
      answer: { text, outcome: "interrupted", provider: "ollama", model: "m" },
    });
    /** Has a window ask, and get so much of an answer that goes on. */
    function ask(...texts: readonly string[]): ConversationStore {
      const store = open();
      store.append("c1", asked("t1"));
      for (const text of texts) store.grow("c1", interrupted(text));
      return store;
    }
    const answersOf = async (read: ReturnType<ConversationStore["latest"]>) =>
      (await read)?.conversation.turns.map(({ answer, versions }) => [answer?.text, versions.length]);

    it("is in the conversation when it is next opened, and stays there", async () => {
      ask("One", "One two");
      isRunning = false;
      const second = open();
      assert.deepEqual(await answersOf(second.latest()), [["One two", 1]]);
      second.append("c1", asked("t2"));
      isRunning = false;
      assert.deepEqual(await answersOf(open().latest()), [
        ["One two", 1],
        [undefined, 0],
      ]);
    });

    it("is also there when the conversation is opened from the history", async () => {
      ask("One");
      isRunning = false;
      const read = await open().open("c1");
      assert.ok(read.ok);
      assert.equal(read.value.conversation.turns[0]?.answer?.text, "One");
    });

    it("gives way to the answer itself", async () => {
      const store = ask("One");
      store.append("c1", interrupted("One two three"));
      isRunning = false;
      assert.deepEqual(await answersOf(open().latest()), [["One two three", 1]]);
    });

    it("stays until the answer itself is in its file", async () => {
      const store = ask("One");
      withFullDisk(() => {
        store.append("c1", interrupted("One two three"));
      });
      isRunning = false;
      assert.deepEqual(await answersOf(open().latest()), [["One", 1]]);
      isRunning = true;
    });

    it("goes when the answer itself could be written later", async () => {
      const store = ask("One");
      withFullDisk(() => {
        store.append("c1", interrupted("One two three"));
      });
      store.append("c1", asked("t2"));
      isRunning = false;
      assert.deepEqual(await answersOf(open().latest()), [
        ["One two three", 1],
        [undefined, 0],
      ]);
    });

    it("is left to the window that is still making it", async () => {
      const store = ask("One");
      const second = open();
      assert.deepEqual(await answersOf(second.latest()), [[undefined, 0]]);
      store.append("c1", interrupted("One two"));
      assert.deepEqual(await answersOf(open().latest()), [["One two", 1]]);
    });
  });

  it("loses nothing more than the line that was cut when the window crashed", async () => {
    const first = open();
    first.append("c1", asked("t1"));
    appendFileSync(files()[0] ?? "", '{"type":"asked","turn":"t2","ques');
    const second = open();
    second.append("c1", asked("t3"));
    second.append("c1", asked("t4"));
    const read = await second.latest();
    assert.deepEqual(
      [read?.conversation.turns.map(({ id }) => id), read?.unreadable],
      [["t1", "t3", "t4"], 1],
    );
  });

  it("opens the conversation that was written to last, and passes over what is none", async () => {
    const store = open();
    store.append("old", asked("t1"));
    store.append("new", asked("t2"));
    const [old = "", recent = ""] = ["old", "new"].map((id) =>
      files().find((file) => file.endsWith(`${id}.jsonl`)),
    );
    utimesSync(old, 1000, 1000);
    utimesSync(recent, 2000, 2000);
    assert.deepEqual(await turnsOf(store), ["t2"]);
    writeFileSync(recent, "damaged from its first letter on");
    utimesSync(recent, 2000, 2000);
    assert.deepEqual(await turnsOf(store), ["t1"]);
  });

  it("passes over what the system will not read, and opens the others", async () => {
    const store = open();
    store.append("c1", asked("t1"));
    mkdirSync(join(store.folder, "zzz.jsonl"));
    if (process.platform !== "win32") symlinkSync("nowhere", join(store.folder, "link.jsonl"));
    assert.deepEqual(await turnsOf(open()), ["t1"]);
    assert.equal(await store.mayBeOpen("c1"), true);
  });

  it("opens an empty conversation that was begun last, and goes on in it", async () => {
    const store = open();
    store.append("old", asked("t1"));
    for (const file of files()) utimesSync(file, 1000, 1000);
    store.begin("new");
    store.begin("new");
    const read = await open().latest();
    assert.deepEqual([read?.conversation.id, read?.conversation.turns, read?.unreadable], ["new", [], 0]);
    const second = open();
    second.append("new", asked("t2"));
    assert.deepEqual(await turnsOf(second), ["t2"]);
  });

  it("keeps workspaces apart, whatever they are called", async () => {
    const store = open("file:///a/../../etc");
    store.append("c1", asked("t1"));
    assert.equal(await open("file:///b").latest(), undefined);
    assert.ok(files().every((file) => file.startsWith(join(storage, "conversations"))));
  });

  it("calls a conversation by its first question, and one without a name by none", async () => {
    const store = open();
    store.append("c1", asked("t1", "Why  does\nsum() return NaN?"));
    store.append("c1", asked("t2"));
    store.begin("c2");
    assert.deepEqual(await Promise.all(["c1", "c2", "c3", "../c1"].map((id) => open().title(id))), [
      "Why does sum() return NaN?",
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("leads nowhere else by an id that somebody made up", async () => {
    open("file:///other").append("c1", asked("t1"));
    const [file = ""] = files();
    const away = `../${file.split(sep).at(-2)}/c1`;
    assert.deepEqual([await open().title(away), await open().mayBeOpen(away)], [undefined, true]);
  });

  describe("and what may still be open", () => {
    /** Two conversations of a window, the first of them left. */
    function twoOf(store: ConversationStore): void {
      store.append("old", asked("t1"));
      for (const file of files()) utimesSync(file, 1000, 1000);
      store.begin("new");
      store.append("new", asked("t2"));
    }
    const openOf = async (lookup: ConversationLookup, ids: readonly string[]): Promise<readonly boolean[]> =>
      Promise.all(ids.map((id) => lookup.mayBeOpen(id)));

    it("is the one that was written to last, and one that was never saved", async () => {
      const store = open();
      twoOf(store);
      assert.deepEqual(await openOf(store, ["old", "new", "unsaved"]), [false, true, true]);
      isRunning = false;
      assert.deepEqual(await openOf(open(), ["old", "new", "unsaved"]), [false, true, true]);
    });

    it("is what another window has open as long as it runs, whether it began it or opened it", async () => {
      open().append("old", asked("t1"));
      await open().latest();
      const opener = open();
      await opener.latest();
      for (const file of files()) utimesSync(file, 1000, 1000);
      const here = open();
      here.append("new", asked("t2"));
      assert.deepEqual(await openOf(here, ["old"]), [true]);
      assert.deepEqual(await Promise.all(["old", "new"].map((id) => here.openElsewhere(id))), [true, false]);
      isRunning = false;
      assert.deepEqual(await openOf(here, ["old"]), [false]);
      assert.deepEqual(await openOf(opener, ["old"]), [true], "the one of this very window is open");
    });

    it("is not what a window only asked for after it had begun another", async () => {
      const first = open();
      first.append("old", asked("t1"));
      const second = open();
      second.begin("new");
      for (const file of files().filter((name) => name.endsWith("new.jsonl"))) utimesSync(file, 500, 500);
      await second.latest();
      first.begin("third");
      assert.deepEqual(await openOf(first, ["old", "new", "third"]), [false, true, true]);
    });

    it("is one of the history from when it was opened there, and not one that was left or deleted", async () => {
      const store = open();
      for (const id of ["a", "b", "c"]) store.begin(id);
      for (const file of files()) utimesSync(file, 1000, 1000);
      store.begin("d");
      assert.equal((await store.open("a")).ok, true);
      assert.deepEqual(await openOf(open(), ["a", "b", "d"]), [true, false, false]);
      store.append("d", asked("late"));
      assert.deepEqual(await openOf(open(), ["a", "b"]), [true, false], "a late event opens nothing again");
      mkdirSync(join(store.folder, "deleted"));
      renameSync(join(store.folder, "c.jsonl"), join(store.folder, "deleted", "c.jsonl"));
      assert.deepEqual(await openOf(store, ["c"]), [false]);
    });

    it("stays the one before when another cannot be opened", async () => {
      const store = open();
      store.begin("a");
      writeFileSync(join(store.folder, "broken.jsonl"), "not a conversation");
      const opened = await Promise.all(["broken", "gone", "../a"].map((id) => store.open(id)));
      assert.deepEqual(
        opened.map((read) => (read.ok ? "opened" : read.error)),
        ["notAConversation", "gone", "gone"],
      );
      for (const file of files()) utimesSync(file, 1000, 1000);
      open().begin("b");
      assert.deepEqual(await openOf(open(), ["a"]), [true]);
    });

    it("is again what a window goes on in when everything was deleted meanwhile", async () => {
      const store = open();
      store.begin("c1");
      rmSync(store.folder, { recursive: true });
      store.append("c1", asked("t1"));
      assert.equal(await open().openElsewhere("c1"), true);
    });

    it("is everything while that cannot be told", async () => {
      const store = open();
      twoOf(store);
      const folder = join(files()[0] ?? "", "..", "open");
      rmSync(folder, { recursive: true });
      writeFileSync(folder, "a file where the folder should be");
      assert.deepEqual(await openOf(store, ["old"]), [true]);
      assert.equal(await store.openElsewhere("old"), true);
    });
  });

  it("opens an older one, which is the one that is there after a restart, by the name of its file", async () => {
    const store = open();
    store.append("a", asked("t1"));
    store.append("b", asked("t2"));
    for (const file of files()) utimesSync(file, 1000, 1000);
    const copy = join(store.folder, "copy.jsonl");
    writeFileSync(copy, readFileSync(join(store.folder, "a.jsonl")));
    utimesSync(copy, 500, 500);
    const read = await store.open("copy");
    assert.deepEqual(read.ok && [read.value.conversation.id, read.value.conversation.turns.length], [
      "copy",
      1,
    ]);
    assert.equal((await open().latest())?.conversation.id, "copy");
  });

  it("says when it cannot write, and with the next event writes all that is missing", async () => {
    const store = open();
    writeFileSync(join(storage, "conversations"), "a file where the folder should be");
    store.append("c1", asked("t1"));
    store.append("c1", asked("t2"));
    assert.equal(failures.length, 2);
    const meanwhile = await store.open("c1");
    assert.equal(meanwhile.ok && meanwhile.value.conversation.turns.length, 2, "it can be used all the same");
    assert.match((await store.text("c1")) ?? "", /"t2"/, "and exported");
    assert.deepEqual(await Promise.all(["c2", "../c1"].map((id) => store.text(id))), [undefined, undefined]);
    rmSync(join(storage, "conversations"));
    store.append("c1", asked("t3"));
    assert.deepEqual(await turnsOf(store), ["t1", "t2", "t3"]);
    assert.equal(failures.length, 2);
  });

  it("keeps nothing twice and nothing in halves when the disk gets full in the middle of a line", async () => {
    const store = open();
    store.append("c1", asked("t1"));
    withFullDisk(() => {
      store.append("c1", asked("t2"));
    });
    assert.equal(failures.length, 1);
    store.append("c1", asked("t3"));
    const read = await open().latest();
    assert.deepEqual(
      [read?.conversation.turns.map(({ id }) => id), read?.unreadable],
      [["t1", "t2", "t3"], 0],
    );
  });

  it("says anew that it cannot write after it could", () => {
    const news: boolean[] = [];
    const store = createFileConversationStore(storage, "file:///project", (_error, { isNews }) => {
      news.push(isNews);
    });
    const folder = join(storage, "conversations");
    for (let times = 0; times < 2; times += 1) {
      rmSync(folder, { recursive: true, force: true });
      writeFileSync(folder, "a file where the folder should be");
      store.append("c1", asked("t1"));
      store.append("c2", asked("t2"));
      rmSync(folder);
      store.append("c1", asked("t3"));
    }
    assert.deepEqual(news, [true, false, true, false]);
  });

  it("writes what is missing of one that was begun before, and goes on behind it", async () => {
    const store = open();
    store.append("c1", asked("t1"));
    const away = join(storage, "away");
    renameSync(store.folder, away);
    writeFileSync(store.folder, "a file where the folder should be");
    store.append("c1", asked("t2"));
    rmSync(store.folder);
    renameSync(away, store.folder);
    assert.deepEqual(await turnsOf(open()), ["t1"]);
    store.append("c1", asked("t3"));
    store.append("c1", asked("t4"));
    const read = await open().latest();
    assert.deepEqual(
      [read?.conversation.turns.map(({ id }) => id), read?.unreadable],
      [["t1", "t2", "t3", "t4"], 0],
    );
  });

  it("lets two windows write into one conversation without losing a word of either", async () => {
    const [here, there] = [open(), open()];
    here.append("c1", asked("t1"));
    assert.equal((await there.open("c1")).ok, true);
    for (const turn of ["t2", "t4"]) {
      there.append("c1", asked(turn));
      here.append("c1", asked(turn.replace(/\d/, (n) => String(Number(n) + 1))));
    }
    const read = await here.open("c1");
    assert.deepEqual(read.ok && [read.value.conversation.turns.map(({ id }) => id), read.value.unreadable], [
      ["t1", "t2", "t3", "t4", "t5"],
      0,
    ]);
  });
});
