import assert from "node:assert/strict";
import { askedOf } from "../../../src/chat/commandInstructions.ts";
import { estimateTokens } from "../../../src/context/estimateTokens.ts";
import { slashCommands } from "../../../src/terms/slashCommands.ts";

describe("chat/commandInstructions", () => {
  for (const { name } of slashCommands)
    it(`says in a few words what /${name} means, and leaves what else was typed`, () => {
      const { instruction = "", question } = askedOf(`/${name} it crashes on []`);
      assert.equal(question, "it crashes on []");
      assert.ok(estimateTokens(instruction) > 5 && estimateTokens(instruction) < 60, instruction);
    });

  it("leaves what is no command as it was typed", () => {
    for (const question of ["/etc/hosts is wrong", "/unknown word", "why?", "  two\n\nlines "])
      assert.deepEqual(askedOf(question), { question });
  });
});
