import assert from "node:assert/strict";
import * as vscode from "vscode";
import { err, ok } from "../../../src/base/result.ts";
import type { Conversation } from "../../../src/chat/conversation.ts";
import { createForgottenDrafts } from "../../../src/vscode/forgottenDrafts.ts";
import { createChatPage, type ChatPage } from "../../../src/vscode/chatPage.ts";
import { fakeView, type FakeView } from "../../editor/fakeView.ts";
import { chatByHand } from "../../support/chatByHand.ts";
import { rememberingLog } from "../../support/headless.ts";
import { storeInMemory } from "../../support/stores.ts";
import { commandsRun, env, messages } from "../../support/vscode.ts";

/** The answer to whatever is asked, with nothing beside it. */
const answer = { text: "So.", beside: [], earlier: [] };

const url = "https://user:word@docs.example/a/b";

describe("vscode/chatPage", () => {
  let shown: ChatPage;
  let page: FakeView;
  /** What the page was told. */
  let heard: unknown[];
  let canRecord: boolean;
  /** What is recorded and opened, in this order. */
  let happened: string[];
  /** The steps that were handed on. */
  let stepped: string[];
  let nowMs: number;
  /** What was applied, of which answer. */
  let applied: unknown[];
  let chat: ReturnType<typeof chatByHand>;
  /** What another window made of the conversation. */
  let news: Conversation | undefined;
  /** The page of one more window. */
  let createPage: () => ChatPage;
  const { opening } = env;
  beforeEach(() => {
    const none = (): undefined => undefined;
    news = undefined;
    chat = chatByHand({}, () => undefined, { news: () => news });
    heard = [];
    canRecord = true;
    happened = [];
    applied = [];
    stepped = [];
    env.opening = () => {
      happened.push("opening");
      return Promise.resolve(true);
    };
    nowMs = 1000;
    const drafts = createForgottenDrafts(storeInMemory(), () => nowMs);
    createPage = () =>
      createChatPage(chat.session, {
        drafts,
        extensionUri: vscode.Uri.file("/extension"),
        log: rememberingLog().log,
        onReady: none,
        onGone: none,
        onStep: (action) => stepped.push(action),
        pickModel: () => Promise.resolve(undefined),
        answers: () =>
          Promise.resolve({
            apply: (...code) => Promise.resolve(void applied.push(code)),
            applyAll: (...code) => Promise.resolve(void applied.push(code)),
          }),
        onUse: none,
        onOpenRecord: none,
        recordOpening: ({ href }) => {
          happened.push(`record ${href}`);
          return canRecord ? ok((outcome) => happened.push(outcome)) : err("ledgerFailed");
        },
      });
    shown = createPage();
    page = fakeView((message) => {
      // What is said of the conversation itself is tried elsewhere.
      if (!["state", "composer"].includes((message as { readonly type: string }).type)) heard.push(message);
    });
    shown.show(page.view);
  });
  afterEach(() => {
    messages.shown = [];
    messages.answer = undefined;
    env.opened.length = 0;
    env.opening = opening;
  });

  async function press(address: string): Promise<void> {
    page.say({ type: "openLink", url: address });
    await new Promise(setImmediate);
  }

  it("has a question edited where the problem under its answer leads there", async () => {
    await chat.session.send("Why?");
    const { id: turn = "" } = chat.state().turns[0] ?? {};
    page.say({ type: "step", action: "editQuestion", turn });
    assert.deepEqual([heard, stepped], [[{ type: "edit", turn }], []]);
  });

  it("shows what another window asked as soon as the page is there", async () => {
    await chat.session.send("Why?");
    const { conversation } = chat.session.current();
    const [turn] = conversation.turns;
    assert.ok(turn);
    news = { ...conversation, turns: [{ ...turn, question: "Why not?" }] };
    page.say({ type: "ready" });
    await new Promise(setImmediate);
    assert.equal(chat.state().turns[0]?.question, "Why not?");
  });

  it("opens a link only after its whole address was shown in a dialog that holds the window", async () => {
    await press(url);
    assert.deepEqual(
      messages.shown.map(([, options]) => options),
      [{ modal: true, detail: url }],
    );
    assert.deepEqual([env.opened, happened], [[], []], "a dialog that was left opens and records nothing");
    messages.answer = "Open in Browser";
    await press(url);
    assert.deepEqual(env.opened, [url]);
  });

  it("has a link in the ledger before it is opened, and then how that ended", async () => {
    messages.answer = "Open in Browser";
    await press(url);
    assert.deepEqual(happened, [`record ${url}`, "opening", "opened"]);
  });

  it("opens no link that cannot be recorded, and says so", async () => {
    canRecord = false;
    messages.answer = "Open in Browser";
    await press(url);
    assert.deepEqual([happened, env.opened], [[`record ${url}`], []]);
    assert.deepEqual(messages.shown.slice(1), [
      ["The ledger could not be written, so the link was not opened. Is the disk full?"],
    ]);
  });

  for (const [what, comes] of [
    ["says that it did not open it", () => Promise.resolve(false)],
    ["fails at it", () => Promise.reject(new Error("no browser"))],
  ] as const)
    it(`records that a link was not opened when the editor ${what}`, async () => {
      env.opening = comes;
      messages.answer = "Open in Browser";
      await press(url);
      assert.deepEqual(happened, [`record ${url}`, "notOpened"]);
    });

  it("opens no address that is not of the web, and does not even ask", async () => {
    messages.answer = "Open in Browser";
    for (const address of [
      "command:workbench.action.terminal.new",
      "vscode://somebody.extension/x",
      "file:///etc/passwd",
      "javascript:alert(1)",
      "mailto:x@docs.example",
      "docs.example",
    ])
      await press(address);
    assert.deepEqual([messages.shown, env.opened, happened], [[], [], []]);
  });

  it("does nothing for what its page does not say: no command, no file, no step of somebody else's", async () => {
    messages.answer = "Open in Browser";
    for (const forged of [
      { type: "command", command: "workbench.action.terminal.new" },
      { type: "step", action: "workbench.action.terminal.new" },
      { type: "step", action: "setPaused", turn: "t1" },
      { type: "openFile", path: "/etc/passwd" },
      { type: "openLink", url: ["https://docs.example"] },
      { type: "insert", text: { toString: () => "x" } },
      { type: "insert", uri: "file:///etc/passwd" },
      [{ type: "openLink", url }],
      url,
    ]) {
      page.say(forged);
      await new Promise(setImmediate);
    }
    assert.deepEqual([messages.shown, env.opened, happened, commandsRun, stepped], [[], [], [], [], []]);
  });

  it("sends the keyboard where it was wanted last once the page is there, and only once", async () => {
    shown.wantKeyboard("transcript");
    shown.wantKeyboard("nextCode");
    assert.equal(heard.length, 0);
    for (let times = 0; times < 2; times += 1) {
      page.say({ type: "ready" });
      await new Promise(setImmediate);
    }
    assert.deepEqual(heard, [{ type: "go", to: "nextCode" }]);
    shown.wantKeyboard("previousTurn");
    assert.equal(heard.length, 2);
  });

  it("has code copied and applied where there is a page to do it, and says where there is none", async () => {
    assert.equal(shown.actOnCode("copyCode"), false);
    page.say({ type: "ready" });
    await new Promise(setImmediate);
    assert.deepEqual(heard, [], "code that nobody waits for any more is not copied later");
    assert.equal(shown.actOnCode("copyCode"), true);
    assert.equal(shown.actOnCode("applyCode"), true);
    assert.deepEqual(heard, [{ type: "copyCode" }, { type: "applyCode" }]);
  });

  it("applies code of an answer that is there, and says of one that is being made that it is", async () => {
    const code = { text: "let a;", language: "ts", file: "a.ts" };
    await chat.session.send("Why?");
    const turn = chat.session.current().conversation.turns[0]?.id;
    page.say({ type: "apply", turn, ...code });
    page.say({ type: "applyAll", turn });
    await new Promise(setImmediate);
    assert.deepEqual(applied, [[answer, code], [answer]]);
    page.say({ type: "apply", turn: "t2", ...code });
    page.say({ type: "applyAll", turn: "t2" });
    await new Promise(setImmediate);
    const told = "The answer is still being written. Apply its code when all of it is there.";
    assert.deepEqual([applied.length, messages.shown], [2, [[told], [told]]]);
  });

  it("starts a program at a press of the welcome's own button, and never at one that a conversation names", async () => {
    page.say({ type: "step", action: "startHere" });
    page.say({ type: "step", action: "startHere", turn: "t1" });
    await new Promise(setImmediate);
    assert.deepEqual(stepped, ["startHere", "startServer"]);
  });

  it("has its page forget what was not sent: at once, and whenever one comes up in any window", async () => {
    const forget = { type: "forgetDrafts", beforeMs: 1000 };
    await shown.forgetDrafts();
    assert.equal(heard.length, 0, "a page that is not there hears nothing");
    for (let times = 1; times <= 2; times += 1) {
      page.say({ type: "ready" });
      await new Promise(setImmediate);
      assert.deepEqual(
        heard,
        Array.from({ length: times }, () => forget),
      );
    }
    nowMs = 2000;
    await shown.forgetDrafts();
    assert.deepEqual(heard.at(-1), { ...forget, beforeMs: 2000 });
    const another = fakeView((message) => {
      heard = [message];
    });
    createPage().show(another.view);
    another.say({ type: "ready" });
    await new Promise(setImmediate);
    assert.deepEqual(heard, [{ ...forget, beforeMs: 2000 }]);
  });
});
