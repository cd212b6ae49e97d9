import assert from "node:assert/strict";
import { togglePause } from "../../../src/vscode/togglePause.ts";
import { policy } from "../../support/samples.ts";
import { messages } from "../../support/vscode.ts";

describe("vscode/togglePause", () => {
  let paused: boolean;
  const book = {
    current: () => policy({ paused }),
    setPaused: (next: boolean): Promise<void> => {
      paused = next;
      return Promise.resolve();
    },
  };
  beforeEach(() => {
    messages.shown = [];
    messages.answer = undefined;
  });

  it("pauses at once, without a question", async () => {
    paused = false;
    await togglePause(book);
    assert.deepEqual([paused, messages.shown], [true, []]);
  });

  it("stays paused, whoever ran the command, until a person has said yes in a modal dialog", async () => {
    paused = true;
    await togglePause(book);
    const [shown] = messages.shown as readonly (readonly unknown[])[];
    assert.deepEqual([paused, (shown?.[1] as { readonly modal?: boolean } | undefined)?.modal], [true, true]);
    messages.answer = "Resume";
    await togglePause(book);
    assert.equal(paused, false);
  });
});
