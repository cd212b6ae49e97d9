import assert from "node:assert/strict";
import { PromptPlanner, type PlanFacts } from "../../../src/completion/promptPlanner.ts";
import { ServerFigures } from "../../../src/completion/serverFigures.ts";
import type { ContextBlock } from "../../../src/context/contextBlock.ts";
import { routeTo, snapshot } from "../../support/samples.ts";

const block: ContextBlock = {
  kind: "definition",
  source: { kind: "file", uri: "file:///project/other.ts", path: "other.ts" },
  text: "export const other = 1;",
};

describe("completion/promptPlanner", () => {
  let planner: PromptPlanner;
  const facts: PlanFacts = {
    route: routeTo({ task: "completion", model: "qwen2.5-coder:1.5b" }),
    ...{ figures: new ServerFigures(), eco: false },
  };
  beforeEach(() => {
    planner = new PromptPlanner();
  });
  const write = (mark: string, context: readonly ContextBlock[] = [], by = facts): void => {
    planner.take(planner.plan(snapshot(mark), by, context), by);
  };
  const long = `${"const value = 1;\n".repeat(300)}█`;

  it("plans the same window for the same state", () => {
    write(long, [block]);
    const [one, other] = [1, 2].map(() => planner.plan(snapshot(long), facts, [block]));
    assert.deepEqual(one, other);
  });

  it("knows what the last prompt for a document held of others, as long as the next one goes on from it", () => {
    assert.deepEqual(planner.lastContext(snapshot(long), facts), { context: [], isOver: true });
    write(long, [block]);
    assert.deepEqual(planner.lastContext(snapshot(long.replace("█", "a█")), facts), {
      ...{ context: [block], isOver: false },
    });
    assert.equal(planner.lastContext(snapshot(`█${long.replace("█", "")}`), facts).isOver, true);
    assert.equal(planner.lastContext(snapshot("a█", "b.ts"), facts).isOver, true);
  });

  it("keeps the windows of other models, and of a machine that is spared, apart", () => {
    write(long, [block]);
    const other = { ...facts, route: routeTo({ task: "completion", model: "qwen2.5-coder:7b" }) };
    assert.equal(planner.lastContext(snapshot(long), other).isOver, true);
    assert.equal(planner.lastContext(snapshot(long), { ...facts, eco: true }).isOver, true);
  });

  it("forgets one document, or all", () => {
    write("a█", [block]);
    write(long, [block]);
    planner.drop(snapshot(long), facts);
    assert.equal(planner.lastContext(snapshot(long), facts).isOver, true);
    write(long, [block]);
    planner.forget();
    assert.deepEqual(planner.lastContext(snapshot(long), facts), { context: [], isOver: true });
  });

  it("has a small suffix where every new line has it read again, and none for what only continues", () => {
    const suffixTokens = (model: string): number =>
      planner.budget({ ...facts, route: routeTo({ task: "completion", model }) }).suffixTokens;
    assert.ok(suffixTokens("qwen2.5-coder:1.5b") < suffixTokens("codestral:22b"));
    assert.equal(suffixTokens("smollm2:135m"), 0);
  });
});
