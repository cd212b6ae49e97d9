import assert from "node:assert/strict";
import { httpFailure } from "../../../src/providers/httpFailure.ts";
import type { ProviderFailure } from "../../../src/providers/provider.ts";

const ollama = (error: string): string => JSON.stringify({ error });
const openai = (message: string, more: object = {}): string =>
  JSON.stringify({ error: { message, type: "x", ...more } });

describe("providers/httpFailure", () => {
  function check(status: number, body: string, expected: ProviderFailure, retryAfter?: string): void {
    it(`${status} ${body.slice(0, 60)}${retryAfter === undefined ? "" : ` after ${retryAfter}`}: ${expected.kind}`, () => {
      const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
      assert.deepEqual(httpFailure(status, body, headers), expected);
    });
  }

  const unauthorized: ProviderFailure = { kind: "unauthorized" };
  const missing: ProviderFailure = { kind: "modelMissing" };
  const tooLong: ProviderFailure = { kind: "contextTooLong" };
  const malformed: ProviderFailure = { kind: "malformed" };
  const page: ProviderFailure = { kind: "malformed", isPage: true };
  const filtered = (reason: string): ProviderFailure => ({ kind: "refusedByProvider", reason });
  const said = (status: number, message: string): ProviderFailure => ({
    kind: "serverError",
    status,
    message,
  });

  check(401, openai("Incorrect API key provided."), unauthorized);
  check(401, "", unauthorized);
  check(403, openai("Your key may not use this model."), unauthorized);
  // A server that takes no keys forbids for reasons of its own, which it tells.
  check(
    403,
    ollama("ollama cloud is disabled: remote model is unavailable"),
    said(403, "ollama cloud is disabled: remote model is unavailable"),
  );
  check(403, "", said(403, ""));
  check(404, ollama("model 'nope:1b' not found"), missing);
  check(404, openai("The model `x` does not exist", { code: "model_not_found" }), missing);
  check(404, JSON.stringify({ object: "error", message: "The model `x` does not exist." }), missing);
  // Nobody who has this API answers so: it is another server, or another path.
  check(404, "404 page not found", malformed);
  check(404, '{"detail":"Not Found"}', malformed);
  check(404, "<html>Not found</html>", page);
  check(403, " <!DOCTYPE html><title>Sign in</title>", page);
  check(413, "", tooLong);
  check(400, ollama("the input length exceeds the context length"), tooLong);
  check(
    400,
    openai("This model's maximum context length is 4096 tokens.", { code: "context_length_exceeded" }),
    tooLong,
  );
  check(400, openai("the request exceeds the available context size"), tooLong);
  // llama.cpp's word, older and newer, for a text that is longer than the batch that it makes an embedding in.
  check(
    500,
    openai("input is too large to process. increase the physical batch size", { code: 500 }),
    tooLong,
  );
  check(
    500,
    openai(
      "input (771 tokens) is too large to process. increase the physical batch size (current batch size: 512)",
    ),
    tooLong,
  );
  check(400, ollama('"x" does not support thinking'), said(400, '"x" does not support thinking'));
  check(429, openai("slow down"), { kind: "quota", retryAfterS: 7 }, "7");
  check(503, "", { kind: "overloaded", retryAfterS: 20 }, "20");
  check(529, "", { kind: "overloaded" }, "soon");
  check(429, "", { kind: "quota" });
  check(429, "", { kind: "quota" }, "Wed, 21 Oct 2026 07:28:00 GMT");
  check(429, "", { kind: "quota" }, "");
  check(503, ollama("server busy"), { kind: "overloaded" });
  check(529, "", { kind: "overloaded" });
  check(500, ollama("out of\n  memory"), said(500, "out of memory"));
  check(500, ollama("a\u202eb\u2028c"), said(500, "a b c"));
  check(502, "<html>Bad gateway</html>", said(502, ""));
  check(500, openai("x".repeat(400)), said(500, "x".repeat(300)));
  check(408, openai("Request timed out."), said(408, "Request timed out."));
  check(504, "", said(504, ""));
  check(402, openai("Insufficient Balance", { code: "invalid_request_error" }), { kind: "quota" });
  check(429, openai("You exceeded your current quota", { type: "insufficient_quota" }), { kind: "quota" });
  check(400, openai("Your credit balance is too low to access the Anthropic API."), { kind: "quota" });
  // Each server's own way to say that a prompt is too long.
  check(400, openai("prompt is too long: 208310 tokens > 200000 maximum"), tooLong);
  check(
    400,
    openai("The input token count (1048577) exceeds the maximum number of tokens allowed (1048576)."),
    tooLong,
  );
  check(
    422,
    JSON.stringify({ error: { message: "`inputs` tokens + `max_new_tokens` must be <= 4096" } }),
    tooLong,
  );
  // Filters, which answer with a reason of their own.
  check(400, openai("Blocked.", { code: "content_policy_violation" }), filtered("Blocked."));
  check(
    400,
    openai("The response was filtered.", { code: "content_filter" }),
    filtered("The response was filtered."),
  );
  check(
    403,
    openai("Your chosen model requires moderation.", { code: 403, metadata: { reasons: ["violence"] } }),
    filtered("Your chosen model requires moderation."),
  );
  // In the middle of a stream, where the status was 200 and the error says what it is.
  check(200, openai("Overloaded", { type: "overloaded_error" }), { kind: "overloaded" });
  check(200, openai("Slow down", { type: "rate_limit_error" }), { kind: "quota" });
  check(200, openai("Provider returned error", { code: 502 }), said(502, "Provider returned error"));
  check(200, openai("No more", { code: "rate_limit_exceeded" }), { kind: "quota" });
  check(200, openai("Broken", { code: 7 }), said(200, "Broken"));
  check(200, ollama("the input length exceeds the context length"), tooLong);
  // A model that thinks about filters and quotas in a 500 is still only broken.
  check(500, ollama("moderation service crashed"), said(500, "moderation service crashed"));

  it("reads a date to wait until beside the server's own clock only", () => {
    const date = "Wed, 21 Oct 2026 07:28:00 GMT";
    const wait = (until: string): unknown => httpFailure(429, "", { "retry-after": until, date });
    assert.deepEqual(wait("Wed, 21 Oct 2026 07:28:20 GMT"), { kind: "quota", retryAfterS: 20 });
    assert.deepEqual(wait("Wed, 21 Oct 2026 07:27:00 GMT"), { kind: "quota", retryAfterS: 0 });
    assert.deepEqual(wait("Wed, 21 Oct 2027 07:28:00 GMT"), { kind: "quota" });
  });

  check(405, "405 method not allowed", said(405, ""));
});
