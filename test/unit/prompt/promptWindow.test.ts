import assert from "node:assert/strict";
import { promptBudget, type BudgetFacts } from "../../../src/prompt/promptBudget.ts";
import {
  beginsAnew,
  planWindow,
  type PromptWindow,
  type WindowPlan,
} from "../../../src/prompt/promptWindow.ts";
import { snapshot } from "../../support/samples.ts";

const facts: BudgetFacts = {
  ...{ contextTokens: 8192, answerTokens: 128, prefillPerS: undefined },
  ...{ rereadsSuffix: true, fillsIn: true, eco: false },
};
const budget = promptBudget(facts);
const plan = { budget, anchor: "line", fillsIn: true, context: [] } as const;

function windows(states: readonly string[], changes: Partial<WindowPlan> = {}): readonly PromptWindow[] {
  const all: PromptWindow[] = [];
  for (const text of states)
    all.push(planWindow(snapshot(text), { ...plan, ...changes, previous: all.at(-1) }));
  return all;
}

const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) => (index % 10 === 9 ? "" : `  const value${index} = ${index};`))
    .map((line) => `${line}\n`)
    .join("");
const whole = ({ head, prefix }: PromptWindow): string => head.text + prefix.text;

describe("prompt/promptWindow", () => {
  it("begins with the line that is typed, and grows only there", () => {
    const [before, after] = windows(["a\nb\nc█\nd\n", "a\nb\ncde█\nd\n"]);
    assert.deepEqual([before?.prefix.text, before?.typed.text, before?.suffix.text], ["a\nb\n", "c", "d\n"]);
    assert.deepEqual([after?.prefix.text, after?.typed.text, after?.suffix.text], ["a\nb\n", "cde", "d\n"]);
  });

  it("keeps the place where typing began over lines, for a model that can", () => {
    const [, after] = windows(["a\nb█\nd\n", "a\nb\nc\ne█\nd\n"], { anchor: "middle" });
    assert.deepEqual([after?.prefix.text, after?.typed.text], ["a\n", "b\nc\ne"]);
  });

  it("gives that place up when the position leaves it, or too much was typed", () => {
    const [, above] = windows(["a\nb\nc█\nd\n", "a█\nb\nc\nd\n"], { anchor: "middle" });
    assert.deepEqual([above?.prefix.text, above?.typed.text], ["", "a"]);
    const [, long] = windows(["a\n█\n", `a\n${"x = 1\n".repeat(200)}y█\n`], { anchor: "middle" });
    assert.equal(long?.typed.text, "y");
  });

  it("has everything in the prefix for a model that reads the suffix first", () => {
    const [window] = windows(["a\nb█\nc\n"], { anchor: "none" });
    assert.deepEqual([window?.prefix.text, window?.typed.text], ["a\nb", ""]);
  });

  it("stays where it began while lines are added, and then moves on by a good piece at once", () => {
    const states = Array.from({ length: 120 }, (_, index) => `${lines(100 + index)}█`);
    const all = windows(states);
    const starts = all.map(({ prefix }) => prefix.from);
    const moves = starts.filter((start, index) => index > 0 && start !== starts[index - 1]);
    assert.ok(moves.length > 0 && moves.length < 12, `${moves.length} moves`);
    const most = budget.prefixTokens * 3.3;
    assert.ok(all.every(({ prefix }) => prefix.text.length <= most));
  });

  it("begins behind a blank line", () => {
    const [window] = windows([`${lines(400)}█`]);
    assert.match(window?.prefix.text ?? "", /^ {2}const value\d*0 = /);
    assert.equal(window?.head.from, 0);
    assert.match(window.head.text, /^ {2}const value0 = 0;\n/);
  });

  it("finds its beginning again when lines are added far above it", () => {
    const [before, after] = windows([`${lines(400)}█`, `import x;\n${lines(400)}█`]);
    assert.ok(before !== undefined && after !== undefined);
    assert.equal(whole(after), whole(before));
    assert.equal(after.prefix.from, before.prefix.from + "import x;\n".length);
    assert.equal(beginsAnew(after, before), false);
  });

  it("has the document's first lines as they are now once it has moved on", () => {
    const [, grown, moved] = windows([
      `${lines(400)}█`,
      `import x;\n${lines(400)}█`,
      `import x;\n${lines(700)}█`,
    ]);
    assert.ok(grown !== undefined && !grown.head.text.includes("import x;"));
    assert.ok(moved?.head.text.startsWith("import x;\n"));
  });

  it("begins anew in another document, and far away in the same one", () => {
    const [before] = windows([`${lines(400)}█`]);
    const other = planWindow({ ...snapshot("b█"), uri: "file:///project/other.ts" }, plan);
    assert.ok(beginsAnew(other, before) && beginsAnew(other, undefined));
    const [, top] = windows([`${lines(400)}█`, `a█${lines(400)}`]);
    assert.ok(top !== undefined && beginsAnew(top, before));
  });

  it("keeps a suffix of which only little has changed", () => {
    const below = lines(12);
    const [before, after, other] = windows([
      `a█\n${below}`,
      `a█\n${below.replace("value5", "value6")}`,
      `a█\n${below.replaceAll("value", "other")}`,
    ]);
    assert.equal(after?.suffix.text, before?.suffix.text);
    assert.notEqual(other?.suffix.text, before?.suffix.text);
  });
});

describe("prompt/promptBudget", () => {
  const total = (changes: Partial<BudgetFacts>): number => {
    const { prefixTokens, suffixTokens, contextTokens } = promptBudget({ ...facts, ...changes });
    return prefixTokens + suffixTokens + contextTokens;
  };

  it("grows in steps with what the machine reads in a second", () => {
    const totals = [50, 199, 300, 899, 1500, 5000].map((prefillPerS) =>
      total({ prefillPerS, rereadsSuffix: false }),
    );
    assert.deepEqual(
      totals,
      [512, 512, 1024, 1024, 2048, 4096].map((tokens) =>
        total({
          prefillPerS: tokens === 512 ? 100 : tokens === 1024 ? 600 : tokens === 2048 ? 1500 : 4000,
          rereadsSuffix: false,
        }),
      ),
    );
    assert.ok(totals.every((tokens, index) => tokens >= (totals[index - 1] ?? 0)));
  });

  it("spares the machine when the user wants that", () => {
    assert.ok(total({ eco: true, prefillPerS: 5000 }) <= 512);
  });

  it("has a small suffix where each new line makes the server read it again", () => {
    assert.ok(
      promptBudget(facts).suffixTokens < promptBudget({ ...facts, rereadsSuffix: false }).suffixTokens,
    );
  });

  it("gives a model without infill no suffix, and the room of it to the prefix", () => {
    const plain = promptBudget({ ...facts, fillsIn: false });
    assert.equal(plain.suffixTokens, 0);
    assert.ok(plain.prefixTokens > budget.prefixTokens);
  });
});
