import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { createEmitter } from "../../../src/base/event.ts";
import { ok } from "../../../src/base/result.ts";
import type { CompletionEvent } from "../../../src/completion/completionEvent.ts";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import type { Movement } from "../../../src/egress/answer.ts";
import { localTime } from "../../../src/privacy/localTime.ts";
import { openCompletion, type OpenCompletion } from "../../../src/vscode/openCompletion.ts";
import { watchSettings } from "../../../src/vscode/settingsSource.ts";
import { fixedPolicy, rememberingLog } from "../../support/headless.ts";
import { leave, look, move, type as write } from "../../support/keyboard.ts";
import { openDocument, type OpenDocument } from "../../support/openDocument.ts";
import { destination, routeTo } from "../../support/samples.ts";
import { end, sendByHand, text, type SentByHand } from "../../support/sendByHand.ts";
import { simulatedTime, type SimulatedTime } from "../../support/simulatedTime.ts";
import { commandsRegistered, opened, workspace } from "../../support/vscode.ts";

const { Automatic, Invoke } = vscode.InlineCompletionTriggerKind;
const crlf = { eol: vscode.EndOfLine.CRLF };
const route = routeTo({ task: "completion", model: "qwen2.5-coder:1.5b" });

describe("vscode/openCompletion", () => {
  let time: SimulatedTime;
  let folder: string;
  let sent: readonly SentByHand[];
  let silences: (string | undefined)[];
  let quiet: (string | undefined)[];
  let events: CompletionEvent[];
  let lines: readonly string[];
  let verdict: PathVerdict;
  let completion: OpenCompletion;
  let moved = createEmitter<Movement>();
  beforeEach(() => {
    time = simulatedTime();
    folder = mkdtempSync(join(tmpdir(), "drawbridge-completion-"));
    [silences, quiet, events, verdict] = [[], [], [], { kind: "allowed" }];
    moved = createEmitter();
    const hand = sendByHand({ route: () => route });
    const remembering = rememberingLog();
    [sent, lines] = [hand.sent, remembering.lines];
    completion = openCompletion(
      {
        ...{ extensionUri: vscode.Uri.file("/extension"), globalStorageUri: vscode.Uri.file(folder) },
        sending: { send: hand.send, outlook: () => ok({ route, destination: destination() }) },
        policy: fixedPolicy(),
        parts: { door: { onDidMove: moved.event } },
        pathGuard: { guard: { judge: () => Promise.resolve(verdict) } },
        settings: watchSettings(),
        book: { local: localTime("UTC") },
        indicator: {
          setActiveTask: () => undefined,
          setSilence: (sentence) => silences.push(sentence),
          setQuiet: (words) => quiet.push(words),
        },
        log: remembering.log,
      },
      () => undefined,
    );
    completion.onDidHappen((event) => events.push(event));
  });
  afterEach(() => {
    completion.dispose();
    time.end();
    leave();
    workspace.textDocuments = [];
    opened.settings = {};
    rmSync(folder, { recursive: true });
  });

  type Asks = {
    readonly kind?: vscode.InlineCompletionTriggerKind;
    readonly selected?: vscode.SelectedCompletionInfo;
    readonly token?: vscode.CancellationToken;
  };
  const uncancelled: vscode.CancellationToken = {
    isCancellationRequested: false,
    onCancellationRequested: () => new vscode.Disposable(() => undefined),
  };

  function ask(
    { document, position }: { readonly document: OpenDocument; readonly position: vscode.Position },
    { kind = Automatic, selected, token = uncancelled }: Asks = {},
  ): Promise<readonly vscode.InlineCompletionItem[]> {
    const context = { triggerKind: kind, selectedCompletionInfo: selected };
    return completion.provide(document, position, context, token);
  }

  /** Answers the next request with these words. */
  async function answered(
    asking: Promise<readonly vscode.InlineCompletionItem[]>,
    ...words: readonly string[]
  ): Promise<readonly vscode.InlineCompletionItem[]> {
    await time.pass(500);
    await sent.at(-1)?.give(...words.map((word) => text(word)), end);
    await time.pass(0);
    return asking;
  }

  /** The text of an item. */
  function written(item: vscode.InlineCompletionItem | undefined): string {
    const { insertText = "" } = item ?? {};
    return typeof insertText === "string" ? insertText : insertText.value;
  }

  /** An item as its text and the columns of its line that it stands in place of. */
  function shape(item: vscode.InlineCompletionItem): string {
    return `${item.range?.start.character}-${item.range?.end.character} ${written(item)}`;
  }

  it("hands the editor what is suggested, for exactly where it was asked", async () => {
    const place = openDocument("const sum = █\n");
    look(place.document, place.position);
    const items = await answered(ask(place), "a + b;");
    assert.deepEqual(items.map(shape), ["12-12 a + b;"]);
    assert.deepEqual(silences, [undefined]);
  });

  it("stands in place of the closers that the editor put behind the position", async () => {
    const items = await answered(ask(openDocument("f(█)\n")), "a, b);");
    assert.deepEqual(items.map(shape), ["2-3 a, b);"]);
  });

  it("begins with what is selected in the editor's own list", async () => {
    const place = openDocument("a.fo█\n");
    const range = new vscode.Range(place.position.translate(0, -2), place.position);
    const items = await answered(ask(place, { selected: { range, text: "forEach" } }), "(b);");
    assert.deepEqual(items.map(shape), ["2-4 forEach(b);"]);
  });

  it("says that what is selected there leaves no room, and asks nothing", async () => {
    const place = openDocument("a.fo█\n");
    const range = new vscode.Range(place.position.translate(0, -2), place.position);
    assert.deepEqual(await ask(place, { selected: { range, text: "filter" } }), []);
    assert.deepEqual(silences, ["What is selected in the editor's own list leaves no room."]);
    assert.equal(sent.length, 0);
  });

  it("shows nothing in a document that was changed meanwhile, and breaks at none that is shorter", async () => {
    const place = openDocument("a\nb\nconst sum = █\n");
    const asking = ask(place);
    await time.pass(500);
    place.document.become("a");
    assert.deepEqual(await answered(asking, "a + b;"), []);
  });

  it("asks nothing for a document that was closed meanwhile", async () => {
    const place = openDocument("const sum = █\n");
    const asking = ask(place);
    place.document.isClosed = true;
    assert.deepEqual(await asking, []);
    assert.equal(sent.length, 0);
  });

  it("gives up with the editor", async () => {
    const cancelled = new vscode.EventEmitter<unknown>();
    const token = { isCancellationRequested: false, onCancellationRequested: cancelled.event };
    const asking = ask(openDocument("const sum = █\n"), { token });
    await time.pass(500);
    assert.equal(sent.length, 1);
    cancelled.fire(undefined);
    assert.deepEqual(await asking, []);
    assert.deepEqual(silences, []);
  });

  it("has another one for somebody who asks again with a key", async () => {
    const place = openDocument("const sum = █\n");
    const first = await answered(ask(place, { kind: Invoke }), "a + b;");
    assert.deepEqual(first.map(shape), ["12-12 a + b;"]);
    const both = await answered(ask(place, { kind: Invoke }), "b + c;");
    assert.deepEqual(both.map(shape), ["12-12 a + b;", "12-12 b + c;"]);
    assert.equal(sent[1]?.draft.variant, 1);
    const three = await answered(ask(place, { kind: Invoke }), "c + d;");
    assert.deepEqual(three.map(shape), ["12-12 a + b;", "12-12 b + c;", "12-12 c + d;"]);
    assert.equal((await answered(ask(place, { kind: Invoke }), "b + c;")).length, 3);
  });

  it("counts what was taken by the document's own line ends", async () => {
    const place = openDocument("let a;\r\n█\r\n", crlf);
    look(place.document, place.position);
    const [item] = await answered(ask(place), "if (a) {\n  a();\n}\n");
    assert.match(written(item), /^if \(a\) \{\n/);
    write(place.document, place.position, written(item).replaceAll("\n", "\r\n"));
    const accepted = events.find(({ kind }) => kind === "accepted");
    assert.ok(accepted?.kind === "accepted" && accepted.all);
  });

  it("believes the command of an item that it was taken", async () => {
    const place = openDocument("const sum = █\n");
    look(place.document, place.position);
    const [item] = await answered(ask(place), "a + b;");
    const taken = commandsRegistered.get("drawbridge.suggestionTaken");
    taken?.({});
    assert.ok(!events.some(({ kind }) => kind === "accepted"));
    taken?.(item?.command?.arguments?.[0]);
    assert.ok(events.some(({ kind }) => kind === "accepted"));
  });

  describe("switched off", () => {
    it("asks nothing, reads nothing, and says so", async () => {
      opened.settings = { user: { "completion.enabled": false } };
      const place = openDocument("const sum = █\n");
      place.document.getText = () => {
        throw new Error("the text was read");
      };
      look(place.document, place.position);
      assert.deepEqual(await ask(place), []);
      await time.pass(60_000);
      assert.deepEqual([sent.length, lines], [0, []]);
      assert.deepEqual(silences, ["Completion is off for typescript."]);
    });

    it("for a while, asks nothing until that is over, and ends what is on its way", async () => {
      const place = openDocument("const sum = █\n");
      const asking = ask(place);
      await time.pass(500);
      completion.snooze.start(5);
      assert.equal(sent[0]?.signal.aborted, true);
      assert.deepEqual(await asking, []);
      assert.match(quiet[0] ?? "", /^snoozed until /);
      assert.deepEqual(await ask(place), []);
      assert.equal(sent.length, 1);
      await time.pass(5 * 60_000);
      assert.deepEqual((await answered(ask(place), "a + b;")).map(shape), ["12-12 a + b;"]);
      assert.equal(quiet[1], undefined);
    });

    it("for a file that a rule excludes, reads nothing of it", async () => {
      verdict = { kind: "never", rule: ".env", from: "built in" };
      const place = openDocument("KEY=█", { address: "file:///project/.env" });
      place.document.getText = () => {
        throw new Error("the text was read");
      };
      look(place.document, place.position);
      assert.deepEqual(await ask(place), []);
      await time.pass(60_000);
      assert.deepEqual([sent.length, lines], [0, []]);
    });
  });

  it("has the server read again what a chat made it forget, once nobody types", async () => {
    const place = openDocument(`${"const value = 1;\n".repeat(40)}█\n`);
    look(place.document, place.position);
    await time.pass(700);
    assert.equal(sent.length, 1);
    await sent[0]?.give(text("x"), end);
    await time.pass(60_000);
    assert.equal(sent.length, 1);
    const chat = { id: "1", purpose: "chat", destination: destination(), bytes: 1 };
    moved.fire({ ...chat, phase: "started" });
    moved.fire({ ...chat, phase: "ended" });
    await time.pass(699);
    move(place.document, place.position);
    await time.pass(699);
    assert.equal(sent.length, 1);
    await time.pass(1);
    assert.equal(sent.length, 2);
    assert.equal(sent[1]?.draft.maxTokens, 1);
  });

  it("sends nothing any more, and ends what is on its way, when the window closes", async () => {
    const place = openDocument("const sum = █\n");
    look(place.document, place.position);
    const asking = ask(place);
    await time.pass(500);
    completion.dispose();
    assert.equal(sent[0]?.signal.aborted, true);
    assert.deepEqual(await asking, []);
    const again = ask(place);
    await time.pass(60_000);
    assert.deepEqual(await again, []);
    assert.equal(sent.length, 1);
  });
});
