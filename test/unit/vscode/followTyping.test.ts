import assert from "node:assert/strict";
import { followTyping, type Pause, type Typing } from "../../../src/vscode/followTyping.ts";
import { leave, look, move, type as write } from "../../support/keyboard.ts";
import { openDocument } from "../../support/openDocument.ts";
import { simulatedTime, type SimulatedTime } from "../../support/simulatedTime.ts";
import { happenings, Uri, window } from "../../support/vscode.ts";

describe("vscode/followTyping", () => {
  let time: SimulatedTime;
  let pauses: Pause[];
  let told: string[];
  let typing: Typing;
  beforeEach(() => {
    time = simulatedTime();
    pauses = [];
    told = [];
    typing = followTyping({
      acceptance: {
        changed: ({ changes }) => told.push(`changed ${JSON.stringify(changes)}`),
        moved: (to) => told.push(`moved ${to?.offset ?? "away"}`),
        closed: (uri) => told.push(`closed ${uri}`),
      },
      onPause: (pause) => pauses.push(pause),
    });
  });
  afterEach(() => {
    typing.dispose();
    time.end();
    leave();
  });

  it("tells of a short pause and of a long one, each once, wherever the keyboard is then", async () => {
    const { document, position } = openDocument("a█");
    look(document, position);
    await time.pass(699);
    assert.equal(pauses.length, 0);
    await time.pass(1);
    await time.pass(4300);
    await time.pass(60_000);
    assert.deepEqual(
      pauses.map((pause) => [pause.document === document, pause.position.character, pause.isLong]),
      [
        [true, 1, false],
        [true, 1, true],
      ],
    );
  });

  it("tells what was typed in from what was only looked at", async () => {
    const { document, position } = openDocument("a█");
    look(document, position);
    await time.pass(700);
    write(document, position, "b");
    await time.pass(700);
    assert.deepEqual(
      pauses.map(({ wasTyped }) => wasTyped),
      [false, true],
    );
  });

  it("ends a pause with the next key, move or document", async () => {
    const { document, position } = openDocument("a█");
    const ways = [
      () => void write(document, position, "b"),
      () => {
        move(document, position);
      },
      () => {
        look(document, position);
      },
    ];
    for (const end of ways) {
      look(document, position);
      pauses = [];
      await time.pass(700);
      assert.equal(pauses[0]?.signal.aborted, false);
      end();
      assert.equal(pauses[0].signal.aborted, true);
      await time.pass(699);
      assert.equal(pauses.length, 1);
      await time.pass(1);
      assert.equal(pauses.length, 2);
    }
  });

  it("begins anew when it is told to", async () => {
    const { document, position } = openDocument("a█");
    look(document, position);
    await time.pass(60_000);
    typing.awaitPause();
    await time.pass(700);
    assert.equal(pauses.length, 3);
  });

  it("tells of no pause where no code has the keyboard", async () => {
    await time.pass(60_000);
    const { document, position } = openDocument("a█", { address: "output:log" });
    look(document, position);
    await time.pass(60_000);
    assert.deepEqual(pauses, []);
  });

  it("tells of changes and moves in code only", () => {
    const { document, position } = openDocument("a█");
    write(document, position, "bc");
    assert.deepEqual(told, ['changed [{"offset":1,"removed":0,"text":"bc"}]', "moved 3"]);
    told = [];
    const other = openDocument("a█", { address: "output:log" });
    write(other.document, other.position, "bc");
    happenings.changedDocument.fire(Object.assign({ document }, { contentChanges: [] }));
    assert.deepEqual(told, []);
  });

  it("takes several cursors, and a selection, for no place where somebody types", () => {
    const { document, position } = openDocument("a█");
    const empty = { active: position, isEmpty: true };
    for (const selections of [[empty, empty], [{ active: position, isEmpty: false }], []])
      happenings.selection.fire({ textEditor: { document, selections } });
    assert.deepEqual(told, ["moved away", "moved away", "moved away"]);
  });

  it("knows how long ago a document was changed, as long as it is open", async () => {
    const { document, position } = openDocument("a█");
    const uri = document.uri.toString();
    assert.equal(typing.sinceKeyMs(uri), 0);
    write(document, position, "b");
    await time.pass(120);
    assert.equal(typing.sinceKeyMs(uri), 120);
    happenings.closedDocument.fire({ uri: Uri.parse(uri) });
    assert.equal(typing.sinceKeyMs(uri), 0);
    assert.equal(told.at(-1), `closed ${uri}`);
  });

  it("hears and tells nothing more once it is let go", async () => {
    const { document, position } = openDocument("a█");
    look(document, position);
    await time.pass(700);
    typing.dispose();
    assert.equal(pauses[0]?.signal.aborted, true);
    write(document, position, "b");
    await time.pass(60_000);
    assert.deepEqual([pauses.length, told.length], [1, 0]);
    assert.notEqual(window.activeTextEditor, undefined);
  });
});
