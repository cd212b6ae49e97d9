import assert from "node:assert/strict";
import type { ModeSetBy } from "../../../src/terms/mode.ts";
import { effectiveMode, type ModeWishes } from "../../../src/privacy/effectiveMode.ts";
import { modes, type Mode } from "../../../src/terms/mode.ts";

const open: ModeWishes = {
  chosen: undefined,
  defaultMode: "onDevice",
  ceiling: "cloud",
  repository: "cloud",
  trusted: true,
};

describe("privacy/effectiveMode", () => {
  function check(name: string, wishes: Partial<ModeWishes>, mode: Mode, setBy: ModeSetBy): void {
    it(`${name}: ${mode}, set by ${setBy}`, () => {
      assert.deepEqual(effectiveMode({ ...open, ...wishes }), { mode, setBy });
    });
  }

  check("a new workspace", {}, "onDevice", "default");
  check("a looser default", { defaultMode: "ask" }, "ask", "default");
  check("the user's choice", { chosen: "cloud" }, "cloud", "you");
  check("a choice stricter than the default", { chosen: "onDevice", defaultMode: "ask" }, "onDevice", "you");
  check("a ceiling below the choice", { chosen: "cloud", ceiling: "ask" }, "ask", "ceiling");
  check("a ceiling below the default", { defaultMode: "ask", ceiling: "network" }, "network", "ceiling");
  check("a ceiling above the choice", { chosen: "network", ceiling: "ask" }, "network", "you");
  check("a ceiling where the choice is", { chosen: "ask", ceiling: "ask" }, "ask", "you");
  check("a request of the repository", { chosen: "cloud", repository: "network" }, "network", "repository");
  check("a request looser than the choice", { chosen: "onDevice", repository: "cloud" }, "onDevice", "you");
  check(
    "a request below the ceiling",
    { chosen: "cloud", ceiling: "ask", repository: "network" },
    "network",
    "repository",
  );
  check("both at once", { chosen: "cloud", ceiling: "network", repository: "network" }, "network", "ceiling");
  check("an untrusted workspace", { chosen: "cloud", trusted: false }, "onDevice", "untrusted");
  check(
    "an untrusted one the user is strict about",
    { chosen: "onDevice", trusted: false },
    "onDevice",
    "you",
  );
  check("an untrusted one nobody chose for", { trusted: false }, "onDevice", "default");
  check(
    "an untrusted one with everything open",
    { defaultMode: "ask", repository: "cloud", trusted: false },
    "onDevice",
    "untrusted",
  );

  it("is never looser than anybody wishes, whatever they wish", () => {
    for (const chosen of [undefined, ...modes])
      for (const defaultMode of ["onDevice", "network", "ask"] as const)
        for (const ceiling of modes)
          for (const repository of modes)
            for (const trusted of [true, false]) {
              const { mode } = effectiveMode({ chosen, defaultMode, ceiling, repository, trusted });
              const most = [
                chosen ?? defaultMode,
                ceiling,
                repository,
                ...(trusted ? [] : (["onDevice"] as const)),
              ];
              assert.equal(modes.indexOf(mode), Math.min(...most.map((wish) => modes.indexOf(wish))));
            }
  });
});
