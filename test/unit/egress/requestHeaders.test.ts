import assert from "node:assert/strict";
import { requestHeaders, type Keys } from "../../../src/egress/requestHeaders.ts";
import { clearErrand } from "../../../src/gate/clear.ts";
import type { ProviderConfig } from "../../../src/settings/providerConfig.ts";
import { clearedRequest } from "../../support/clearedRequest.ts";
import { evidence, lmStudio, ollama, openaiCloud, policy } from "../../support/samples.ts";

const always = { accept: "application/json, text/event-stream", "user-agent": "Drawbridge" };
const withBody = { ...always, "content-type": "application/json" };
const keyed = { ...withBody, authorization: "Bearer sk-1" };
const at = (provider: ProviderConfig, url: string): ProviderConfig => ({ ...provider, url });

describe("egress/requestHeaders", () => {
  /** Keys by origin, and the headers that leave, or the kind of failure. */
  function check(
    name: string,
    provider: ProviderConfig,
    stored: Readonly<Record<string, string>>,
    expected: object | string,
  ): void {
    it(name, async () => {
      const asked: string[] = [];
      const keyFor = (origin: string): Promise<string | undefined> => {
        asked.push(origin);
        return Promise.resolve(stored[origin]);
      };
      const cleared = clearedRequest({ provider, declaredHosts: ["gpu-box", "192.168.1.20"] });
      const headers = await requestHeaders(cleared, { keyFor });
      assert.deepEqual(headers.ok ? headers.value : headers.error.kind, expected);
      assert.deepEqual(
        asked.filter((origin) => origin !== cleared.permit.destination.origin),
        [],
      );
    });
  }

  const openaiKey = { "https://api.openai.com:443": "sk-1" };
  check(
    "sends three headers to Ollama and asks for no key",
    ollama,
    { "http://127.0.0.1:11434": "sk-1" },
    withBody,
  );
  check("sends a key to the origin it is stored for", openaiCloud, openaiKey, keyed);
  check("fails without a key where one is needed", openaiCloud, {}, "keyMissing");
  const anthropic: ProviderConfig = { ...openaiCloud, kind: "anthropic", url: "https://api.anthropic.com" };
  const anthropicOrigin = "https://api.anthropic.com:443";
  check(
    "sends Anthropic's key and version in the headers of its API",
    anthropic,
    { [anthropicOrigin]: "sk-2" },
    {
      ...withBody,
      "anthropic-version": "2023-06-01",
      "x-api-key": "sk-2",
    },
  );
  check("fails without a key for Anthropic", anthropic, {}, "keyMissing");
  const azure: ProviderConfig = {
    ...openaiCloud,
    kind: "azureOpenai",
    url: "https://team.openai.azure.com/openai/v1",
  };
  check(
    "sends Azure's key in a header of its own",
    azure,
    { "https://team.openai.azure.com:443": "k" },
    {
      ...withBody,
      "api-key": "k",
    },
  );
  check(
    "never takes the key of another port",
    at(openaiCloud, "https://api.openai.com:8443/v1"),
    openaiKey,
    "keyMissing",
  );
  check(
    "never takes the key of another host",
    at(openaiCloud, "https://api.openai.com.evil.example/v1"),
    openaiKey,
    "keyMissing",
  );
  check(
    "never takes the key of the encrypted origin for a plain one",
    at(openaiCloud, "http://api.openai.com:443/v1"),
    openaiKey,
    "keyMissing",
  );
  check(
    "sends no key over plain http off loopback",
    at(lmStudio, "http://gpu-box:8000/v1"),
    { "http://gpu-box:8000": "sk-1" },
    withBody,
  );
  check(
    "nor to a private address",
    at(openaiCloud, "http://192.168.1.20/v1"),
    { "http://192.168.1.20:80": "sk-1" },
    "keyMissing",
  );
  check(
    "sends one over https to a declared host",
    at(lmStudio, "https://gpu-box/v1"),
    { "https://gpu-box:443": "sk-1" },
    keyed,
  );
  check("sends one over plain http to loopback", lmStudio, { "http://127.0.0.1:1234": "sk-1" }, keyed);
  check("does without one where none is needed", lmStudio, {}, withBody);

  const moved = "https://api.openai.com:8443";
  const lost = [
    ["a key that was stored and is gone", openaiCloud, "https://api.openai.com:443", true],
    ["one that the server could do without", at(lmStudio, "https://gpu-box/v1"), "https://gpu-box:443", true],
    [
      "none that was never stored at the origin it moved to",
      at(openaiCloud, `${moved}/v1`),
      "https://api.openai.com:443",
      undefined,
    ],
  ] as const;
  for (const [what, provider, had, isLost] of lost)
    it(`misses ${what}, and does not go without it`, async () => {
      const keys: Keys = { keyFor: () => Promise.resolve(undefined), hadKey: (origin) => origin === had };
      const cleared = clearedRequest({ provider, declaredHosts: ["gpu-box"] });
      const { origin } = cleared.permit.destination;
      assert.deepEqual(await requestHeaders(cleared, keys), {
        ok: false,
        error: { kind: "keyMissing", origin, ...(isLost && { lost: true }) },
      });
    });

  it("asks for no key, and sends none, to find out whether the network reaches a server", async () => {
    for (const provider of [lmStudio, openaiCloud]) {
      const cleared = clearErrand({
        errand: { kind: "reach" },
        provider,
        evidence: evidence({ url: "https://192.168.1.5/v1" }),
        policy: policy(),
      });
      assert.ok(cleared?.ok);
      const keyFor = (): never => assert.fail("a key was asked for");
      assert.deepEqual(await requestHeaders(cleared.value, { keyFor }), { ok: true, value: always });
    }
  });

  it("names no content type for a request without a body", async () => {
    const cleared = clearErrand({
      errand: { kind: "list" },
      provider: ollama,
      evidence: evidence(),
      policy: policy(),
    });
    assert.ok(cleared?.ok);
    assert.deepEqual(await requestHeaders(cleared.value, { keyFor: () => Promise.resolve("sk-1") }), {
      ok: true,
      value: always,
    });
  });
});
