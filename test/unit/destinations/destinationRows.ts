/**
 * Every situation that decides where a request goes, as data: the evidence, what it is judged as, what a person reads,
 * and what each mode makes of it. What a row leaves out of its evidence is as {@link baseEvidence} has it: a checked
 * Ollama on this device.
 */
import type { Evidence, Place, ServerReport } from "../../../src/destinations/evidence.ts";
import type { Allowance, DestinationClass } from "../../../src/terms/destination.ts";

/** What the four modes, strictest first, say to a destination. */
export type PerMode = readonly [onDevice: Allowance, network: Allowance, ask: Allowance, cloud: Allowance];

/** One situation. */
export type DestinationRow = {
  readonly situation: string;
  readonly evidence: Partial<Evidence>;
  readonly class: DestinationClass;
  readonly label: string;
  readonly allowance: PerMode;
  /** What may be dialled; absent: the row is not about it. Empty: the name is looked up by the door, and judged again. */
  readonly dial?: readonly string[];
  /** A part of what is said about it. */
  readonly because?: string;
};

/** Rows that belong together. */
export type DestinationRows = { readonly heading: string; readonly rows: readonly DestinationRow[] };

const passed: ServerReport = { kind: "passed", version: "0.24.0", cloudDisabled: false };

/** A checked Ollama on this device, whose own address is 192.168.1.5. */
export const baseEvidence: Evidence = {
  url: "http://127.0.0.1:11434",
  resolved: [],
  ownAddresses: ["127.0.0.1", "::1", "192.168.1.5", "fe80::5%eth0", "2606:4700::5"],
  declaredHosts: [],
  place: { kind: "here" },
  report: passed,
};

const free: PerMode = ["yes", "yes", "yes", "yes"];
const once: PerMode = ["confirm", "confirm", "confirm", "confirm"];
const own: PerMode = ["never", "confirm", "confirm", "confirm"];
const reviewed: PerMode = ["never", "never", "review", "review"];
const never: PerMode = ["never", "never", "never", "never"];

const loopback = ["127.0.0.1", "::1"];
const unknown: ServerReport = { kind: "unknown" };
const errand: ServerReport = { kind: "errand" };
const cloudName: ServerReport = { kind: "cloudName" };
const alias: ServerReport = { kind: "remote", host: "https://ollama.com:443" };
const elsewhere = (authority: string, confirmedOwn = false): Place => ({
  kind: "elsewhere",
  authority,
  confirmedOwn,
});
const container = { kind: "container", gateways: ["172.17.0.1"] } as const;
const wsl = { kind: "wsl", gateways: ["172.29.160.1"] } as const;

type Facts = Partial<Evidence>;
type Judged = Omit<DestinationRow, "situation" | "evidence">;

function row(situation: string, evidence: Facts, judged: Judged): DestinationRow {
  return { situation, evidence, ...judged };
}

const device = (rest: Partial<Judged> = {}): Judged => ({
  class: "device",
  label: "On device",
  allowance: free,
  ...rest,
});
const cloud = (label: string, rest: Partial<Judged> = {}): Judged => ({
  class: "cloud",
  label,
  allowance: reviewed,
  ...rest,
});
const network = (host: string, rest: Partial<Judged> = {}): Judged => ({
  class: "network",
  label: `Network ${host}`,
  allowance: own,
  ...rest,
});
const blocked = (host: string, because: string): Judged => ({
  class: "blocked",
  label: `Blocked ${host}`,
  allowance: never,
  because,
});
const hostMachine = (host: string, rest: Partial<Judged> = {}): Judged => ({
  class: "host",
  label: `Host machine ${host}`,
  allowance: once,
  ...rest,
});
const remote = (label: string, rest: Partial<Judged> = {}): Judged => ({
  class: "remoteDevice",
  label,
  allowance: once,
  ...rest,
});
const behind = (label: string, rest: Partial<Judged> = {}): Judged => ({
  class: "cloudViaDevice",
  label,
  allowance: reviewed,
  ...rest,
});
const may = (host: string, rest: Partial<Judged> = {}): Judged => ({
  class: "unverified",
  label: `${host} · may forward`,
  allowance: once,
  ...rest,
});

const at = (url: string, more: Facts = {}): Facts => ({ url, ...more });

/** How loopback can be written; the URL parser folds most of it, and names of `localhost` are never looked up. */
const loopbackRows = (
  [
    ["127.0.0.1", ["127.0.0.1"]],
    ["127.1.2.3", ["127.1.2.3"]],
    ["127.1", ["127.0.0.1"]],
    ["2130706433", ["127.0.0.1"]],
    ["0x7f.0.0.1", ["127.0.0.1"]],
    ["0177.0.0.1", ["127.0.0.1"]],
    ["１２７.0.0.1", ["127.0.0.1"]],
    ["127.0.0.1.", ["127.0.0.1"]],
    ["[::1]", ["::1"]],
    ["[0:0:0:0:0:0:0:1]", ["::1"]],
    ["[::ffff:127.0.0.1]", ["127.0.0.1"]],
    ["[::ffff:7f00:1]", ["127.0.0.1"]],
    ["localhost", loopback],
    ["LOCALHOST", loopback],
    ["localhost.", loopback],
    ["localhost..", loopback],
    ["ollama.localhost", loopback],
    ["ollama.localhost.", loopback],
  ] as const
).map(([written, dial]) => row(`http://${written}:11434`, at(`http://${written}:11434`), device({ dial })));

const special = (host: string, because: string): DestinationRow =>
  row(
    `${host}, declared`,
    at(`http://${host}:80`, { report: errand, declaredHosts: [host] }),
    blocked(new URL(`http://${host}`).hostname, because),
  );

/** Every row of the table, in order. */
export const destinationRows: readonly DestinationRows[] = [
  { heading: "Loopback, however it is written", rows: loopbackRows },
  {
    heading: "What only looks like loopback",
    rows: [
      row(
        "localhost as a user name",
        at("http://localhost@evil.example/"),
        cloud("evil.example", { dial: [] }),
      ),
      row("localhost as a first label", at("http://localhost.evil.example"), cloud("localhost.evil.example")),
      row("a name that ends in localhost", at("http://notlocalhost"), cloud("notlocalhost")),
      row(
        "localhost with a letter of another alphabet",
        at("http://l\u043Ecalhost"),
        cloud("xn--lcalhost-nbh", { dial: [] }),
      ),
      row(
        "a public name for 127.0.0.1",
        at("http://127.0.0.1.nip.io"),
        cloud("127.0.0.1.nip.io", { dial: [] }),
      ),
      row(
        "a name that leads to loopback",
        at("http://gpu-box", { declaredHosts: ["gpu-box"], resolved: ["127.0.0.1"] }),
        blocked("gpu-box", "leads to this machine's loopback address"),
      ),
    ],
  },
  {
    heading: "What the server says",
    rows: [
      row("a checked Ollama", {}, device({ because: "as the server reports (Ollama API 0.24.0)" })),
      row(
        "one with its cloud off",
        { report: { ...passed, cloudDisabled: true } },
        device({ because: "its cloud features are off" }),
      ),
      row(
        "one from before there was a cloud",
        { report: { kind: "passed", version: "0.11.0", cloudless: true } },
        device({ because: "this version has no cloud features" }),
      ),
      row(
        "a dated report",
        { report: { ...passed, at: "14:02:11 UTC" } },
        device({ because: "as the server reported at 14:02:11 UTC" }),
      ),
      row(
        "one that showed the model loaded",
        { report: { ...passed, loadedAt: "14:02:20 UTC" } },
        device({ because: "at 14:02:20 UTC the server showed this model loaded" }),
      ),
      row("a server nobody knows", { report: unknown }, may("127.0.0.1:11434")),
      row(
        "another server's API on this device",
        at("http://localhost:1234/v1", { report: unknown }),
        may("localhost:1234", { because: "nothing tells whether this server forwards" }),
      ),
      row("a model that the server does not list", { report: { kind: "unlisted" } }, may("127.0.0.1:11434")),
      row("a cloud name", { report: cloudName }, behind("ollama.com via this device")),
      row("an alias of a cloud model", { report: alias }, behind("ollama.com via this device")),
      row(
        "an alias of a model on the LAN",
        { report: { kind: "remote", host: "gpu-box" } },
        behind("gpu-box via this device"),
      ),
      row("an errand", { report: errand }, device()),
    ],
  },
  {
    heading: "Own addresses",
    rows: [
      row(
        "an address of this machine",
        at("http://192.168.1.5:11434"),
        device({ because: "this machine's own address" }),
      ),
      row("its mapped form", at("http://[::ffff:192.168.1.5]:11434"), device({ dial: ["192.168.1.5"] })),
      row("a link-local one, whose zone is left away", at("http://[fe80::5]:11434"), device()),
      row("a public one", at("http://[2606:4700::5]:11434"), device()),
      row(
        "an unknown server at it",
        at("http://192.168.1.5:1234/v1", { report: unknown }),
        may("192.168.1.5:1234"),
      ),
      row(
        "an alias at it",
        at("http://192.168.1.5:11434", { report: alias }),
        behind("ollama.com via this device"),
      ),
    ],
  },
  {
    heading: "The machine around a container or a subsystem",
    rows: [
      row(
        "the gateway of a container",
        at("http://172.17.0.1:11434", { host: container }),
        hostMachine("172.17.0.1:11434"),
      ),
      row(
        "the gateway of WSL",
        at("http://172.29.160.1:11434", { host: wsl }),
        hostMachine("172.29.160.1:11434"),
      ),
      row(
        "an unknown server there",
        at("http://172.17.0.1:1234/v1", { host: container, report: unknown }),
        hostMachine("172.17.0.1:1234 · may forward"),
      ),
      row(
        "an alias there",
        at("http://172.17.0.1:11434", { host: container, report: alias }),
        behind("ollama.com via 172.17.0.1:11434"),
      ),
      ...[
        "host.docker.internal",
        "host.docker.internal.",
        "gateway.docker.internal",
        "host.containers.internal",
      ].map((name) =>
        row(
          `${name} in a container`,
          at(`http://${name}:11434`, { host: container }),
          hostMachine(`${name}:11434`, { dial: [] }),
        ),
      ),
      row(
        "that name with a private answer",
        at("http://host.docker.internal", { host: container, resolved: ["192.168.65.254"] }),
        hostMachine("host.docker.internal", { dial: ["192.168.65.254"] }),
      ),
      row(
        "that name with a public answer",
        at("http://host.docker.internal", { host: container, resolved: ["8.8.8.8"] }),
        cloud("host.docker.internal"),
      ),
      row(
        "that name with a metadata service as its answer",
        at("http://host.docker.internal", { host: container, resolved: ["169.254.169.254"] }),
        blocked("host.docker.internal", "credentials"),
      ),
      row(
        "that name outside any container",
        at("http://host.docker.internal:11434"),
        cloud("host.docker.internal:11434"),
      ),
      row(
        "the usual gateway outside any container",
        at("http://172.17.0.1:11434"),
        cloud("172.17.0.1:11434"),
      ),
      row(
        "another private address inside a container",
        at("http://172.17.0.2:11434", { host: container }),
        cloud("172.17.0.2:11434"),
      ),
      row(
        "a container whose gateway cannot be told",
        at("http://172.17.0.1:11434", { host: { kind: "container", gateways: [] } }),
        cloud("172.17.0.1:11434"),
      ),
      row(
        "the gateway, from a window of that container",
        at("http://172.17.0.1:11434", { host: container, place: elsewhere("dev-container+box") }),
        hostMachine("172.17.0.1:11434"),
      ),
    ],
  },
  {
    heading: "Private addresses",
    rows: [
      ...["10.1.2.3", "172.16.0.9", "192.168.1.20", "169.254.1.1", "[fd00::1]", "[fe80::1]"].flatMap(
        (host) => [
          row(
            `${host}, not declared`,
            at(`http://${host}:11434`),
            cloud(`${host}:11434`, { because: "a private address that you have not declared" }),
          ),
          row(
            `${host}, declared`,
            at(`http://${host}:11434`, { declaredHosts: [host] }),
            network(`${host}:11434`, { because: `you declared` }),
          ),
        ],
      ),
      row(
        "an unknown server at a declared one",
        at("http://10.1.2.3:8000/v1", { declaredHosts: ["10.1.2.3"], report: unknown }),
        network("10.1.2.3:8000 · may forward"),
      ),
      row(
        "the mapped form of a declared one",
        at("http://[::ffff:10.1.2.3]:11434", { declaredHosts: ["10.1.2.3"] }),
        network("[::ffff:a01:203]:11434", { dial: ["10.1.2.3"] }),
      ),
      row(
        "an alias at a declared one",
        at("http://10.1.2.3:11434", { declaredHosts: ["10.1.2.3"], report: alias }),
        behind("ollama.com via 10.1.2.3:11434"),
      ),
    ],
  },
  {
    heading: "Tailnets and carriers",
    rows: [
      row(
        "100.101.102.103, not declared",
        at("http://100.101.102.103:11434"),
        cloud("100.101.102.103:11434", { because: "of a VPN or a carrier" }),
      ),
      row(
        "100.101.102.103, declared",
        at("http://100.101.102.103:11434", { declaredHosts: ["100.101.102.103"] }),
        network("100.101.102.103:11434"),
      ),
      row(
        "a tailnet's IPv6, not declared",
        at("http://[fd7a:115c:a1e0::1]:11434"),
        cloud("[fd7a:115c:a1e0::1]:11434", { because: "of a VPN or a carrier" }),
      ),
    ],
  },
  {
    heading: "Never dialled",
    rows: [
      special("169.254.169.254", "credentials"),
      special("[::ffff:169.254.169.254]", "credentials"),
      special("2852039166", "credentials"),
      special("100.100.100.200", "credentials"),
      special("169.254.170.2", "credentials"),
      special("168.63.129.16", "credentials"),
      special("[fd00:ec2::254]", "credentials"),
      special("[fd20:ce::254]", "credentials"),
      special("metadata.google.internal", "credentials"),
      special("224.0.0.251", "a group of machines"),
      special("[ff02::1]", "a group of machines"),
      special("255.255.255.255", "every machine"),
      special("0.0.0.0", "no machine"),
      special("[::]", "no machine"),
      special("[2002:7f00:1::]", "6to4"),
      special("[2001::1]", "Teredo"),
      special("[64:ff9b::7f00:1]", "NAT64"),
      special("[64:ff9b:1::7f00:1]", "NAT64"),
      special("[::7f00:1]", "no machine"),
      special("192.0.2.10", "no machine"),
      row(
        "a metadata service with an alias behind it",
        at("http://169.254.169.254", { report: alias }),
        blocked("169.254.169.254", "credentials"),
      ),
      row(
        "a metadata service seen from elsewhere",
        at("http://169.254.169.254", { place: elsewhere("ssh-remote+b") }),
        blocked("169.254.169.254", "credentials"),
      ),
    ],
  },
  {
    heading: "Public addresses",
    rows: [
      row("a public address", at("https://8.8.8.8"), cloud("8.8.8.8", { because: "a public address" })),
      row(
        "a public address that is declared",
        at("https://8.8.8.8", { declaredHosts: ["8.8.8.8"] }),
        cloud("8.8.8.8", { allowance: own }),
      ),
      row(
        "an alias there",
        at("https://8.8.8.8", { declaredHosts: ["8.8.8.8"], report: alias }),
        behind("ollama.com via 8.8.8.8"),
      ),
    ],
  },
  {
    heading: "Names",
    rows: [
      row(
        "a name nobody declared",
        at("https://api.openai.com/v1", { report: unknown }),
        cloud("api.openai.com", { dial: [] }),
      ),
      row(
        "a declared name",
        at("http://gpu-box:11434", { declaredHosts: ["gpu-box"] }),
        network("gpu-box:11434", { dial: [] }),
      ),
      row(
        "it, with a dot at its end",
        at("http://gpu-box.:11434", { declaredHosts: ["gpu-box"] }),
        network("gpu-box.:11434"),
      ),
      row(
        "an unknown server on it",
        at("http://gpu-box:8000/v1", { declaredHosts: ["gpu-box"], report: unknown }),
        network("gpu-box:8000 · may forward"),
      ),
      row(
        "a name that only ends like a declared one",
        at("http://evil.gpu-box", { declaredHosts: ["gpu-box"] }),
        cloud("evil.gpu-box"),
      ),
      row(
        "a name of the local network",
        at("http://gpu-box.local:11434"),
        cloud("gpu-box.local:11434", { because: "a name of the local network" }),
      ),
      row(
        "it, declared",
        at("http://gpu-box.local:11434", { declaredHosts: ["gpu-box.local"] }),
        network("gpu-box.local:11434"),
      ),
      row(
        "an alias on a declared name",
        at("http://gpu-box:11434", { declaredHosts: ["gpu-box"], report: alias }),
        behind("ollama.com via gpu-box:11434"),
      ),
      row(
        "an alias on somebody else's host",
        at("https://ollama.example", { report: alias }),
        cloud("ollama.example", { because: "forwards this model to https://ollama.com:443" }),
      ),
      row(
        "a cloud name on somebody else's host",
        at("https://ollama.example", { report: cloudName }),
        cloud("ollama.example"),
      ),
    ],
  },
  {
    heading: "What a declared name leads to, each time anew",
    rows: (
      [
        ["a private address", ["10.0.0.7"], network("gpu-box", { dial: ["10.0.0.7"] })],
        ["several private addresses", ["10.0.0.7", "fd00::7"], network("gpu-box")],
        ["a link-local address with its zone", ["fe80::7%eth0"], network("gpu-box")],
        ["a tailnet", ["100.101.102.103"], network("gpu-box")],
        ["a public address", ["8.8.8.8"], cloud("gpu-box", { allowance: own })],
        ["a private and a public address", ["10.0.0.7", "8.8.8.8"], cloud("gpu-box", { allowance: own })],
        [
          "a private address and a metadata service",
          ["10.0.0.7", "169.254.169.254"],
          blocked("gpu-box", "credentials"),
        ],
        ["loopback, after it led to the LAN", ["::1"], blocked("gpu-box", "loopback")],
        ["this machine's own address", ["192.168.1.5"], device()],
        ["what is no address", ["gpu-box"], blocked("gpu-box", "is no address")],
      ] as const
    ).map(([situation, resolved, judged]) =>
      row(situation, at("http://gpu-box", { declaredHosts: ["gpu-box"], resolved }), judged),
    ),
  },
  {
    heading: "A proxy in the path",
    rows: [
      row(
        "a cloud, with a proxy set in the editor",
        at("https://api.openai.com/v1", { report: unknown, proxy: "proxy.corp:8080" }),
        cloud("api.openai.com", { because: "a proxy may apply: the editor is set to use proxy.corp:8080" }),
      ),
      row(
        "a cloud, with none set",
        at("https://api.openai.com/v1", { report: unknown }),
        cloud("api.openai.com", { because: "a proxy may apply: none is set in the editor" }),
      ),
    ],
  },
  {
    heading: "A window that runs elsewhere",
    rows: [
      row(
        "loopback there, over ssh",
        { place: elsewhere("ssh-remote+build01") },
        remote("On ssh-remote+build01"),
      ),
      row("confirmed", { place: elsewhere("ssh-remote+build01", true) }, remote("On ssh-remote+build01")),
      row("in a subsystem", { place: elsewhere("wsl+box"), host: wsl }, remote("On wsl+box")),
      row(
        "in a dev container",
        { place: elsewhere("dev-container+box"), host: container },
        remote("On dev-container+box"),
      ),
      row("in a browser", { place: elsewhere("a web server") }, remote("On a web server")),
      row(
        "in a browser on this machine",
        { place: elsewhere("127.0.0.1:8000") },
        remote("On 127.0.0.1:8000", { because: "Drawbridge runs on 127.0.0.1:8000" }),
      ),
      row(
        "in a browser on this machine, which the user confirmed as their own",
        { place: elsewhere("127.0.0.1:8000", true) },
        device({ because: "you confirmed" }),
      ),
      row(
        "an unknown server at loopback there",
        at("http://127.0.0.1:1234/v1", { place: elsewhere("ssh-remote+build01", true), report: unknown }),
        remote("On ssh-remote+build01 · may forward"),
      ),
      row(
        "an unknown server in a browser window of one's own machine",
        at("http://127.0.0.1:1234/v1", { place: elsewhere("127.0.0.1:8000", true), report: unknown }),
        may("127.0.0.1:1234"),
      ),
      row(
        "its own address",
        at("http://192.168.1.5:11434", { place: elsewhere("ssh-remote+build01") }),
        remote("On ssh-remote+build01"),
      ),
      row(
        "an alias there",
        { place: elsewhere("ssh-remote+build01", true), report: alias },
        behind("ollama.com via ssh-remote+build01"),
      ),
      row(
        "a declared host",
        at("http://gpu-box:11434", { place: elsewhere("ssh-remote+build01"), declaredHosts: ["gpu-box"] }),
        network("gpu-box:11434"),
      ),
      row(
        "a cloud",
        at("https://api.openai.com", { place: elsewhere("ssh-remote+build01"), report: unknown }),
        cloud("api.openai.com"),
      ),
    ],
  },
];
