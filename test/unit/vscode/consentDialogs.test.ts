import assert from "node:assert/strict";
import type { ConsentPort } from "../../../src/sending/consentPort.ts";
import { createConsentDialogs } from "../../../src/vscode/consentDialogs.ts";
import { destination } from "../../support/samples.ts";
import { messages } from "../../support/vscode.ts";

const review: ConsentPort["review"] = () => Promise.resolve({ kind: "cancel" });
const forwarder = destination({ class: "unverified", host: "127.0.0.1:4000" });

describe("vscode/consentDialogs", () => {
  let remembered: string[];
  let dialogs: ConsentPort;
  beforeEach(() => {
    remembered = [];
    dialogs = createConsentDialogs((key) => {
      remembered.push(key);
      return Promise.resolve();
    }, review);
  });
  afterEach(() => {
    messages.shown = [];
    messages.answer = undefined;
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
