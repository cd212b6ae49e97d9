import assert from "node:assert/strict";
import { parsePacket, type Packet } from "../../scripts/proof/packet.ts";
import { captured, readCaptured, type CapturedName } from "./capturedPackets.ts";

type Expected = Omit<Packet, "payload"> & { readonly payload: number };

const v4 = { source: "203.0.113.7", target: "203.0.113.7" };
const v6 = { source: "::1", target: "2001:db8::7" };

const table: readonly (readonly [CapturedName, Expected])[] = [
  [
    "synV4",
    {
      ...v4,
      protocol: "tcp",
      ports: { source: 34_216, target: 443 },
      tcp: { syn: true, ack: false, sequence: 2_718_631_771 },
      payload: 0,
    },
  ],
  [
    "synAckV4",
    {
      ...v4,
      protocol: "tcp",
      ports: { source: 443, target: 34_216 },
      tcp: { syn: true, ack: true, sequence: 2_087_737_040 },
      payload: 0,
    },
  ],
  [
    "clientHello",
    {
      ...v4,
      protocol: "tcp",
      ports: { source: 34_216, target: 443 },
      tcp: { syn: false, ack: true, sequence: 2_718_631_772 },
      payload: 159,
    },
  ],
  [
    "rstV4",
    {
      ...v4,
      protocol: "tcp",
      ports: { source: 443, target: 42_472 },
      tcp: { syn: false, ack: true, sequence: 0 },
      payload: 0,
    },
  ],
  [
    "synV6",
    {
      ...v6,
      protocol: "tcp",
      ports: { source: 43_936, target: 80 },
      tcp: { syn: true, ack: false, sequence: 3_245_239_785 },
      payload: 0,
    },
  ],
  [
    "dnsV4",
    {
      source: "203.0.113.53",
      target: "203.0.113.53",
      protocol: "udp",
      ports: { source: 60_602, target: 53 },
      payload: 40,
    },
  ],
  [
    "dnsV6",
    {
      source: "::1",
      target: "2001:db8::53",
      protocol: "udp",
      ports: { source: 55_782, target: 53 },
      payload: 29,
    },
  ],
  ["udpV4", { ...v4, protocol: "udp", ports: { source: 33_522, target: 999 }, payload: 1 }],
  ["udpV6", { ...v6, protocol: "udp", ports: { source: 43_905, target: 999 }, payload: 1 }],
  [
    "udpAfterDestinationOptions",
    { ...v6, protocol: "udp", ports: { source: 38_853, target: 998 }, payload: 1 },
  ],
  ["laterFragmentV6", { ...v6, protocol: "ip protocol 17", payload: 10 }],
  [
    "multicastV4",
    {
      source: "224.0.0.251",
      target: "224.0.0.251",
      protocol: "udp",
      ports: { source: 55_863, target: 5353 },
      payload: 1,
    },
  ],
  ["echoV4", { ...v4, protocol: "icmp", icmp: { type: 8, version: 4 }, payload: 0 }],
  ["igmpReport", { source: "0.0.0.0", target: "224.0.0.22", protocol: "igmp", payload: 16 }],
  [
    "multicastDnsGroupReport",
    { source: "::", target: "ff02::16", protocol: "icmp", icmp: { type: 143, version: 6 }, payload: 20 },
  ],
  ["arp", { source: "", target: "", protocol: "ethertype 0x0806", payload: 28 }],
];

describe("A captured packet", () => {
  for (const [name, expected] of table) {
    it(`is read: ${name}`, () => {
      const { payload, ...packet } = readCaptured(name);
      assert.deepEqual({ ...packet, payload: payload.length }, expected);
    });
  }

  it("that is an ICMP error tells which packet it answers", () => {
    const { icmp } = readCaptured("portUnreachableV4");
    assert.equal(icmp?.type, 3);
    assert.deepEqual(icmp.about, readCaptured("udpV4"));
  });

  it("that is an ICMP error may quote no more than eight bytes of TCP", () => {
    const quoted = captured.synV4.bytes.slice(0, 56);
    const error = `45000038000000004001000000000000cb0071070303000000000000${quoted}`;
    const { icmp } = parsePacket(0x0800, Buffer.from(error, "hex"));
    assert.deepEqual(icmp?.about?.ports, { source: 34_216, target: 443 });
    assert.equal(icmp.about.tcp, undefined);
  });

  it("is never lost when it is cut short", () => {
    for (const { ethertype, bytes } of Object.values(captured)) {
      const whole = Buffer.from(bytes, "hex");
      for (let length = 0; length < whole.length; length += 1) {
        const packet = parsePacket(ethertype, whole.subarray(0, length));
        assert.notEqual(packet.protocol, "");
      }
    }
    assert.equal(parsePacket(0x0800, Buffer.from("4500", "hex")).protocol, "unreadable");
  });

  it("keeps its address when only its transport is cut short", () => {
    const { protocol, target } = parsePacket(0x0800, Buffer.from(captured.synV4.bytes.slice(0, 44), "hex"));
    assert.deepEqual({ protocol, target }, { protocol: "ip protocol 6", target: "203.0.113.7" });
  });
});
