import assert from "node:assert/strict";
import type { ChoreFailure } from "../../../src/sending/chores.ts";
import { explainChore } from "../../../src/setup/choreWords.ts";
import { destination } from "../../support/samples.ts";

const names = { server: "Ollama", model: "llama3:8b", url: "http://127.0.0.1:11434" };
const failures: readonly ChoreFailure[] = [
  { kind: "notOffered" },
  { kind: "noSuchModel" },
  { kind: "registryUnreachable" },
  { kind: "diskFull" },
  { kind: "cut", code: "EOF" },
  { kind: "stopped" },
  { kind: "modelMissing" },
  {
    kind: "needsConsent",
    destination: destination(),
    bodySha256: "",
    screening: { findings: [], complete: true },
  },
  { kind: "untrusted", destination: destination() },
  { kind: "cloudModel", model: "kimi-k2:cloud", destination: destination() },
  { kind: "unreachable", code: "ECONNREFUSED" },
  { kind: "timeout", step: "idle" },
  { kind: "serverError", status: 500, message: "llama runner process has terminated" },
];

describe("setup/choreWords", () => {
  for (const failure of failures)
    it(`says of ${failure.kind} what happened, in one plain sentence or two`, () => {
      const { sentence, steps } = explainChore(failure, names);
      assert.match(sentence, /^[A-Za-z][^!]+[.?]$/);
      assert.ok(sentence.length < 200);
      assert.ok(steps.every(({ label }) => label !== ""));
    });

  it("speaks of models where a send's words would mislead", () => {
    assert.equal(
      explainChore({ kind: "cut", code: "EOF" }, names).sentence,
      "The connection to Ollama broke. It keeps what it has; pull llama3:8b again to go on.",
    );
    assert.equal(
      explainChore(
        { kind: "serverError", status: 500, message: "llama runner process has terminated" },
        names,
      ).sentence,
      "Ollama says: llama runner process has terminated.",
    );
  });
});
