import assert from "node:assert/strict";
import { destinationClasses } from "../../../src/terms/destination.ts";
import { createConsentDialogs } from "../../../src/vscode/consentDialogs.ts";
import { destination } from "../../support/samples.ts";
import { messages } from "../../support/vscode.ts";

describe("vscode/consentDialogs", () => {
  let remembered: string[];
  beforeEach(() => {
    remembered = [];
  });
  afterEach(() => {
    messages.shown = [];
    messages.answer = undefined;
  });

  const dialogs = createConsentDialogs(
    (key) => Promise.resolve(void remembered.push(key)),
    () => Promise.resolve({ kind: "cancel" }),
  );

  for (const kind of destinationClasses)
    it(`asks about ${kind} in a dialog that holds the window, and names it`, async () => {
      messages.answer = "Use it";
      const there = destination({ class: kind, host: "box.example:1", origin: "http://box.example:1" });
      assert.equal(await dialogs.confirm(there, "the key"), true);
      const [[title, options, ...buttons] = [""]] = messages.shown;
      assert.match(title, /box\.example:1/);
      assert.equal((options as { readonly modal?: boolean }).modal, true);
      assert.deepEqual(buttons, ["Use it"]);
      assert.deepEqual(remembered, ["the key"]);
    });

  it("remembers nothing when the dialog is closed, or answered with anything else", async () => {
    for (const answer of [undefined, "Cancel", "use it"]) {
      messages.answer = answer;
      assert.equal(await dialogs.confirm(destination({ class: "unverified" }), "the key"), false);
    }
    assert.deepEqual(remembered, []);
  });
});
