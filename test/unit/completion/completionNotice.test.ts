import assert from "node:assert/strict";
import { err, ok, type Result } from "../../../src/base/result.ts";
import { completionNotice } from "../../../src/completion/completionNotice.ts";
import type { NoSuggestion, Suggestion } from "../../../src/completion/suggestion.ts";
import type { Outlook } from "../../../src/sending/send.ts";
import type { SendFailure } from "../../../src/sending/sendEvent.ts";
import { destination, ollama, routeTo } from "../../support/samples.ts";

const fills: Outlook = ok({ route: routeTo({ model: "qwen2.5-coder:1.5b" }), destination: destination() });
const continues: Outlook = ok({ route: routeTo({ model: "llama3.2:3b" }), destination: destination() });

function failed(failure: SendFailure): Result<Suggestion, NoSuggestion> {
  return err({ kind: "failed", failure, server: "Ollama", model: "m" });
}

describe("completion/completionNotice", () => {
  it("tells of a server without a model, with the way to one", () => {
    const failure = { kind: "noModel", provider: ollama, task: "completion" } as const;
    const notice = completionNotice(failed(failure), err(failure));
    assert.equal(notice?.sentence, "Ollama has no model that can fill in code.");
    assert.equal(notice.action?.label, "How to get a model");
  });

  it("tells of a model that cannot fill in, whatever came of the request", () => {
    const suggestion: Suggestion = { id: "1", text: "x", replaced: 0, origin: "server", model: "m" };
    for (const outcome of [ok(suggestion), err({ kind: "empty" } as const)])
      assert.match(completionNotice(outcome, continues)?.sentence ?? "", /^llama3\.2:3b was not made/);
  });

  it("has another cause for another model, and the same for the same", () => {
    const cause = (model: string): string | undefined =>
      completionNotice(failed({ kind: "modelNotListed", provider: ollama, model }), fills)?.cause;
    assert.equal(cause("a"), cause("a"));
    const missing = (model: string): string | undefined =>
      completionNotice(
        err({ kind: "failed", failure: { kind: "modelMissing" }, server: "Ollama", model }),
        fills,
      )?.cause;
    assert.notEqual(missing("a"), missing("b"));
  });

  it("tells nothing of what passes by itself, or is nobody's to change", () => {
    const passing: readonly SendFailure[] = [
      { kind: "overloaded" },
      { kind: "paused" },
      { kind: "serverDown", provider: ollama, reason: "unreachable" },
      { kind: "timeout", step: "connect" },
    ];
    for (const failure of passing)
      assert.equal(completionNotice(failed(failure), fills), undefined, failure.kind);
    assert.equal(completionNotice(err({ kind: "empty" }), fills), undefined);
    assert.equal(completionNotice(err({ kind: "empty" }), err({ kind: "paused" })), undefined);
  });
});
