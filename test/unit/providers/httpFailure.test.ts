import assert from "node:assert/strict";
import { httpFailure } from "../../../src/providers/httpFailure.ts";
import type { ProviderFailure } from "../../../src/providers/provider.ts";

const ollama = (error: string): string => JSON.stringify({ error });
const openai = (message: string, more: object = {}): string =>
  JSON.stringify({ error: { message, type: "x", ...more } });

describe("providers/httpFailure", () => {
  function check(status: number, body: string, expected: ProviderFailure, retryAfter?: string): void {
    it(`${status} ${body.slice(0, 60)}${retryAfter === undefined ? "" : ` after ${retryAfter}`}: ${expected.kind}`, () => {
      assert.deepEqual(httpFailure(status, body, retryAfter), expected);
    });
  }

  const unauthorized: ProviderFailure = { kind: "unauthorized" };
  const missing: ProviderFailure = { kind: "modelMissing" };
  const tooLong: ProviderFailure = { kind: "contextTooLong" };
  const malformed: ProviderFailure = { kind: "malformed" };
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
  check(404, "<html>Not found</html>", malformed);
  check(413, "", tooLong);
  check(400, ollama("the input length exceeds the context length"), tooLong);
  check(
    400,
    openai("This model's maximum context length is 4096 tokens.", { code: "context_length_exceeded" }),
    tooLong,
  );
  check(400, openai("the request exceeds the available context size"), tooLong);
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
  check(405, "405 method not allowed", said(405, ""));
});
