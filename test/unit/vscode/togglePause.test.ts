import assert from "node:assert/strict";
import { togglePause } from "../../../src/vscode/togglePause.ts";
import { policy } from "../../support/samples.ts";
import { messages } from "../../support/vscode.ts";

describe("vscode/togglePause", () => {
  let paused: boolean;
  const watched = {
    current: () => policy({ paused }),
    setPaused: (to: boolean) => {
      paused = to;
      return Promise.resolve();
    },
  };
  afterEach(() => {
    messages.shown = [];
    messages.answer = undefined;
  });

  it("pauses at once, whoever asks for it", async () => {
    paused = false;
    await togglePause(watched);
    assert.deepEqual([paused, messages.shown], [true, []]);
  });

  it("resumes only when a person says so in a modal dialog", async () => {
    paused = true;
    await togglePause(watched);
    assert.equal(paused, true);
    assert.deepEqual(messages.shown, [
      [
        "Resume in empty window?",
        { modal: true, detail: 'Requests go through again, as far as the mode "On this device" allows.' },
        "Resume",
      ],
    ]);
    messages.answer = "Resume";
    await togglePause(watched);
    assert.equal(paused, false);
  });
});
