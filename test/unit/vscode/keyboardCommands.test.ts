import assert from "node:assert/strict";
import type { Goal } from "../../../src/protocol/messages.ts";
import { keyboardCommands } from "../../../src/vscode/keyboardCommands.ts";

describe("vscode/keyboardCommands", () => {
  /** The commands, and where they send the keyboard; `isThere` says whether the panel is on screen. */
  function rig(isThere: boolean) {
    const opened: (Goal | "composer")[] = [];
    const page = { actOnCode: () => isThere };
    const commands = keyboardCommands({ load: () => Promise.resolve({ page }) }, (to) => {
      opened.push(to ?? "composer");
      return Promise.resolve();
    });
    return { commands, opened };
  }

  it("bring the panel to the front, with the keyboard where their names say", async () => {
    const { commands, opened } = rig(true);
    await commands["drawbridge.focusTranscript"]();
    await commands["drawbridge.nextTurn"]();
    await commands["drawbridge.previousTurn"]();
    await commands["drawbridge.nextCode"]();
    await commands["drawbridge.previousCode"]();
    assert.deepEqual(opened, ["transcript", "nextTurn", "previousTurn", "nextCode", "previousCode"]);
  });

  for (const [what, isThere, expected] of [
    ["leaves the keyboard where it is while the panel is on screen", true, []],
    ["opens the panel where there is no code to be seen", false, ["composer"]],
  ] as const)
    it(`copying and applying code ${what}`, async () => {
      const { commands, opened } = rig(isThere);
      await commands["drawbridge.copyCode"]();
      assert.deepEqual(opened, expected);
      await commands["drawbridge.applyCode"]();
      assert.deepEqual(opened, [...expected, ...expected]);
    });
});
