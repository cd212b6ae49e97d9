import type { CaptureLine } from "./captureLog.ts";
import { parsePacket, type Packet } from "./packet.ts";

/**
 * Those of the texts that some connection or datagram off loopback carried: as they are, in base64 or in hex. What is
 * encrypted cannot be read here; where it went is judged by the contacts.
 */
export function capturedTexts(lines: readonly CaptureLine[], texts: readonly string[]): readonly string[] {
  const carried = [...carriedBytes(lines).values()].map((pieces) => Buffer.concat(pieces));
  return texts.filter((text) =>
    spellings(text).some((spelling) => carried.some((all) => all.includes(spelling))),
  );
}

/** All that was said in one direction of one conversation, in the order of the log. */
function carriedBytes(lines: readonly CaptureLine[]): ReadonlyMap<string, readonly Buffer[]> {
  const said = new Map<string, Buffer[]>();
  for (const line of lines) {
    if (line.kind !== "packet") continue;
    const packet = parsePacket(line.ethertype, Buffer.from(line.bytes, "hex"));
    const pieces = said.get(direction(packet)) ?? [];
    said.set(direction(packet), [...pieces, packet.payload]);
  }
  return said;
}

function direction({ protocol, source, target, ports }: Packet): string {
  return [protocol, source, ports?.source, target, ports?.target].join(" ");
}

/** Base64 reads three bytes at a time, so a text inside another has three spellings, each without its edges. */
function spellings(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  const inBase64 = [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    const whole = padded.subarray(0, padded.length - (padded.length % 3)).toString("base64");
    return whole.slice(offset === 0 ? 0 : 4);
  });
  return [text, ...inBase64, bytes.toString("hex"), bytes.toString("hex").toUpperCase()];
}
