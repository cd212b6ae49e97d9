import assert from "node:assert/strict";
import { splitThinking, type SpokenPiece } from "../../../src/stream/splitThinking.ts";

/** What became of pieces: the thinking and the text, each put together. */
function split(pieces: readonly string[]): readonly [thinking: string, text: string] {
  const { take, end } = splitThinking();
  const said: readonly SpokenPiece[] = [...pieces.flatMap((piece) => take(piece)), ...end()];
  const all = (kind: SpokenPiece["kind"]): string =>
    said
      .filter((piece) => piece.kind === kind)
      .map(({ text }) => text)
      .join("");
  assert.ok(said.every(({ text }) => text !== ""));
  return [all("thinking"), all("text")];
}

describe("stream/splitThinking", () => {
  function check(whole: string, thinking: string, text: string): void {
    it(`${JSON.stringify(whole)}: wherever it is cut`, () => {
      assert.deepEqual(split([whole]), [thinking, text]);
      assert.deepEqual(split(Array.from(whole)), [thinking, text]);
      for (let at = 1; at < whole.length; at += 1)
        assert.deepEqual(split([whole.slice(0, at), whole.slice(at)]), [thinking, text], String(at));
    });
  }

  check("<think>Hm.</think>Yes.", "Hm.", "Yes.");
  check("\n<think>\nHm.\n</think>\n\n  Yes.\n", "\nHm.\n", "Yes.\n");
  check("<think></think>Yes.", "", "Yes.");
  check("<think>never closed", "never closed", "");
  check("<think>nearly closed</thin", "nearly closed</thin", "");
  check("<think>a < b </ c </think>d", "a < b </ c ", "d");
  check("<think>a<think>b</think>c</think>d", "a<think>b", "c</think>d");
  check("Use <think> to think.</think>", "", "Use <think> to think.</think>");
  check("<thin air", "", "<thin air");
  check("<thinking>no", "", "<thinking>no");
  check("  indented", "", "  indented");
  check("  ", "", "  ");
  check("<thi", "", "<thi");
  check("", "", "");

  it("gives thinking on as it comes, and holds back only what could be the tag", () => {
    const { take } = splitThinking();
    assert.deepEqual(take("<think>one"), [{ kind: "thinking", text: "one" }]);
    assert.deepEqual(take(" two</"), [{ kind: "thinking", text: " two" }]);
    assert.deepEqual(take("b>"), [{ kind: "thinking", text: "</b>" }]);
  });

  it("gives text on as it comes, once it is known that nothing is thought before it", () => {
    const { take } = splitThinking();
    assert.deepEqual(take("one"), [{ kind: "text", text: "one" }]);
    assert.deepEqual(take(" <think>"), [{ kind: "text", text: " <think>" }]);
  });
});
