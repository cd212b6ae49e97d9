import assert from "node:assert/strict";
import { tellWriteFailure } from "../../../src/vscode/tellWriteFailure.ts";
import { messages } from "../../support/vscode.ts";

describe("vscode/tellWriteFailure", () => {
  afterEach(() => {
    messages.shown = [];
  });

  it("tells a failure whenever it is news, and logs every one", () => {
    const logged: unknown[] = [];
    const tell = tellWriteFailure({ error: (_message, error) => logged.push(error) });
    for (const isNews of [true, false, true]) tell("full", { isNews });
    assert.deepEqual(logged, ["full", "full", "full"]);
    assert.equal(messages.shown.length, 2);
  });
});
