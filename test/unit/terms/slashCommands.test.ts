import assert from "node:assert/strict";
import { saysNothingMore, slashWord } from "../../../src/terms/slashCommands.ts";

describe("terms/slashCommands", () => {
  const words: Readonly<Record<string, ReturnType<typeof slashWord>>> = {
    "/fix": { name: "fix", rest: "" },
    "  /fix it crashes\non []  ": { name: "fix", rest: "it crashes\non []" },
    "/sql-style\tfor joins": { name: "sql-style", rest: "for joins" },
    "/etc/hosts is wrong": undefined,
    "/": undefined,
    "/ fix": undefined,
    "why /fix": undefined,
    "": undefined,
  };
  for (const [question, word] of Object.entries(words))
    it(`reads ${JSON.stringify(question)}`, () => {
      assert.deepEqual(slashWord(question), word);
    });

  it("knows when a command of its own is all that is said", () => {
    const all = ["/fix", " /review ", "/fix it", "/sql-style", "fix", "/etc/hosts"];
    assert.deepEqual(all.filter(saysNothingMore), ["/fix", " /review "]);
  });
});
