import assert from "node:assert/strict";
import { Snooze } from "../../../src/completion/snooze.ts";
import { pickSnooze } from "../../../src/vscode/snoozePicker.ts";
import { lists } from "../../support/vscode.ts";

describe("vscode/snoozePicker", () => {
  let snooze: Snooze;
  beforeEach(() => {
    snooze = new Snooze({ now: () => 0, later: () => ({ dispose: () => undefined }) });
  });
  afterEach(() => {
    lists.shown = [];
    lists.pick = () => undefined;
  });

  function pick(label: string): Promise<void> {
    lists.pick = (rows) => rows.find((row) => row.label.endsWith(label));
    return pickSnooze(snooze);
  }

  it("is quiet for as long as is picked", async () => {
    for (const [label, minutes] of [
      ["5 minutes", 5],
      ["15 minutes", 15],
      ["1 hour", 60],
      ["Until this window is reloaded", Number.POSITIVE_INFINITY],
    ] as const) {
      await pick(label);
      assert.deepEqual(snooze.current(), { kind: "snoozed", untilMs: minutes * 60_000 });
    }
  });

  it("changes nothing for who closes it", async () => {
    await pickSnooze(snooze);
    assert.equal(snooze.current(), undefined);
    await pick("5 minutes");
    lists.pick = () => undefined;
    await pickSnooze(snooze);
    assert.notEqual(snooze.current(), undefined);
  });

  it("offers first to resume, only while it is quiet", async () => {
    await pick("5 minutes");
    await pick("Resume");
    assert.equal(snooze.current(), undefined);
    const firsts = lists.shown.map(([first]) => first?.label);
    assert.deepEqual(firsts, ["$(clock) 5 minutes", "$(debug-continue) Resume"]);
  });
});
