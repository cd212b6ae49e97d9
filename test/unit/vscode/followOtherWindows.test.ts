import assert from "node:assert/strict";
import { followOtherWindows } from "../../../src/vscode/followOtherWindows.ts";
import { happenings, window } from "../../support/vscode.ts";

describe("vscode/followOtherWindows", () => {
  afterEach(() => {
    window.state.focused = true;
  });

  it("counts again when the focus comes or goes, and once for what is written while it is elsewhere", () => {
    let counted = 0;
    let timers: (() => void)[] = [];
    const following = followOtherWindows(
      "/ledger",
      () => (counted += 1),
      (_, callback) => {
        timers.push(callback);
        return { dispose: () => (timers = timers.filter((timer) => timer !== callback)) };
      },
    );
    happenings.windowState.fire({});
    assert.equal(counted, 1);
    happenings.fileWritten.fire({});
    assert.equal(timers.length, 0);
    window.state.focused = false;
    happenings.fileWritten.fire({});
    happenings.fileWritten.fire({});
    assert.equal(timers.length, 1);
    for (const timer of timers.splice(0)) timer();
    assert.equal(counted, 2);
    happenings.fileWritten.fire({});
    following.dispose();
    assert.equal(timers.length, 0);
    happenings.windowState.fire({});
    assert.equal(counted, 2);
  });
});
