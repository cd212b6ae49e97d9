import assert from "node:assert/strict";
import { QuestionEdits, type Editing } from "../../../media/chat/questionEdits.ts";
import { turn as turnView } from "../../webview/chatStates.ts";

function edits(): { readonly edits: QuestionEdits; readonly kept: () => readonly Editing[] } {
  let kept: readonly Editing[] = [];
  return { edits: new QuestionEdits((now) => (kept = now)), kept: () => kept };
}

describe("questions that are edited", () => {
  it("take the keyboard when somebody begins, once, and again when it is called for while one is open", () => {
    const { edits: those } = edits();
    those.begin("t", "Why?");
    assert.deepEqual(
      [those.takeBegun("u"), those.takeBegun("t"), those.takeBegun("t")],
      [false, true, false],
    );
    let drawn = 0;
    those.editing.subscribe(() => (drawn += 1));
    those.begin("t", "Why?");
    assert.deepEqual([drawn, those.takeBegun("t")], [2, true]);
  });

  it("come back with their conversation as they were left, and leave the keyboard where it is", () => {
    const { edits: those, kept } = edits();
    those.begin("t", "Why?");
    those.write("Why not?");
    const left = kept();
    those.restore([]);
    assert.deepEqual([those.editing.value, those.takeBegun("t")], [undefined, false]);
    those.restore(left);
    assert.deepEqual(those.editing.value, { turn: "t", text: "Why not?", asked: "Why?" });
    assert.equal(those.takeBegun("t"), false);
  });

  it("take no keyboard in another conversation, begun or left just before", () => {
    const { edits: those, kept } = edits();
    those.begin("t", "Why?");
    const begun = kept();
    those.cancel();
    those.restore(begun);
    assert.deepEqual([those.takeBegun("t"), those.takeLeft("t")], [false, false]);
  });

  it("are kept while another one is open, and known as such, unless nothing was written", () => {
    const { edits: those } = edits();
    those.begin("t", "Why?");
    those.write("Why not?");
    those.begin("u", "And?");
    those.begin("v", "Then?");
    assert.deepEqual(
      ["t", "u", "v"].map((turn) => those.isLeft(turn)),
      [true, false, false],
    );
    those.begin("t", "Why?");
    assert.equal(those.isLeft("t"), false);
    assert.equal(those.editing.value?.text, "Why not?");
  });

  it("lose chips and get them back, with the keyboard in their words, which is a change as another word is", () => {
    const { edits: those, kept } = edits();
    those.begin("t", "Why?");
    for (const chip of ["sum.ts", "rates.ts", "sum.ts"]) those.turnOver(chip);
    assert.deepEqual([those.editing.value?.without, those.takeBegun("t")], [["rates.ts"], true]);
    those.begin("u", "And?");
    assert.deepEqual([those.isLeft("t"), kept()[0]?.without], [true, ["rates.ts"]]);
  });

  it("give the keyboard back once where the one that is left without a change began", () => {
    const { edits: those, kept } = edits();
    those.begin("t", "Why?");
    those.write("Why not?");
    those.cancel();
    assert.deepEqual([those.takeLeft("t"), those.takeLeft("t")], [true, false]);
    assert.deepEqual([those.editing.value, kept()], [undefined, []]);
  });

  it("are kept while they are on their way, until they stand in the place of the question", () => {
    const { edits: those, kept } = edits();
    those.begin("t", "Why?");
    those.write("Why not? ");
    those.send();
    assert.deepEqual([those.editing.value, those.sent.value, those.isLeft("t")], [undefined, "t", false]);
    const question = turnView("t", "Why?");
    those.follow([question]);
    assert.deepEqual([those.sent.value, kept().length], ["t", 1]);
    const other = { ...turnView("u", "Why not?"), siblings: ["t", "u"] };
    those.follow([other]);
    assert.deepEqual([those.sent.value, those.editing.value, kept()], [undefined, undefined, []]);
  });

  it("are open again, with the keyboard, when somebody stops waiting", () => {
    const { edits: those, kept } = edits();
    assert.equal(those.takeBack(), false);
    those.begin("t", "Why?");
    those.write("Why not?");
    those.begin("u", "And?");
    those.write("And so?");
    those.send();
    assert.equal(those.editing.value?.turn, "t", "the one that was left before is open meanwhile");
    those.write("Why not, then?");
    assert.deepEqual([those.takeBack(), those.takeBegun("u")], [true, true]);
    assert.equal(those.editing.value.text, "And so?");
    assert.deepEqual(
      kept().map(({ text }) => text),
      ["Why not, then?", "And so?"],
    );
  });
});
