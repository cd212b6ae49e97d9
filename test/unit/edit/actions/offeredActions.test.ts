import assert from "node:assert/strict";
import { offeredActions, type ActionPlace } from "../../../../src/edit/actions/offeredActions.ts";

const quiet: ActionPlace = {
  ...{ problemLines: [], only: "" },
  ...{ isAsked: false, isOnName: false, isWholeDocument: true },
};

describe("edit/actions/offeredActions", () => {
  function check(name: string, place: Partial<ActionPlace>, expected: readonly string[]): void {
    it(name, () => {
      const offered = offeredActions({ ...quiet, ...place });
      assert.deepEqual(
        offered.map(({ title, line }) => (line === undefined ? title : `${line}: ${title}`)),
        expected,
      );
    });
  }

  const rewrites = ["Write Docs with Drawbridge", "Write Tests with Drawbridge"];

  check("lights no bulb where nothing is wrong", {}, []);
  check("offers to fix and to explain a problem", { problemLines: [4] }, [
    "4: Fix with Drawbridge",
    "4: Explain with Drawbridge",
  ]);
  check("takes the problems of one line together", { problemLines: [4, 4, 7] }, [
    "4: Fix 2 Problems with Drawbridge",
    "4: Explain with Drawbridge",
    "7: Fix with Drawbridge",
    "7: Explain with Drawbridge",
  ]);
  check("offers to write docs and tests to whoever asks", { isAsked: true }, rewrites);
  check("offers what was asked for alone", { isAsked: true, only: "refactor", problemLines: [1] }, rewrites);
  check(
    "offers only fixes where those were asked for",
    { isAsked: true, only: "quickfix", problemLines: [1] },
    ["1: Fix with Drawbridge", "1: Explain with Drawbridge"],
  );
  check("offers nothing of another kind", { isAsked: true, only: "source.organizeImports" }, []);
  check(
    "only explains in a cell of a notebook",
    { isAsked: true, problemLines: [1], isWholeDocument: false },
    ["1: Explain with Drawbridge"],
  );
  check("offers no more than three lines of problems", { problemLines: [9, 1, 2, 3] }, [
    ...[1, 2, 3].flatMap((line) => [`${line}: Fix with Drawbridge`, `${line}: Explain with Drawbridge`]),
  ]);

  it("offers names for what has one, once it is asked what there is", () => {
    const renames = (place: Partial<ActionPlace>): readonly string[] =>
      offeredActions({ ...quiet, isOnName: true, only: "refactor.rename", ...place }).map(
        ({ title }) => title,
      );
    assert.deepEqual(renames({ isAsked: true }), ["Suggest Names with Drawbridge"]);
    for (const place of [{}, { isAsked: true, isOnName: false }, { isAsked: true, isWholeDocument: false }])
      assert.deepEqual(renames(place), []);
  });
});
