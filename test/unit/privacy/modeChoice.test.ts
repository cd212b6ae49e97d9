import assert from "node:assert/strict";
import { modeItems, modeQuestion, setByLabel } from "../../../src/privacy/modeChoice.ts";
import { modes, type Mode } from "../../../src/terms/mode.ts";
import type { ModeSetBy } from "../../../src/gate/policy.ts";
import { policy } from "../../support/samples.ts";

describe("privacy/modeChoice", () => {
  function check(mode: Mode, setBy: ModeSetBy, locked: readonly Mode[]): void {
    it(`in ${mode} set by ${setBy}, ${locked.length === 0 ? "nothing" : locked.join(", ")} is locked`, () => {
      const items = modeItems(policy({ mode, setBy }));
      assert.deepEqual(
        items.map((item) => item.mode),
        modes,
      );
      assert.deepEqual(
        items.filter((item) => item.isCurrent).map((item) => item.mode),
        [mode],
      );
      assert.deepEqual(
        items.filter((item) => item.locked !== undefined).map((item) => item.mode),
        locked,
      );
      for (const item of items)
        if (item.locked !== undefined) assert.ok(item.locked.includes(setByLabel(setBy)), item.locked);
    });
  }

  check("onDevice", "default", []);
  check("ask", "you", []);
  check("network", "ceiling", ["ask", "cloud"]);
  check("onDevice", "repository", ["network", "ask", "cloud"]);
  check("onDevice", "untrusted", ["network", "ask", "cloud"]);
  check("cloud", "ceiling", []);
  check("onDevice", "unreadableChoice", []);
  for (const setBy of [
    "administrator",
    "yourPolicyFile",
    "machinePolicyFile",
    "repositoryFile",
    "unreadablePolicy",
    "pendingPolicy",
  ] as const)
    check("network", setBy, ["ask", "cloud"]);

  function checkQuestion(from: Mode, to: Mode, asks: boolean): void {
    it(`${asks ? "asks before" : "does not ask before"} going from ${from} to ${to}`, () => {
      assert.equal(modeQuestion(from, to, []) !== undefined, asks);
    });
  }

  for (const from of modes)
    for (const to of modes)
      checkQuestion(
        from,
        to,
        modes.indexOf(to) > modes.indexOf(from) || (from === "cloud" && to === "cloud"),
      );

  it("says which providers will be used without asking, or that none will", () => {
    const named = modeQuestion("ask", "cloud", ["OpenAI (api.openai.com)", "Team (llm.example.com)"]);
    assert.match(
      named?.detail ?? "",
      /Named providers: OpenAI \(api\.openai\.com\), Team \(llm\.example\.com\)\.$/,
    );
    assert.match(
      modeQuestion("ask", "cloud", [])?.detail ?? "",
      /No provider is named, so every send will still be reviewed\.$/,
    );
    assert.equal(named?.button, "Cloud allowed");
  });
});
