import assert from "node:assert/strict";
import { err, ok } from "../../../src/base/result.ts";
import type { FindingAction } from "../../../src/completion/finding.ts";
import type { SendFailure } from "../../../src/sending/sendEvent.ts";
import { createCompletionNotices } from "../../../src/vscode/completionNotices.ts";
import { rememberingLog } from "../../support/headless.ts";
import { destination, ollama, routeTo } from "../../support/samples.ts";
import { messages } from "../../support/vscode.ts";

const noModel: SendFailure = { kind: "noModel", provider: ollama, task: "completion" };

describe("vscode/completionNotices", () => {
  let acted: FindingAction[];
  let model: string;
  beforeEach(() => {
    acted = [];
    model = "qwen2.5-coder:1.5b";
  });
  afterEach(() => {
    messages.shown = [];
    messages.answer = undefined;
  });

  function notices(log = rememberingLog().log, fails = false) {
    return createCompletionNotices({
      outlook: () => ok({ route: routeTo({ model }), destination: destination() }),
      act: (action) => {
        acted.push(action);
        return fails ? Promise.reject(new Error("no")) : undefined;
      },
      log,
    });
  }
  const failed = (failure: SendFailure) => err({ kind: "failed", failure, server: "", model: "" } as const);
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it("tells each cause once, however many keystrokes meet it", () => {
    const tell = notices();
    for (let key = 0; key < 100; key += 1) tell(failed(noModel));
    model = "llama3.2:3b";
    for (let key = 0; key < 100; key += 1) tell(err({ kind: "empty" }));
    assert.deepEqual(
      messages.shown.map(([sentence, ...buttons]) => [sentence, buttons]),
      [
        ["Ollama has no model that can fill in code.", ["How to get a model"]],
        [
          "llama3.2:3b was not made to fill in code: it does not see what follows the cursor.",
          ["Get qwen2.5-coder:1.5b"],
        ],
      ],
    );
  });

  it("tells of a model once it has written something, not of what is remembered or was never asked", () => {
    model = "llama3.2:3b";
    const tell = notices();
    const suggestion = { id: "1", text: "x", replaced: 0, model } as const;
    tell(err({ kind: "unsuitable", because: "insideWord" }));
    tell(ok({ ...suggestion, origin: "cache" }));
    assert.deepEqual(messages.shown, []);
    tell(ok({ ...suggestion, origin: "server" }));
    assert.equal(messages.shown.length, 1);
  });

  it("tells nothing of what needs nobody", () => {
    const tell = notices();
    tell(failed({ kind: "overloaded" }));
    tell(err({ kind: "busyWithChat", server: "Ollama" }));
    tell(err({ kind: "snoozed", untilMs: 1 }));
    assert.deepEqual(messages.shown, []);
  });

  it("does with one click what it offers", async () => {
    messages.answer = "How to get a model";
    notices()(failed(noModel));
    await settle();
    assert.deepEqual(acted, [{ label: "How to get a model", step: "getModel" }]);
  });

  it("logs what could not be done", async () => {
    messages.answer = "How to get a model";
    const { log, lines } = rememberingLog();
    notices(log, true)(failed(noModel));
    await settle();
    assert.equal(lines.length, 1);
  });
});
