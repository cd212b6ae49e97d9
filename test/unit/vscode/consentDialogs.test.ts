import assert from "node:assert/strict";
import type { ConsentPort } from "../../../src/sending/consentPort.ts";
import { destinationClasses } from "../../../src/terms/destination.ts";
import { createConsentDialogs } from "../../../src/vscode/consentDialogs.ts";
import { destination } from "../../support/samples.ts";
import { messages } from "../../support/vscode.ts";

const forwarder = destination({ class: "unverified", host: "127.0.0.1:4000" });

describe("vscode/consentDialogs", () => {
  let remembered: string[];
  let dialogs: ConsentPort;
  beforeEach(() => {
    remembered = [];
    dialogs = createConsentDialogs(
      (key) => Promise.resolve(void remembered.push(key)),
      () => Promise.resolve({ kind: "cancel" }),
    );
  });
  afterEach(() => {
    messages.shown = [];
    messages.answer = undefined;
  });

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

  it("asks one question for everyone who waits for its answer, and remembers a yes once", async () => {
    messages.answer = "Use it";
    const both = [dialogs.confirm(forwarder, "key"), dialogs.confirm(forwarder, "key")];
    assert.deepEqual(await Promise.all(both), [true, true]);
    assert.deepEqual(
      messages.shown.map(([title]) => title),
      ["Use the server at 127.0.0.1:4000?"],
    );
    assert.deepEqual(remembered, ["key"]);
  });

  it("asks for each destination by itself, and again once a question was answered", async () => {
    await Promise.all([dialogs.confirm(forwarder, "one"), dialogs.confirm(forwarder, "other")]);
    assert.equal(await dialogs.confirm(forwarder, "one"), false);
    assert.equal(messages.shown.length, 3);
    assert.deepEqual(remembered, []);
  });
});
