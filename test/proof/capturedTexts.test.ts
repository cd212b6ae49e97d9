import assert from "node:assert/strict";
import type { CaptureLine } from "../../scripts/proof/captureLog.ts";
import { capturedTexts } from "../../scripts/proof/capturedTexts.ts";

const canary = "canary-of-a-file";

/** A datagram from 203.0.113.1 to 203.0.113.7, port 40,001 to `port`. */
function datagram(payload: string, port = 999): CaptureLine {
  const udp = Buffer.alloc(8);
  udp.writeUInt16BE(40_001, 0);
  udp.writeUInt16BE(port, 2);
  udp.writeUInt16BE(8 + payload.length, 4);
  const ip = Buffer.from("450000000000400040110000cb007101cb007107", "hex");
  ip.writeUInt16BE(28 + payload.length, 2);
  const bytes = Buffer.concat([ip, udp, Buffer.from(payload)]).toString("hex");
  return { kind: "packet", time: 1, device: "lo", ethertype: 0x0800, bytes };
}

describe("Texts in captured packets", () => {
  const inBase64 = (before: string): string => Buffer.from(`${before}${canary} and more`).toString("base64");
  const spelled: Readonly<Record<string, string>> = {
    "as it is": `?data=${canary}&more`,
    "in base64": inBase64(""),
    "in base64, one byte in": inBase64("x"),
    "in base64, two bytes in": inBase64("xy"),
    "in hex": Buffer.from(`${canary} and more`).toString("hex"),
    "in capital hex": Buffer.from(canary).toString("hex").toUpperCase(),
  };
  for (const [how, payload] of Object.entries(spelled))
    it(`are found ${how}`, () => {
      assert.deepEqual(capturedTexts([datagram("first"), datagram(payload)], ["another", canary]), [canary]);
    });

  it("are found when they were cut in two on the way", () => {
    const lines = [datagram(`a ${canary.slice(0, 5)}`), datagram("other", 53), datagram(canary.slice(5))];
    assert.deepEqual(capturedTexts(lines, [canary]), [canary]);
  });

  it("are not made up from what two conversations said", () => {
    const lines = [datagram(canary.slice(0, 5)), datagram(canary.slice(5), 53)];
    assert.deepEqual(capturedTexts(lines, [canary]), []);
  });
});
