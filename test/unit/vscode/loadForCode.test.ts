import assert from "node:assert/strict";
import { loadForCode } from "../../../src/vscode/loadForCode.ts";
import { rememberingLog } from "../../support/headless.ts";
import { leave, look } from "../../support/keyboard.ts";
import { openDocument } from "../../support/openDocument.ts";
import { simulatedTime, type SimulatedTime } from "../../support/simulatedTime.ts";

describe("vscode/loadForCode", () => {
  let time: SimulatedTime;
  let loads: number;
  let isOn: boolean;
  let fails: boolean;
  beforeEach(() => {
    time = simulatedTime();
    [loads, isOn, fails] = [0, true, false];
  });
  afterEach(() => {
    time.end();
    leave();
  });

  function watching() {
    const { log, lines } = rememberingLog();
    const load = (): Promise<void> => {
      loads += 1;
      return fails ? Promise.reject(new Error("no such file")) : Promise.resolve();
    };
    return { lines, loading: loadForCode({ load, isOn: () => isOn, log }) };
  }
  const { document, position } = openDocument("a█");

  it("loads when code has been looked at for two seconds", async () => {
    look(document, position);
    const { loading } = watching();
    await time.pass(1999);
    assert.equal(loads, 0);
    await time.pass(1);
    assert.equal(loads, 1);
    loading.dispose();
  });

  it("waits anew for whoever goes from one document to the next", async () => {
    const { loading } = watching();
    for (let step = 0; step < 5; step += 1) {
      look(document, position);
      await time.pass(1500);
    }
    assert.equal(loads, 0);
    await time.pass(500);
    assert.equal(loads, 1);
    loading.dispose();
  });

  it("loads nothing for what is no code, or where completion is off", async () => {
    const log = openDocument("a█", { address: "output:log" });
    look(log.document, log.position);
    const { loading } = watching();
    await time.pass(60_000);
    isOn = false;
    look(document, position);
    await time.pass(60_000);
    leave();
    await time.pass(60_000);
    assert.equal(loads, 0);
    loading.dispose();
  });

  it("tells the log when it could not be loaded", async () => {
    fails = true;
    look(document, position);
    const { lines, loading } = watching();
    await time.pass(2000);
    assert.deepEqual(lines, ["Completion could not be loaded"]);
    loading.dispose();
  });

  it("loads nothing any more once it is let go", async () => {
    look(document, position);
    watching().loading.dispose();
    await time.pass(60_000);
    look(document, position);
    await time.pass(60_000);
    assert.equal(loads, 0);
  });
});
