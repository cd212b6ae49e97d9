import assert from "node:assert/strict";
import { originOf, portOf } from "../../../src/terms/origin.ts";

describe("terms/origin", () => {
  function check(url: string, expected: string): void {
    it(`${url} is ${expected}`, () => {
      assert.equal(originOf(url), expected);
      // Parsed again, an origin loses the port that it always shows.
      assert.equal(portOf(new URL(expected)), Number(expected.slice(expected.lastIndexOf(":") + 1)));
    });
  }

  check("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434");
  check("https://API.OpenAI.com/v1", "https://api.openai.com:443");
  check("http://gpu-box", "http://gpu-box:80");
  check("https://gpu-box:443", "https://gpu-box:443");
  check("http://[::1]:8080", "http://[::1]:8080");
});
