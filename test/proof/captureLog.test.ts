import assert from "node:assert/strict";
import { readCaptureLog, readMark } from "../../scripts/proof/captureLog.ts";

describe("The catcher's log", () => {
  it("is read line by line", () => {
    const text = '{"kind":"ready","python":"3.11.7"}\n{"kind":"mark","time":1.5,"text":"{}"}\n';
    assert.deepEqual(readCaptureLog(text), [
      { kind: "ready", python: "3.11.7" },
      { kind: "mark", time: 1.5, text: "{}" },
    ]);
  });

  it("is refused when a line is not what the catcher writes", () => {
    for (const line of ['{"kind":"other"}', '{"kind":"packet","time":1}', "{", '{"kind":"ready"}']) {
      assert.throws(() => readCaptureLog(`${line}\n`));
    }
  });

  it("holds marks that are checked too", () => {
    const end = { edge: "end", step: "work", measured: { bytes: 1, word: "yes" } };
    assert.deepEqual(readMark(JSON.stringify(end)), end);
    assert.throws(() => readMark('{"edge":"middle","step":"work"}'));
  });
});
