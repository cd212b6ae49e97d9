import assert from "node:assert/strict";
import type { ContextBlock } from "../../../src/context/contextBlock.ts";
import { estimateTokens } from "../../../src/context/estimateTokens.ts";
import { rankContext, type Found } from "../../../src/context/rankContext.ts";

type Kind = ContextBlock["kind"];

/** A block of so many lines, about ten tokens each. */
function block(kind: Kind, path: string, first = 1, length = 1): ContextBlock {
  const text = Array.from(
    { length },
    (_, at) => `${path.replace(".", "_")}${first + at}(one, two, six);`,
  ).join("\n");
  const lines = { first, last: first + length - 1 };
  return { kind, text, source: { kind: "file", uri: `file:///project/${path}`, path, lines } };
}

const nothing: Found = { definition: [], similar: [], edit: [], diagnostic: [] };
const shown = (found: Partial<Found>, tokens = 1000): readonly string[] =>
  rankContext({ ...nothing, ...found }, tokens).map(
    ({ kind, source }) => `${kind} ${source.path}:${source.lines?.first ?? 0}`,
  );

describe("context/rankContext", () => {
  it("puts the most lasting kind first, and orders each kind by path and line", () => {
    const found = {
      definition: [
        block("definition", "b.ts", 9),
        block("definition", "b.ts", 2),
        block("definition", "a.ts"),
      ],
      similar: [block("similar", "c.ts")],
      edit: [block("edit", "d.ts")],
      diagnostic: [block("diagnostic", "e.ts")],
    };
    assert.deepEqual(shown(found), [
      "definition a.ts:1",
      "definition b.ts:2",
      "definition b.ts:9",
      "similar c.ts:1",
      "edit d.ts:1",
      "diagnostic e.ts:1",
    ]);
  });

  it("stays within the budget, paths included, and keeps the better", () => {
    const definition = ["a.ts", "b.ts", "c.ts", "d.ts"].map((path) => block("definition", path, 1, 3));
    const kept = rankContext({ ...nothing, definition: definition.toReversed() }, 90);
    assert.deepEqual(
      kept.map(({ source }) => source.path),
      ["c.ts", "d.ts"],
    );
    const tokens = kept.map(({ source, text }) => estimateTokens(`${source.path}\n${text}`));
    assert.ok(tokens.reduce((sum, each) => sum + each, 0) <= 90);
  });

  it("leaves the room of what is too long to what comes after it", () => {
    const definition = [block("definition", "long.ts", 1, 60), block("definition", "short.ts")];
    assert.deepEqual(shown({ definition }, 100), ["definition short.ts:1"]);
  });

  it("takes turns between definitions and similar code", () => {
    const definition = ["a.ts", "b.ts", "c.ts"].map((path) => block("definition", path, 1, 3));
    const similar = ["x.ts", "y.ts"].map((path) => block("similar", path, 1, 3));
    assert.deepEqual(shown({ definition, similar }, 90), ["definition a.ts:1", "similar x.ts:1"]);
  });

  it("prefers what both lists tell of", () => {
    const definition = ["a.ts", "b.ts"].map((path) => block("definition", path, 1, 3));
    const similar = [block("similar", "b.ts", 2, 12)];
    assert.deepEqual(shown({ definition, similar }, 50), ["definition b.ts:1"]);
  });

  it("gives recent edits a quarter of the room", () => {
    const edit = Array.from({ length: 6 }, (_, at) => block("edit", `e${at}.ts`, 1, 3));
    const room = 400;
    const kept = rankContext({ ...nothing, edit }, room);
    assert.deepEqual(
      kept.map(({ source }) => source.path),
      ["e0.ts", "e1.ts"],
    );
  });

  it("does not tell twice what a larger block tells", () => {
    const whole = block("definition", "a.ts", 1, 5);
    const part: ContextBlock = {
      ...whole,
      text: whole.text.split("\n")[2] ?? "",
      source: { ...whole.source, lines: { first: 3, last: 3 } },
    };
    assert.deepEqual(shown({ definition: [part, whole] }), ["definition a.ts:1"]);
    assert.deepEqual(shown({ definition: [whole, part] }), ["definition a.ts:1"]);
  });

  it("shows nothing when there is no room", () => {
    assert.deepEqual(shown({ definition: [block("definition", "a.ts")] }, 0), []);
  });
});
