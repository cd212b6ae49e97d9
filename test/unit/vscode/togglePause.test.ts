import assert from "node:assert/strict";
import { resume, togglePause } from "../../../src/vscode/togglePause.ts";
import { policy } from "../../support/samples.ts";
import { messages, opened } from "../../support/vscode.ts";

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
    opened.name = undefined;
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

  it("resumes from a button of a conversation no sooner, however the button was named in its file", async () => {
    paused = true;
    await resume(watched);
    assert.deepEqual([paused, messages.shown.length], [true, 1]);
    messages.answer = "Resume";
    await resume(watched);
    assert.equal(paused, false);
    await resume(watched);
    assert.deepEqual([paused, messages.shown.length], [false, 2]);
  });

  it("lets no name of a workspace write a line of its own into the dialog, or turn the direction of writing", async () => {
    opened.name = "shop?\n\nNothing leaves\u202E";
    paused = true;
    await togglePause(watched);
    assert.equal(messages.shown[0]?.[0], "Resume in shop?  Nothing leaves ?");
  });
});
