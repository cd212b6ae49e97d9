import assert from "node:assert/strict";
import { readSettings } from "../../../src/settings/readSettings.ts";
import { looksPublic } from "../../../src/settings/looksPublic.ts";
import type { SettingKey } from "../../../src/settings/table.ts";

describe("settings/looksPublic", () => {
  const hosts: readonly (readonly [string, boolean])[] = [
    ["llm.example.com", true],
    ["llm.example.com.", true],
    ["203.0.113.7", true],
    ["172.32.0.1", true],
    ["100.128.0.1", true],
    ["[2001:db8::1]", true],
    ["localhost", false],
    ["gpu-box", false],
    ["gpu-box.local", false],
    ["gpu-box.lan", false],
    ["gpu-box.tail1234.ts.net", false],
    ["127.0.0.1", false],
    ["10.1.2.3", false],
    ["172.16.0.1", false],
    ["172.31.255.255", false],
    ["192.168.1.20", false],
    ["100.64.0.1", false],
    ["169.254.1.1", false],
    ["[::1]", false],
    ["[fd00::1]", false],
    ["[fe80::1]", false],
  ];
  for (const [host, isPublic] of hosts)
    it(`${host} looks ${isPublic ? "public" : "private"}`, () => {
      assert.equal(looksPublic(host), isPublic);
    });
});

describe("settings/plainHttp", () => {
  function warned(values: Readonly<Record<string, unknown>>): readonly unknown[] {
    const user = (key: SettingKey): unknown => values[key];
    return readSettings({ user, levels: () => [] }).rejected.map(({ key, path, severity, sentence }) => [
      [key, ...path].join(" "),
      severity,
      /plain http to a host that looks public \(([^)]+)\)/.exec(sentence)?.[1],
    ]);
  }
  const team = (url: string): Readonly<Record<string, unknown>> => ({ team: { kind: "vllm", url } });

  it("warns of a provider on the internet without TLS, and of Ollama there", () => {
    assert.deepEqual(
      warned({ providers: team("http://llm.example.com/v1"), "ollama.url": "http://203.0.113.7:11434" }),
      [
        ["ollama.url", "warning", "203.0.113.7"],
        ["providers team url", "warning", "llm.example.com"],
      ],
    );
  });

  it("uses it all the same: who may be sent to is decided elsewhere", () => {
    const values: Readonly<Record<string, unknown>> = { providers: team("http://llm.example.com/v1") };
    const { providers } = readSettings({ user: (key) => values[key], levels: () => [] });
    assert.deepEqual(
      providers.map(({ id }) => id),
      ["team"],
    );
  });

  it("says nothing of TLS, of this device and its network, and of hosts that are the user's own", () => {
    for (const url of ["https://llm.example.com/v1", "http://127.0.0.1:8000", "http://192.168.1.20:8000"])
      assert.deepEqual(warned({ providers: team(url) }), [], url);
    assert.deepEqual(
      warned({ providers: team("http://llm.example.com/v1"), "network.hosts": ["LLM.example.com"] }),
      [],
    );
  });
});
