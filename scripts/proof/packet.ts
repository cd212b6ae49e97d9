import { ByteReader } from "./byteReader.ts";

/** What one captured packet says about itself. */
export type Packet = {
  /** `tcp`, `udp`, `icmp`, `igmp`, `ip protocol 47`, `ethertype 0x0806`, or `unreadable`. */
  readonly protocol: string;
  /** Empty for what is not IP. */
  readonly source: string;
  readonly target: string;
  /** Absent for protocols without ports, and in every fragment but the first. */
  readonly ports?: { readonly source: number; readonly target: number };
  readonly tcp?: { readonly syn: boolean; readonly ack: boolean; readonly sequence: number };
  readonly icmp?: { readonly type: number; readonly version: 4 | 6; readonly about?: Packet };
  readonly payload: Buffer;
};

type Transport = Omit<Packet, "source" | "target">;

const ethertypes: Readonly<Record<number, (bytes: Buffer) => Packet>> = {
  0x0800: version4,
  0x86dd: version6,
};

/** Reads a packet that starts at its network header. Never throws: what it cannot read says so, and still counts. */
export function parsePacket(ethertype: number, bytes: Buffer): Packet {
  const read = ethertypes[ethertype];
  if (read === undefined) {
    const protocol = `ethertype 0x${ethertype.toString(16).padStart(4, "0")}`;
    return { protocol, source: "", target: "", payload: bytes };
  }
  return readable(() => read(bytes)) ?? { protocol: "unreadable", source: "", target: "", payload: bytes };
}

function version4(bytes: Buffer): Packet {
  const header = new ByteReader(bytes);
  const length = (header.number(1) & 0x0f) * 4;
  header.bytes(5);
  const isFirst = (header.number(2) & 0x1fff) === 0;
  header.bytes(1);
  const protocol = header.number(1);
  header.bytes(2);
  const source = header.bytes(4).join(".");
  const target = header.bytes(4).join(".");
  header.bytes(length - 20);
  return { source, target, ...transport(protocol, header.rest(), isFirst, 4) };
}

const hopByHop = 0;
const routing = 43;
const fragment = 44;
const destinationOptions = 60;

function version6(bytes: Buffer): Packet {
  const header = new ByteReader(bytes);
  header.bytes(6);
  let next = header.number(1);
  header.bytes(1);
  const source = version6Text(header.bytes(16));
  const target = version6Text(header.bytes(16));
  let isFirst = true;
  while ([hopByHop, routing, fragment, destinationOptions].includes(next)) {
    const isFragment = next === fragment;
    next = header.number(1);
    const length = header.number(1) * 8 + 6;
    if (isFragment) isFirst = (header.number(2) & 0xfff8) === 0;
    header.bytes(isFragment ? 4 : length);
    if (!isFirst) break;
  }
  return { source, target, ...transport(next, header.rest(), isFirst, 6) };
}

/** The one spelling of an IPv6 address that RFC 5952 gives it. */
function version6Text(bytes: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16));
  return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
}

const protocols: Readonly<Record<number, (bytes: Buffer, version: 4 | 6) => Transport>> = {
  1: icmp,
  2: (payload) => ({ protocol: "igmp", payload }),
  6: tcp,
  17: udp,
  58: icmp,
};

function transport(number: number, bytes: Buffer, isFirst: boolean, version: 4 | 6): Transport {
  const unread = { protocol: `ip protocol ${number}`, payload: bytes };
  const read = protocols[number];
  return (isFirst && read !== undefined ? readable(() => read(bytes, version)) : undefined) ?? unread;
}

function tcp(bytes: Buffer): Transport {
  const header = new ByteReader(bytes);
  const ports = { source: header.number(2), target: header.number(2) };
  // What an ICMP error quotes may end here, after eight bytes.
  const sequence = header.number(4);
  if (header.left < 12) return { protocol: "tcp", ports, payload: header.rest() };
  header.bytes(4);
  const length = (header.number(1) >> 4) * 4;
  const flags = header.number(1);
  header.bytes(6);
  header.bytes(length - 20);
  const syn = (flags & 0x02) !== 0;
  const ack = (flags & 0x10) !== 0;
  return { protocol: "tcp", ports, tcp: { syn, ack, sequence }, payload: header.rest() };
}

function udp(bytes: Buffer): Transport {
  const header = new ByteReader(bytes);
  const ports = { source: header.number(2), target: header.number(2) };
  header.bytes(4);
  return { protocol: "udp", ports, payload: header.rest() };
}

function icmp(bytes: Buffer, version: 4 | 6): Transport {
  const header = new ByteReader(bytes);
  const type = header.number(1);
  header.bytes(7);
  const isError = version === 4 ? [3, 4, 5, 11, 12].includes(type) : type < 128;
  const payload = header.rest();
  const about = isError ? parsePacket(version === 4 ? 0x0800 : 0x86dd, payload) : undefined;
  return { protocol: "icmp", icmp: { type, version, ...(about !== undefined && { about }) }, payload };
}

function readable<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
