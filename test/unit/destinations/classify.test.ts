import assert from "node:assert/strict";
import { classify, isLoopbackAuthority } from "../../../src/destinations/classify.ts";
import type { Evidence, Place, ServerReport } from "../../../src/destinations/evidence.ts";
import type { DestinationClass } from "../../../src/terms/destination.ts";
import { evidence, passed } from "../../support/samples.ts";

type Expected = {
  readonly class: DestinationClass;
  readonly host?: string;
  readonly dial?: readonly string[];
  readonly because?: RegExp;
};

const loopback = ["127.0.0.1", "::1"];
const errand: ServerReport = { kind: "errand" };
const unknown: ServerReport = { kind: "unknown" };
const alias: ServerReport = { kind: "remote", host: "https://ollama.com:443" };
const declared = (...declaredHosts: readonly string[]): Partial<Evidence> => ({ declaredHosts });
const elsewhere = (authority: string, confirmedOwn: boolean): Place => ({
  kind: "elsewhere",
  authority,
  confirmedOwn,
});

describe("destinations/classify", () => {
  function check(name: string, facts: Partial<Evidence>, expected: Expected): void {
    it(`${name} is ${expected.class}`, () => {
      const judged = classify(evidence(facts));
      assert.equal(judged.destination.class, expected.class);
      if (expected.host !== undefined) assert.equal(judged.destination.host, expected.host);
      if (expected.dial !== undefined) assert.deepEqual(judged.dial, expected.dial);
      if (expected.because !== undefined)
        assert.match(judged.destination.evidence.join("; "), expected.because);
    });
  }

  const at = (
    url: string,
    report: ServerReport = passed,
    more: Partial<Evidence> = {},
  ): Partial<Evidence> => ({ url, report, ...more });

  describe("literals and names of loopback", () => {
    for (const [written, dial] of [
      ["127.0.0.1", ["127.0.0.1"]],
      ["127.1.2.3", ["127.1.2.3"]],
      ["127.1", ["127.0.0.1"]],
      ["2130706433", ["127.0.0.1"]],
      ["0x7f.0.0.1", ["127.0.0.1"]],
      ["0177.0.0.1", ["127.0.0.1"]],
      ["１２７.0.0.1", ["127.0.0.1"]],
      ["127.0.0.1.", ["127.0.0.1"]],
      ["[::1]", ["::1"]],
      ["[::ffff:127.0.0.1]", ["127.0.0.1"]],
      ["localhost", loopback],
      ["LOCALHOST", loopback],
      ["localhost.", loopback],
      ["ollama.localhost", loopback],
    ] as const)
      check(`http://${written}:11434`, at(`http://${written}:11434`), { class: "device", dial });

    check("http://localhost@evil.example", at("http://localhost@evil.example/", errand), {
      class: "cloud",
      dial: [],
    });
    check("http://localhost.evil.example", at("http://localhost.evil.example", errand), {
      class: "cloud",
      dial: [],
    });
    check("http://notlocalhost", at("http://notlocalhost", errand), { class: "cloud" });
  });

  describe("what the server says", () => {
    check(
      "a checked Ollama",
      {},
      { class: "device", because: /as the server reports \(Ollama API 0\.24\.0\)/ },
    );
    const shield: ServerReport = { ...passed, cloudDisabled: true };
    check(
      "one with its cloud off",
      { report: shield },
      { class: "device", because: /its cloud features are off/ },
    );
    check(
      "a server nobody knows",
      { report: unknown },
      { class: "unverified", because: /nothing tells whether this server forwards/ },
    );
    check("an unlisted model", { report: { kind: "unlisted" } }, { class: "unverified" });
    check("a cloud name", { report: { kind: "cloudName" } }, { class: "cloudViaDevice", host: "ollama.com" });
    check(
      "an alias of a cloud model",
      { report: alias },
      {
        class: "cloudViaDevice",
        host: "ollama.com",
        because: /forwards this model to https:\/\/ollama\.com/,
      },
    );
    check(
      "an alias of a model on the LAN",
      { report: { kind: "remote", host: "gpu-box" } },
      { class: "cloudViaDevice", host: "gpu-box" },
    );
    check("an errand to loopback", { report: errand }, { class: "device" });
  });

  describe("other addresses", () => {
    check("an address of this machine", at("http://192.168.1.5:11434"), {
      class: "device",
      because: /this machine's own address/,
    });
    check("a server at it that nobody knows", at("http://192.168.1.5:1234/v1", unknown), {
      class: "unverified",
    });
    check("its mapped form", at("http://[::ffff:192.168.1.5]:11434"), {
      class: "device",
      dial: ["192.168.1.5"],
    });
    check("a private address", at("http://192.168.1.20:11434"), {
      class: "cloud",
      because: /have not declared/,
    });
    check(
      "a private address that is declared",
      at("http://192.168.1.20:11434", passed, declared("192.168.1.20")),
      { class: "network" },
    );
    check("a link-local address", at("http://169.254.1.1", errand), { class: "cloud" });
    check(
      "a unique local address that is declared",
      at("http://[fd00::1]:1", errand, declared("[fd00::1]")),
      { class: "network" },
    );
    check("a tailnet address", at("http://100.101.102.103:1", errand), { class: "cloud" });
    check(
      "a tailnet address that is declared",
      at("http://100.101.102.103:1", errand, declared("100.101.102.103")),
      { class: "network" },
    );
    check("a public address", at("https://8.8.8.8", errand), { class: "cloud" });
    check("a public address that is declared", at("https://8.8.8.8", errand, declared("8.8.8.8")), {
      class: "cloud",
      because: /public address/,
    });
    for (const host of [
      "169.254.169.254",
      "[::ffff:169.254.169.254]",
      "100.100.100.200",
      "[fd00:ec2::254]",
      "224.0.0.1",
      "255.255.255.255",
      "0.0.0.0",
      "[::]",
      "[64:ff9b::7f00:1]",
      "[2002:7f00:1::]",
      "[2001::1]",
      "[::7f00:1]",
    ])
      check(`${host}, declared or not,`, at(`http://${host}:80`, errand, declared(host)), {
        class: "blocked",
      });
  });

  describe("names", () => {
    check("a name nobody declared", at("https://api.openai.com/v1", unknown), {
      class: "cloud",
      host: "api.openai.com",
      dial: [],
    });
    check("a declared name", at("http://gpu-box:11434", passed, declared("gpu-box")), {
      class: "network",
      dial: [],
    });
    check("a server on it that nobody knows", at("http://gpu-box:8000/v1", unknown, declared("gpu-box")), {
      class: "network",
    });
    check("a part of a declared name", at("http://evil.gpu-box", errand, declared("gpu-box")), {
      class: "cloud",
    });
    const resolved = (...addresses: readonly string[]): Partial<Evidence> => ({
      resolved: addresses,
      declaredHosts: ["gpu-box"],
    });
    check("a declared name that resolves to a LAN", at("http://gpu-box", errand, resolved("10.0.0.7")), {
      class: "network",
      dial: ["10.0.0.7"],
    });
    check(
      "one that resolves to a public address too",
      at("http://gpu-box", errand, resolved("10.0.0.7", "8.8.8.8")),
      { class: "cloud" },
    );
    check(
      "one that resolves to a metadata service too",
      at("http://gpu-box", errand, resolved("10.0.0.7", "169.254.169.254")),
      { class: "blocked" },
    );
  });

  describe("a cloud behind something else than this device", () => {
    const behind = declared("gpu-box", "8.8.8.8");
    check("an alias on a declared host", at("http://gpu-box:11434", alias, behind), {
      class: "cloudViaDevice",
      host: "ollama.com",
    });
    check("an alias on a declared public host", at("https://8.8.8.8", alias, behind), {
      class: "cloudViaDevice",
      host: "ollama.com",
    });
    // Whatever it forwards to, the text goes to that host first, and that host is what must be named.
    check("an alias on somebody else's host", at("https://ollama.example", alias), {
      class: "cloud",
      host: "ollama.example",
      because: /forwards this model/,
    });
    check("a cloud name on somebody else's host", at("https://ollama.example", { kind: "cloudName" }), {
      class: "cloud",
      host: "ollama.example",
    });
    check("an alias on a blocked address", at("http://169.254.169.254", alias), {
      class: "blocked",
      host: "169.254.169.254",
    });
  });

  describe("a window that runs elsewhere", () => {
    const web = elsewhere("127.0.0.1:8000", false);
    check(
      "its loopback",
      { place: web },
      { class: "remoteDevice", host: "127.0.0.1:8000", because: /runs on 127\.0\.0\.1:8000/ },
    );
    check(
      "its loopback, confirmed, where the authority is loopback itself,",
      { place: elsewhere("127.0.0.1:8000", true) },
      { class: "device", because: /you confirmed/ },
    );
    check(
      "a confirmed ssh host",
      { place: elsewhere("ssh-remote+build01", true) },
      { class: "remoteDevice", host: "ssh-remote+build01" },
    );
    check(
      "a server that nobody knows, confirmed or not,",
      { place: elsewhere("127.0.0.1:8000", true), report: unknown },
      { class: "unverified" },
    );
    check(
      "its own address",
      at("http://192.168.1.5:11434", passed, { place: elsewhere("ssh-remote+build01", true) }),
      { class: "remoteDevice" },
    );
    check(
      "an alias there",
      { place: elsewhere("ssh-remote+build01", true), report: alias },
      { class: "cloudViaDevice", host: "ollama.com" },
    );
    check("a declared host", at("http://gpu-box", errand, { place: web, ...declared("gpu-box") }), {
      class: "network",
      host: "gpu-box",
    });
    check("a public host", at("https://api.openai.com", unknown, { place: web }), {
      class: "cloud",
      host: "api.openai.com",
    });
  });

  it("knows which authorities are loopback", () => {
    const authorities = [
      "127.0.0.1:8000",
      "localhost:3000",
      "[::1]:1",
      "ssh-remote+127.0.0.1",
      "127.0.0.1.nip.io",
      "evil.example",
      "wsl+Ubuntu",
      "",
    ];
    assert.deepEqual(authorities.filter(isLoopbackAuthority), [
      "127.0.0.1:8000",
      "localhost:3000",
      "[::1]:1",
    ]);
  });

  it("says where it dials with the port, and says each observation once", () => {
    const { destination } = classify(evidence({ url: "http://localhost:11434", report: errand }));
    assert.equal(destination.origin, "http://localhost:11434");
    assert.deepEqual(destination.evidence, [
      "127.0.0.1 is this machine's loopback address",
      "::1 is this machine's loopback address",
    ]);
  });
});
