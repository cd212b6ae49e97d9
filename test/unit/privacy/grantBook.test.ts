import assert from "node:assert/strict";
import type { GrantWish } from "../../../src/gate/grant.ts";
import { GrantBook } from "../../../src/privacy/grantBook.ts";
import { grantConversations, grantItems } from "../../../src/privacy/grantItems.ts";
import { localTime } from "../../../src/privacy/localTime.ts";
import { inMemoryStore } from "../../support/headless.ts";
import { ollama, openaiCloud } from "../../support/samples.ts";

const wish: GrantWish = {
  keep: "workspace",
  origin: "https://api.openai.com:443",
  host: "api.openai.com",
  tasks: ["chat"],
  conversation: "c1",
};

describe("privacy/grantBook", () => {
  const store = inMemoryStore();
  let nowMs = 0;
  let ids = 0;
  let book: GrantBook;

  const open = (workspace = "here"): GrantBook =>
    new GrantBook({ store, workspace, now: () => nowMs, newId: () => `g${(ids += 1)}` });
  const terms = (of = book): readonly string[] => of.list().map(({ term }) => term.kind);

  beforeEach(async () => {
    nowMs = Date.UTC(2026, 0, 31, 12);
    await Promise.all(store.keys().map((key) => store.set(key, undefined)));
    book = open();
  });

  it("keeps each kind of yes for as long as it says", async () => {
    for (const keep of ["conversation", "window", "day", "workspace"] as const) {
      await book.give({ ...wish, keep });
      nowMs += 1;
    }
    assert.deepEqual(terms(), ["workspace", "until", "window", "conversation"]);
    assert.deepEqual(terms(open()), ["workspace", "until", "conversation"], "a window keeps its own");
    nowMs += 24 * 60 * 60 * 1000;
    assert.deepEqual(terms(open()), ["workspace", "conversation"]);
  });

  it("keeps no record of what has run out", async () => {
    await book.give({ ...wish, keep: "day" });
    await book.give(wish);
    const [day = "", whole = ""] = store.keys();
    await book.tidy();
    assert.deepEqual(store.keys(), [day, whole]);
    nowMs += 24 * 60 * 60 * 1000;
    await book.give({ ...wish, keep: "window" });
    assert.deepEqual(store.keys(), [whole]);
  });

  it("ends what was given in a conversation that nobody can open again, and nothing else", async () => {
    await book.give({ ...wish, keep: "conversation", conversation: "over" });
    nowMs += 1;
    await book.give({ ...wish, keep: "conversation", conversation: "open" });
    for (const keep of ["window", "day", "workspace"] as const) await book.give({ ...wish, keep });
    const [over] = book.list().slice(-1);
    const asked: string[] = [];
    let told = 0;
    book.onDidChange(() => (told += 1));
    const end = (of: GrantBook): Promise<void> =>
      of.endWithConversations((id) => {
        asked.push(id);
        return Promise.resolve(id === "open");
      });
    await end(book);
    assert.deepEqual(asked.toSorted(), ["open", "over"]);
    assert.deepEqual(
      book
        .list()
        .map(({ term }) => (term.kind === "conversation" ? term.conversation : term.kind))
        .toSorted(),
      ["open", "until", "window", "workspace"],
    );
    assert.ok(over !== undefined && book.isOver(over) && open().isOver(over), "nobody took it back");
    await end(book);
    assert.equal(told, 1, "once, when something ended");
    await book.tidy();
    assert.equal(store.keys().length, 3);
  });

  it("never covers more by what has ended, though the clock is set back", async () => {
    await book.give({ ...wish, keep: "conversation", conversation: "over" });
    await book.endWithConversations(() => Promise.resolve(false));
    nowMs = 0;
    assert.deepEqual(book.list(), []);
  });

  it("brings nothing back that was taken back while it looked", async () => {
    await book.give({ ...wish, keep: "conversation" });
    const [given] = book.list();
    assert.ok(given);
    await book.endWithConversations(async () => {
      await book.revoke(given.id);
      return false;
    });
    assert.deepEqual([store.keys(), book.isOver(given)], [[], false]);
  });

  it("gives nothing for a conversation that there is not", async () => {
    await book.give({ ...wish, keep: "conversation", conversation: undefined });
    assert.deepEqual(book.list(), []);
  });

  it("belongs to one workspace", async () => {
    await book.give(wish);
    assert.deepEqual(open("elsewhere").list(), []);
    assert.deepEqual(open("here and more").list(), []);
  });

  it("takes one back and tells of it", async () => {
    await book.give(wish);
    await book.give({ ...wish, keep: "window" });
    let told = 0;
    book.onDidChange(() => (told += 1));
    for (const { id } of book.list()) await book.revoke(id);
    assert.deepEqual([book.list(), store.keys(), told], [[], [], 2]);
  });

  it("grants nothing by what it cannot read, or finds under another name", async () => {
    await book.give(wish);
    const [key = ""] = store.keys();
    const stored = store.get(key) as object;
    await store.set(key, { ...stored, term: { kind: "forever" } });
    assert.deepEqual(book.list(), []);
    await store.set(key, undefined);
    await store.set("drawbridge.grant here g9", stored);
    assert.deepEqual(book.list(), []);
  });

  it("says in words which provider may be sent what, and for how long by the reader's clock", async () => {
    await book.give({ ...wish, keep: "day" });
    nowMs -= 1;
    await book.give({ ...wish, keep: "conversation", origin: "via:ollama.com", host: "ollama.com" });
    nowMs -= 1;
    await book.give({ ...wish, keep: "window", origin: "https://gone.example:443", host: "gone.example" });
    const items = grantItems(book.list(), {
      providers: [ollama, openaiCloud],
      time: localTime("Asia/Tokyo"),
      titles: new Map(),
    });
    assert.deepEqual(
      items.map(({ label, detail }) => [label, detail]),
      [
        [
          "OpenAI (api.openai.com) · Chat",
          "Without asking until 2026-02-01 21:00; you allowed it on 2026-01-31 21:00",
        ],
        [
          "ollama.com behind a server of yours · Chat",
          "Without asking for one conversation of 2026-01-31; you allowed it on 2026-01-31 20:59",
        ],
        [
          "gone.example · Chat",
          "Without asking until this window closes; you allowed it on 2026-01-31 20:59",
        ],
      ],
    );
  });

  it("names the conversation that a yes was given in, as one line of text", async () => {
    await book.give({ ...wish, keep: "conversation", conversation: "c1" });
    await book.give({ ...wish, keep: "conversation", conversation: "c2" });
    await book.give(wish);
    const list = book.list();
    assert.deepEqual(grantConversations(list).toSorted(), ["c1", "c2"]);
    const items = grantItems(list, {
      ...{ providers: [], time: localTime("UTC") },
      titles: new Map([["c1", "Why does\u202e sum() return NaN?\n"]]),
    });
    assert.deepEqual(items.map(({ detail }) => detail.split(";")[0]).toSorted(), [
      "Without asking for one conversation of 2026-01-31",
      "Without asking for the conversation “Why does  sum() return NaN? ”",
      "Without asking for this workspace",
    ]);
  });
});
