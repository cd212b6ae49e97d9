import assert from "node:assert/strict";
import {
  longestAnswer,
  longestPaste,
  longestPicture,
  longestQuestion,
  mostDropped,
} from "../../../src/protocol/limits.ts";
import { stepActions, type ToHost } from "../../../src/protocol/messages.ts";
import { parseToHost } from "../../../src/protocol/parseToHost.ts";

describe("protocol/parseToHost", () => {
  const good: readonly ToHost[] = [
    { type: "ready" },
    { type: "send", text: "Why?" },
    { type: "send", text: "" },
    { type: "send", text: "Why?", onDevice: true },
    { type: "stop" },
    { type: "showReview" },
    { type: "sendNow" },
    { type: "regenerate", turn: "t1" },
    { type: "summarise" },
    { type: "stopSummary" },
    { type: "undoSummary", turn: "t1" },
    { type: "dismissNotice" },
    { type: "copy", text: "x" },
    { type: "insert", text: "x" },
    { type: "addChip" },
    { type: "edit", turn: "t1", text: "Why?" },
    { type: "edit", turn: "t1", text: "Why?", without: ["file:///a.ts#"] },
    { type: "show", turn: "t1", version: 0 },
    { type: "suggest", request: 3, query: "sum" },
    { type: "attach", mention: "file:file:///a.ts" },
    { type: "attachPicture", base64: "iVBORw0KGgo=" },
    { type: "attachPicture", base64: "", from: { width: 6000, height: 4000 } },
    { type: "wantPicture", picture: "0f" },
    { type: "attachPasted", text: "one\ntwo\nthree" },
    { type: "attachDropped", uris: ["file:///a.ts", "file:///b.ts"] },
    { type: "attachDropped", uris: ["file:///a.ts"], of: 201 },
    { type: "chipAsText" },
    { type: "chipAsText", chip: "pasted:1" },
    { type: "pickContext" },
    { type: "showChip", chip: "file:///a.ts#" },
    { type: "showChip", chip: "file:///a.ts#", turn: "t1" },
    { type: "removeChip", chip: "file:///a.ts#" },
    { type: "openLink", url: "https://example.com/" },
    { type: "openRecord", record: "r1" },
    { type: "step", action: "retry" },
    ...stepActions.map((action): ToHost => ({ type: "step", action, turn: "t1" })),
  ];
  for (const message of good)
    it(`takes ${JSON.stringify(message)}`, () => {
      assert.deepEqual(parseToHost(message), message);
    });

  it("takes what names a file with a path as long as a system allows, each letter of which is written as an address", () => {
    const uri = `file:///${encodeURIComponent("語".repeat(1_360))}`;
    for (const message of [
      { type: "attach", mention: `file:${uri}` },
      { type: "removeChip", chip: `${uri}#` },
      { type: "showChip", chip: `${uri}#` },
      { type: "chipAsText", chip: `${uri}#` },
      { type: "attachDropped", uris: [uri] },
    ])
      assert.deepEqual(parseToHost(message), message);
  });

  function check(name: string, forged: unknown): void {
    it(`takes no ${name}`, () => {
      assert.equal(parseToHost(forged), undefined);
    });
  }

  check("nothing", undefined);
  check("null", null);
  check("picture that is no base64", { type: "attachPicture", base64: "data:image/png;base64,iVBO" });
  check("picture without end", { type: "attachPicture", base64: "A".repeat(longestPicture + 1) });
  check("endless paste", { type: "attachPasted", text: "x".repeat(longestPaste + 1) });
  check("drop of everything", { type: "attachDropped", uris: Array(mostDropped + 1).fill("file:///a") });
  check("drop of what is no address", { type: "attachDropped", uris: [{ path: "/etc/passwd" }] });
  for (const count of [-1, 0.5, 1e9, Number.NaN, Infinity, "1"]) {
    check(`version ${count}`, { type: "show", turn: "t1", version: count });
    check(`request ${count}`, { type: "suggest", request: count, query: "" });
    check(`request ${count} for commands`, { type: "suggestCommands", request: count, query: "" });
  }
  check("text", "ready");
  check("list", ["ready"]);
  check("object without a type", { text: "x" });
  check("unknown type", { type: "eval", text: "x" });
  check("message of the other direction", { type: "state", state: {} });
  check("send without a text", { type: "send" });
  check("send that names a place", { type: "send", text: "x", onDevice: "cloud" });
  check("text that is no text", { type: "send", text: { toString: () => "x" } });
  check("step that there is not", { type: "step", action: "allowCloud" });
  check("step of the prototype", { type: "step", action: "constructor" });
  check("command for a step", { type: "step", action: "workbench.action.terminal.new" });
  check("turn that is no text", { type: "step", action: "retry", turn: 5 });
  check("oversized question", { type: "send", text: "x".repeat(longestQuestion + 1) });
  check("oversized code", { type: "insert", text: "x".repeat(longestAnswer + 1) });
  check("oversized id", { type: "regenerate", turn: "x".repeat(2_001) });
  check("oversized link", { type: "openLink", url: "x".repeat(8_001) });

  it("takes a question and an answer as long as they may be", () => {
    const messages: readonly ToHost[] = [
      { type: "send", text: "x".repeat(longestQuestion) },
      { type: "copy", text: "x".repeat(longestAnswer) },
      { type: "insert", text: "x".repeat(longestQuestion + 1) },
    ];
    for (const message of messages) assert.ok(parseToHost(message) !== undefined, message.type);
  });

  it("hands on nothing that a message has beside its own", () => {
    const laden = {
      type: "send",
      text: "x",
      mode: "cloud",
      consent: true,
      attachments: [{ path: "/etc/passwd" }],
    };
    assert.deepEqual(parseToHost(laden), { type: "send", text: "x" });
    for (const message of good)
      assert.deepEqual(parseToHost({ ...message, mode: "cloud", command: "x" }), message);
  });
});
