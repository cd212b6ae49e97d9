import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChatSession } from "../../../src/chat/chatSession.ts";
import type { ConversationEvent } from "../../../src/chat/conversation.ts";
import { createFileConversationStore } from "../../../src/chat/fileConversationStore.ts";
import { GrantBook } from "../../../src/privacy/grantBook.ts";
import { HistoryDesk } from "../../../src/vscode/historyDesk.ts";
import { inMemoryStore, rememberingLog } from "../../support/headless.ts";
import { editorWith, noInstructions, noMentions, noReviews } from "../../support/noRules.ts";
import { destination, routeTo } from "../../support/samples.ts";
import {
  documentsShown,
  fileDialogs,
  lists,
  messages,
  opened,
  quickPicks,
  typed,
  Uri,
  type QuickPick,
} from "../../support/vscode.ts";

const asked = (turn: string, question: string, time = new Date().toISOString()): ConversationEvent => ({
  ...{ type: "asked", turn, question, time },
  attachments: [],
});

describe("vscode/historyDesk", () => {
  let storage: string;
  let store: ReturnType<typeof openStore>;
  let chat: ChatSession;
  let grants: GrantBook;
  let desk: HistoryDesk;
  /** How often the panel was brought to the front. */
  let opens: number;

  const openStore = () =>
    createFileConversationStore(storage, "file:///project", (error) => {
      throw error;
    });
  beforeEach(() => {
    storage = mkdtempSync(join(tmpdir(), "drawbridge-desk-"));
    store = openStore();
    opens = 0;
    let ids = 0;
    const newId = (): string => `id${(ids += 1)}`;
    chat = new ChatSession({
      sending: {
        outlook: () => ({ ok: true, value: { route: routeTo(), destination: destination() } }),
        send: () => assert.fail("nothing is sent"),
      },
      store,
      editor: editorWith(),
      mentions: noMentions,
      ...noInstructions,
      reviews: noReviews,
      known: () => ({ kind: "unasked" }),
      newId,
      now: () => new Date().toISOString(),
      clock: () => 0,
      nextFrame: () => ({ dispose: () => undefined }),
    });
    grants = new GrantBook({ store: inMemoryStore(), workspace: "here", newId, now: Date.now });
    const openChat = (): Promise<void> => {
      opens += 1;
      return Promise.resolve();
    };
    desk = new HistoryDesk({ chat, conversations: store, grants, log: rememberingLog().log, openChat });
  });
  afterEach(() => {
    rmSync(storage, { recursive: true });
    quickPicks.length = 0;
    documentsShown.length = 0;
    messages.shown = [];
    messages.answer = undefined;
    messages.answering = undefined;
    lists.pick = () => undefined;
    typed.text = undefined;
    typed.shown = [];
    fileDialogs.shown = [];
    fileDialogs.save = undefined;
    fileDialogs.open = undefined;
    opened.files = {};
  });

  /** Waits for what only the disk has to do. */
  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise(setImmediate);
  }
  const said = (): readonly string[] => messages.shown.map(([text]) => text);
  const openId = (): string => chat.current().conversation.id;
  const outline = ({ items }: QuickPick): readonly string[] =>
    items.map((item) => ("kind" in item ? `— ${item.label}` : item.label));
  const files = (): readonly string[] => readdirSync(store.folder).filter((name) => name.endsWith(".jsonl"));

  /** Shows the list, when it is filled. */
  async function show(): Promise<{ readonly done: Promise<void>; readonly pick: QuickPick }> {
    const done = desk.show();
    return { done, pick: await shown() };
  }
  async function shown(): Promise<QuickPick> {
    const pick = quickPicks.at(-1);
    assert.ok(pick !== undefined);
    await until(() => !pick.busy);
    return pick;
  }

  async function allow(conversation: string): Promise<void> {
    await grants.give({
      ...{ keep: "conversation", conversation, tasks: ["chat"] },
      ...{ origin: "https://api.example:443", host: "api.example" },
    });
  }

  it("lists conversations, and those that cannot be read last, and opens the one that is chosen", async () => {
    store.append("c1", asked("t1", "What is $(lock)?"));
    store.append("c2", asked("t1", "Long ago?", "2020-01-31T12:00:00.000Z"));
    store.append("c2", { type: "pinned", pinned: true, time: "" });
    writeFileSync(join(store.folder, "broken.jsonl"), "{");
    store.begin("c3");
    const { done, pick } = await show();
    assert.deepEqual(outline(pick), [
      ...["— Pinned", "Long ago?", "— Today", "What is \\$(lock)?"],
      ...["— Cannot be read", "$(warning) broken.jsonl"],
    ]);
    assert.equal(pick.matchOnDescription, true);
    pick.choose("Long ago?");
    await done;
    assert.deepEqual([openId(), opens], ["c2", 1]);
  });

  it("says when there is nothing yet, and does nothing when it is left", async () => {
    const { done, pick } = await show();
    assert.deepEqual([pick.items, pick.placeholder], [[], "Nothing was asked here yet"]);
    pick.hide();
    await done;
    assert.equal(opens, 0);
  });

  it("shows a file that cannot be read as text, and keeps it", async () => {
    store.append("c1", asked("t1", "One?"));
    writeFileSync(join(store.folder, "broken.jsonl"), "{");
    const { done, pick } = await show();
    pick.choose("$(warning) broken.jsonl");
    await done;
    assert.deepEqual(documentsShown, [`file://${join(store.folder, "broken.jsonl")}`]);
    assert.deepEqual(files(), ["broken.jsonl", "c1.jsonl"]);
  });

  it("pins and takes a pin away in the list, whether the conversation is open or not", async () => {
    for (const id of ["c1", "c2"]) store.append(id, asked("t1", `${id}?`));
    await chat.open("c1");
    const { done, pick } = await show();
    pick.pressInRow("c1?", "Pin");
    await until(() => !pick.busy);
    pick.pressInRow("c2?", "Pin");
    await until(() => !pick.busy);
    assert.deepEqual(new Set(outline(pick)), new Set(["— Pinned", "c1?", "c2?"]));
    pick.pressInRow("c2?", "Unpin");
    await until(() => !pick.busy);
    assert.deepEqual(outline(pick), ["— Pinned", "c1?", "— Today", "c2?"]);
    pick.hide();
    await done;
    assert.equal(chat.current().conversation.pinned, true);
  });

  it("renames, and comes back to where the person was in the list", async () => {
    store.append("c1", asked("t1", "One?"));
    const { done, pick } = await show();
    typed.text = " First ";
    pick.value = "one";
    pick.pressInRow("One?", "Rename");
    await until(() => quickPicks.length === 2);
    const again = await shown();
    assert.deepEqual([outline(again), again.value], [["— Today", "First"], "one"]);
    assert.deepEqual(
      again.activeItems.map(({ label }) => label),
      ["First"],
    );
    again.hide();
    await done;
  });

  it("renames the open one, with a name that is not too long", async () => {
    store.append("c1", asked("t1", "One?"));
    await chat.open("c1");
    typed.text = "x".repeat(121);
    await desk.renameOpen();
    assert.deepEqual(typed.problems.splice(0), ["A name has at most 120 characters."]);
    typed.text = "First";
    await desk.renameOpen();
    assert.equal(await store.title("c1"), "First");
    assert.equal(chat.current().conversation.name, "First");
  });

  it("writes nothing into what a newer Drawbridge wrote", async () => {
    store.begin("c0");
    const header = '{"type":"conversation","version":3,"id":"c1"}';
    writeFileSync(join(store.folder, "c1.jsonl"), `${header}\n${JSON.stringify(asked("t1", "One?"))}\n`);
    const { done, pick } = await show();
    const buttons = pick.items.flatMap((row) => row.buttons ?? []).map(({ tooltip }) => tooltip);
    assert.deepEqual(buttons, ["Export", "Delete"]);
    pick.choose("One?");
    await done;
    typed.text = "First";
    await desk.renameOpen();
    assert.deepEqual(said(), ["A newer Drawbridge wrote this conversation; this one can only show it."]);
    assert.equal(await store.title("c1"), "One?");
  });

  describe("when a conversation is deleted", () => {
    it("asks nothing, and brings it back at the press of a button", async () => {
      for (const id of ["c1", "c2"]) store.append(id, asked("t1", `${id} [x](command:y)?`));
      let undo: (answer: string | undefined) => void = () => undefined;
      messages.answering = () =>
        new Promise((resolve) => {
          undo = resolve;
        });
      const { done, pick } = await show();
      pick.pressInRow("c2 [x](command:y)?", "Delete");
      await until(() => !pick.busy);
      assert.deepEqual(outline(pick), ["— Today", "c1 [x](command:y)?"]);
      const [[text, ...buttons] = ["nothing"]] = messages.shown;
      assert.deepEqual(buttons, ["Undo"]);
      assert.ok(!text.includes("](command:y)"), text);
      undo("Undo");
      await until(() => pick.items.length === 3 && !pick.busy);
      pick.hide();
      await done;
      assert.equal(openId(), "id1");
    });

    it("begins a new one in the panel when it was open there, and opens it again", async () => {
      store.append("c1", asked("t1", "One?"));
      await chat.open("c1");
      await desk.deleteOpen();
      assert.notEqual(openId(), "c1");
      assert.ok(!files().includes("c1.jsonl"));
      await chat.open("c1");
      assert.notEqual(openId(), "c1", "it is gone");
      store.append("c2", asked("t1", "Two?"));
      await chat.open("c2");
      messages.answer = "Undo";
      await desk.deleteOpen();
      await until(() => openId() === "c2");
      assert.ok(files().includes("c2.jsonl"));
    });

    it("keeps what another window has open, and says so", async () => {
      store.append("c1", asked("t1", "One?"));
      await chat.open("c1");
      await openStore().open("c1");
      await desk.deleteOpen();
      const { done, pick } = await show();
      pick.pressInRow("One?", "Delete");
      await until(() => !pick.busy);
      pick.hide();
      await done;
      assert.deepEqual([openId(), files()], ["c1", ["c1.jsonl"]]);
      assert.equal(new Set(said()).size, 1);
      assert.match(said()[0] ?? "", /^Another window has this conversation open\./);
      assert.equal(said().length, 2);
    });

    it("deletes none in which nothing was asked", async () => {
      await desk.deleteOpen();
      await desk.exportOpen();
      assert.deepEqual(new Set(said()), new Set(["Nothing was asked in this conversation yet."]));
    });

    it("ends what was allowed for it, and does not bring that back with it", async () => {
      store.append("c1", asked("t1", "One?"));
      await chat.open("c1");
      await allow("c1");
      messages.answer = "Undo";
      await desk.deleteOpen();
      await until(() => openId() === "c1");
      assert.deepEqual(grants.list(), []);
    });
  });

  it("asks again for what was allowed in a conversation that was left", async () => {
    for (const id of ["c1", "c2", "c3"]) store.append(id, asked("t1", `${id}?`));
    await chat.open("c1");
    for (const id of ["c1", "c2"]) await allow(id);
    const first = await show();
    first.pick.choose("c3?");
    await first.done;
    const second = await show();
    second.pick.choose("c1?");
    await second.done;
    assert.deepEqual([openId(), grants.list()], ["c1", []]);
  });

  it("exports the open one as Markdown, beside no workspace", async () => {
    store.append("c1", asked("t1", "What is sum(): a/b?"));
    await chat.open("c1");
    lists.pick = ([markdown]) => markdown;
    fileDialogs.save = Uri.file("/out/what.md");
    await desk.exportOpen();
    const [dialog] = fileDialogs.shown as readonly { readonly defaultUri: Uri }[];
    assert.match(dialog?.defaultUri.path ?? "", /\/what-is-sum-a-b\.md$/);
    assert.match(opened.files["/out/what.md"] ?? "", /^# What is sum\(\): a\/b\?\n\n## You · /);
    assert.deepEqual(said(), ["The conversation was exported."]);
  });

  it("exports a conversation as JSON and takes it in again, as another one", async () => {
    store.append("c1", asked("t1", "One?"));
    await allow("c1");
    lists.pick = (rows) => rows.at(-1);
    fileDialogs.save = Uri.file("/out/one.json");
    const { done, pick } = await show();
    pick.pressInRow("One?", "Export");
    await done;
    fileDialogs.open = [fileDialogs.save];
    await desk.import();
    assert.equal(files().length, 2);
    const { conversation } = chat.current();
    assert.notEqual(conversation.id, "c1");
    assert.deepEqual(
      conversation.turns.map(({ question }) => question),
      ["One?"],
    );
    assert.equal(opens, 1);
  });

  for (const [file, sentence] of [
    ["# Title", "This file is no conversation that Drawbridge exported. Nothing was imported."],
    [
      '{"type":"conversation","version":3,"id":"c1","events":[]}',
      "A newer Drawbridge wrote this conversation. Update Drawbridge to import it. Nothing was imported.",
    ],
    [undefined, "This file cannot be read. Nothing was imported."],
  ] as const)
    it(`imports nothing when ${sentence.split(".")[0]?.toLowerCase()}`, async () => {
      opened.files = { "/in.json": file };
      fileDialogs.open = [Uri.file("/in.json")];
      await desk.import();
      assert.deepEqual([said(), opens], [[sentence], 0]);
    });
});
