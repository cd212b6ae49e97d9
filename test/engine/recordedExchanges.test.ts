import assert from "node:assert/strict";
import { type RecordedPhase, readRecording, recordedExchange } from "../support/recordedExchanges.ts";

const phases: readonly [RecordedPhase, number][] = [
  ["base", 60],
  ["cloud", 46],
  ["nocloud", 11],
  ["stub", 8],
];

describe("the recording of a real Ollama", () => {
  for (const [phase, count] of phases) {
    it(`has ${count} exchanges in the ${phase} phase, each with a whole body of its kind`, () => {
      const exchanges = readRecording(phase);
      assert.equal(exchanges.length, count);
      for (const { name, path, contentType, body, bytes, cut } of exchanges) {
        assert.match(path, /^\//u, name);
        if (cut) continue;
        assert.equal(Buffer.byteLength(body), bytes, name);
        if (contentType?.startsWith("application/json") === true && phase !== "stub") JSON.parse(body);
        if (contentType === "application/x-ndjson")
          body
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line) as unknown);
      }
    });
  }

  it("keeps the request, the missing content type and the mark of a cut body", () => {
    const chat = recordedExchange("base", "chat bad JSON");
    assert.deepEqual(
      { ...chat, body: JSON.parse(chat.body) as unknown },
      {
        name: "chat bad JSON",
        method: "POST",
        path: "/api/chat",
        requestBody: "{not json",
        status: 400,
        contentType: "application/json; charset=utf-8",
        chunked: false,
        bytes: 76,
        body: { error: "invalid character 'n' looking for beginning of object key string" },
        cut: false,
      },
    );
    assert.equal(recordedExchange("base", "evil Origin").contentType, null);
    assert.equal(recordedExchange("base", "embed").cut, true);
    assert.throws(() => recordedExchange("base", "no such exchange"), /no such exchange/u);
  });

  it("names no path of the machine it was made on", () => {
    for (const [phase] of phases) {
      for (const { name, body } of readRecording(phase))
        assert.doesNotMatch(body, /\/(tmp|home|root)\b/u, name);
    }
  });
});
