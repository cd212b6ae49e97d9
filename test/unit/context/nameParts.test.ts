import assert from "node:assert/strict";
import { nameParts } from "../../../src/context/nameParts.ts";

describe("context/nameParts", () => {
  const cases: readonly (readonly [name: string, parts: readonly string[]])[] = [
    ["parse", ["parse"]],
    ["parseUrl", ["parseurl", "parse", "url"]],
    ["parseHTTPUrl", ["parsehttpurl", "parse", "http", "url"]],
    ["parse_http_url", ["parse_http_url", "parse", "http", "url"]],
    ["MOST_TOKENS", ["most_tokens", "most", "tokens"]],
    ["sha256Of", ["sha256of", "sha256", "of"]],
    ["x", []],
  ];
  for (const [name, parts] of cases)
    it(`splits ${name} into ${parts.length} words`, () => {
      assert.deepEqual(nameParts(name), parts);
    });
});
