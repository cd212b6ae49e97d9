import assert from "node:assert/strict";
import { modeItems, modeQuestion } from "../../../src/privacy/modeChoice.ts";
import { modes, setByLabel, type Mode, type ModeSetBy } from "../../../src/terms/mode.ts";
import { policy } from "../../support/samples.ts";

describe("privacy/modeChoice", () => {
  function check(mode: Mode, cap: Mode, setBy: ModeSetBy, locked: readonly Mode[]): void {
    it(`in ${mode}, capped at ${cap} by ${setBy}, ${locked.join(", ") || "nothing"} is locked`, () => {
      const items = modeItems(policy({ mode, cap: { mode: cap, setBy } }));
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

  check("onDevice", "cloud", "ceiling", []);
  check("ask", "cloud", "ceiling", []);
  check("network", "network", "ceiling", ["ask", "cloud"]);
  check("onDevice", "onDevice", "repository", ["network", "ask", "cloud"]);
  // Stricter than it has to be by the user's own choice: what lies between is open, the rest is locked all the same.
  check("onDevice", "network", "ceiling", ["ask", "cloud"]);
  check("onDevice", "onDevice", "untrusted", ["network", "ask", "cloud"]);
  check("cloud", "cloud", "ceiling", []);
  for (const setBy of [
    "administrator",
    "yourPolicyFile",
    "machinePolicyFile",
    "repositoryFile",
    "unreadablePolicy",
    "pendingPolicy",
  ] as const)
    check("network", "network", setBy, ["ask", "cloud"]);

  function checkQuestion(from: Mode, to: Mode, asks: boolean): void {
    it(`${asks ? "asks before" : "does not ask before"} going from ${from} to ${to}`, () => {
      assert.equal(modeQuestion({ from, to, providers: [], workspace: "shop" }) !== undefined, asks);
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
    const loosened = { from: "ask", to: "cloud", workspace: "shop" } as const;
    const named = modeQuestion({
      ...loosened,
      providers: ["OpenAI (api.openai.com)", "Team (llm.example.com)"],
    });
    assert.match(
      named?.detail ?? "",
      /Named providers: OpenAI \(api\.openai\.com\), Team \(llm\.example\.com\)\.$/,
    );
    assert.match(
      modeQuestion({ ...loosened, providers: [] })?.detail ?? "",
      /No provider is named, so every send will still be reviewed\.$/,
    );
    assert.equal(named?.title, 'Lower the bridge to "Cloud allowed" for shop?');
    assert.match(named.detail, /^Chat and completion /);
    assert.equal(named.button, "Cloud allowed");
  });
});
