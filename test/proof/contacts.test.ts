import assert from "node:assert/strict";
import type { CaptureLine } from "../../scripts/proof/captureLog.ts";
import { contactsOf } from "../../scripts/proof/contacts.ts";
import { captured, type CapturedName } from "./capturedPackets.ts";
import { packetLine, stepLines } from "./captureLines.ts";

function found(lines: readonly CaptureLine[]): { contacts: string[]; explained: number } {
  const { contacts, explained } = contactsOf(lines);
  return {
    contacts: contacts.map(({ step, protocol, address, port, name }) =>
      [step, protocol, address, port, name].filter((part) => part !== undefined).join(" "),
    ),
    explained: explained.reduce((sum, { packets }) => sum + packets, 0),
  };
}

function foundIn(...packets: readonly CapturedName[]): ReturnType<typeof found> {
  return found(packets.map(packetLine));
}

/** Puts other bytes at a place of a captured packet. */
function altered(name: CapturedName, offset: number, bytes: string): CaptureLine {
  const { ethertype, bytes: whole } = captured[name];
  const changed = whole.slice(0, offset * 2) + bytes + whole.slice(offset * 2 + bytes.length);
  return { kind: "packet", time: 1, device: "lo", ethertype, bytes: changed };
}

describe("The contacts in a log", () => {
  it("are each told once, whatever follows on the same connection", () => {
    assert.deepEqual(foundIn("synV4", "synAckV4", "synV4", "clientHello"), {
      contacts: ["tcp 203.0.113.7 443 server.example"],
      explained: 3,
    });
  });

  it("say the name a plain HTTP client asked for", () => {
    assert.deepEqual(foundIn("synV6", "httpV6").contacts, ["tcp 2001:db8::7 80 plain.example"]);
  });

  it("are new when a port is used again", () => {
    const again = altered("synV4", 24, "00000001");
    assert.equal(found([packetLine("synV4"), again]).contacts.length, 2);
  });

  it("count data without a beginning", () => {
    assert.deepEqual(foundIn("clientHello").contacts, ["tcp 203.0.113.7 443 server.example"]);
  });

  it("tell name look-ups as such, and each name", () => {
    const other = altered("dnsV4", 41, "4c");
    assert.deepEqual(found([packetLine("dnsV4"), packetLine("dnsAnswerV4"), packetLine("dnsV4"), other]), {
      contacts: ["dns 203.0.113.53 53 look-up-before.example", "dns 203.0.113.53 53 Look-up-before.example"],
      explained: 2,
    });
    assert.deepEqual(foundIn("dnsOverTcp").contacts, ["dns 203.0.113.53 53 tcp.example"]);
  });

  it("do not count an error message about a contact, but count one about nothing known", () => {
    assert.deepEqual(foundIn("udpV4", "portUnreachableV4"), {
      contacts: ["udp 203.0.113.7 999"],
      explained: 1,
    });
    assert.deepEqual(foundIn("portUnreachableV4").contacts, ["icmp 203.0.113.7"]);
  });

  it("count groups joined, echoes, multicast, fragments and what is not IP", () => {
    const all: readonly CapturedName[] = [
      "igmpReport",
      "multicastDnsGroupReport",
      "echoV4",
      "multicastV4",
      "laterFragmentV6",
      "arp",
    ];
    assert.deepEqual(foundIn(...all).contacts, [
      "igmp 224.0.0.22",
      "icmp ff02::16",
      "icmp 203.0.113.7",
      "udp 224.0.0.251 5353",
      "ip protocol 17 2001:db8::7",
      "ethertype 0x0806 ",
    ]);
    assert.equal(foundIn("echoV4", "echoReplyV4").explained, 1);
  });

  it("tell the kernel's own housekeeping apart and count it", () => {
    const solicitedNode = altered("multicastDnsGroupReport", 60, "ff0200000000000000000001ff123456");
    const neighbourSolicitation: CaptureLine = {
      kind: "packet",
      time: 1,
      device: "lo",
      ethertype: 0x86dd,
      bytes: `6000000000183aff${"0".repeat(32)}ff0200000000000000000001ff1234568700000000000000${"0".repeat(32)}`,
    };
    const { contacts, explained } = contactsOf([solicitedNode, neighbourSolicitation]);
    assert.deepEqual(contacts, []);
    assert.deepEqual(
      explained.map(({ why, packets }) => [why.startsWith("the kernel looking after"), packets]),
      [[true, 2]],
    );
  });

  it("belong to the step in which they began", () => {
    const lines = [...stepLines("one", "synV4", "synAckV4"), ...stepLines("two"), packetLine("udpV6")];
    assert.deepEqual(found(lines).contacts, ["one tcp 203.0.113.7 443", "udp 2001:db8::7 999"]);
  });

  it("count again in a step that goes on talking, but not for closing late", () => {
    const talking = [...stepLines("one", "udpV4"), ...stepLines("two", "udpV4")];
    assert.deepEqual(found(talking).contacts, ["one udp 203.0.113.7 999", "two udp 203.0.113.7 999"]);
    const sending = [...stepLines("one", "synV4"), ...stepLines("two", "clientHello")];
    assert.equal(found(sending).contacts.length, 2);
    const late = [...stepLines("one", "synV4"), ...stepLines("two", "synAckV4")];
    assert.equal(found(late).contacts.length, 1);
  });

  it("keep the name of a connection that goes on talking in a later step", () => {
    const hello = packetLine("clientHello");
    assert.ok(hello.kind === "packet");
    const later: CaptureLine = { ...hello, bytes: hello.bytes.replace("160301", "170303") };
    const lines = [...stepLines("one", "synV4", "clientHello"), ...stepLines("two"), later];
    const { contacts } = contactsOf(lines);
    assert.equal(contacts.length, 2);
    assert.equal(contacts[1]?.name, contacts[0]?.name);
    assert.ok(contacts[1]?.name !== undefined);
  });

  it("name who made them when that is known", () => {
    const line = { ...packetLine("synV4"), pid: 7, command: "node job.ts" };
    const [contact] = contactsOf([line]).contacts;
    assert.deepEqual([contact?.pid, contact?.command], [7, "node job.ts"]);
  });
});
