import assert from "node:assert/strict";
import type { Packet } from "../../scripts/proof/packet.ts";
import { spokenName } from "../../scripts/proof/spokenName.ts";
import { readCaptured, type CapturedName } from "./capturedPackets.ts";

const said: readonly (readonly [CapturedName, string, "look-up" | "server"])[] = [
  ["dnsV4", "look-up-before.example", "look-up"],
  ["dnsV6", "tcp.example", "look-up"],
  ["dnsOverTcp", "tcp.example", "look-up"],
  ["clientHello", "server.example", "server"],
  ["httpV6", "plain.example", "server"],
];

const silent: readonly CapturedName[] = ["synV4", "dnsAnswerV4", "udpV4", "multicastV4", "echoV4", "arp"];

describe("A packet's spoken name", () => {
  for (const [packet, name, kind] of said) {
    it(`is heard in ${packet}`, () => {
      assert.deepEqual(spokenName(readCaptured(packet)), { name, kind });
    });
  }

  for (const packet of silent) {
    it(`is absent in ${packet}`, () => {
      assert.equal(spokenName(readCaptured(packet)), undefined);
    });
  }

  it("is heard whatever the port of the server", () => {
    const hello = readCaptured("clientHello");
    const elsewhere: Packet = { ...hello, ports: { source: 1, target: 8443 } };
    assert.equal(spokenName(elsewhere)?.name, "server.example");
  });

  it("is absent when the payload is cut short, and no error", () => {
    for (const [name] of said) {
      const packet = readCaptured(name);
      for (let length = 0; length < 20; length += 1) {
        assert.equal(spokenName({ ...packet, payload: packet.payload.subarray(0, length) }), undefined);
      }
    }
  });
});
