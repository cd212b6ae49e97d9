import { ByteReader } from "./byteReader.ts";
import type { Packet } from "./packet.ts";

/** A name that a packet says aloud: the question of a look-up, the server a TLS or HTTP client asks for. */
export type SpokenName = { readonly name: string; readonly kind: "look-up" | "server" };

const lookUpPorts: readonly number[] = [53, 5353, 5355];

/** The name in a packet's payload, if it says one that can be read. */
export function spokenName(packet: Packet): SpokenName | undefined {
  const port = packet.ports?.target;
  if (port === undefined || packet.payload.length === 0) return undefined;
  try {
    if (lookUpPorts.includes(port)) {
      const name = questionName(packet.protocol === "tcp" ? packet.payload.subarray(2) : packet.payload);
      return name === undefined ? undefined : { name, kind: "look-up" };
    }
    const name =
      packet.protocol === "tcp" ? (tlsServerName(packet.payload) ?? httpHost(packet.payload)) : undefined;
    return name === undefined ? undefined : { name, kind: "server" };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function questionName(bytes: Buffer): string | undefined {
  const message = new ByteReader(bytes);
  message.bytes(2);
  const isAnswer = (message.number(2) & 0x8000) !== 0;
  const questions = message.number(2);
  message.bytes(6);
  if (isAnswer || questions === 0) return undefined;
  const labels: string[] = [];
  for (let length = message.number(1); length > 0; length = message.number(1)) {
    if (length > 63) return undefined;
    labels.push(message.bytes(length).toString("latin1"));
  }
  return labels.join(".") || ".";
}

function tlsServerName(bytes: Buffer): string | undefined {
  const record = new ByteReader(bytes);
  if (record.number(1) !== 0x16) return undefined;
  record.bytes(4);
  if (record.number(1) !== 0x01) return undefined;
  record.bytes(3 + 2 + 32);
  record.bytes(record.number(1));
  record.bytes(record.number(2));
  record.bytes(record.number(1));
  record.bytes(2);
  while (record.left > 0) {
    const type = record.number(2);
    const extension = record.bytes(record.number(2));
    // List length, kind of name and the length of the name come first.
    if (type === 0) return extension.subarray(5).toString("latin1");
  }
  return undefined;
}

function httpHost(bytes: Buffer): string | undefined {
  const head = /^[A-Z]+ \S+ HTTP\/1\.[01]\r\n(?:.+\r\n)*?host: *(?<host>\S+)\r\n/iu.exec(
    bytes.toString("latin1"),
  );
  return head?.groups?.["host"];
}
