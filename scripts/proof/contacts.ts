import { readMark, type CaptureLine } from "./captureLog.ts";
import { parsePacket, type Packet } from "./packet.ts";
import { spokenName } from "./spokenName.ts";

/** One contact with an address that is not loopback. */
export type Contact = {
  readonly time: string;
  /** The step during which it began; absent when that was outside every step. */
  readonly step?: string;
  /** `dns` for a name look-up, else the protocol of the packet. */
  readonly protocol: string;
  readonly address: string;
  readonly port?: number;
  readonly name?: string;
  readonly pid?: number;
  readonly command?: string;
};

/** Packets that are no contact of their own, and why. */
export type Explained = { readonly why: string; readonly packets: number };

type Flow = { contact: Contact; readonly names: Set<string>; sequence?: number };

const belongs = "answers, repetitions and later packets of a contact that is listed";
const housekeeping = "the kernel looking after its own IPv6 addresses (neighbour discovery, group reports)";

/**
 * Turns the catcher's log into contacts. Every packet is either the start of a contact, or part of one already listed,
 * or the kernel's own housekeeping; the latter two are counted, so that nothing seen is left unaccounted for.
 */
export function contactsOf(lines: readonly CaptureLine[]): {
  readonly contacts: readonly Contact[];
  readonly explained: readonly Explained[];
} {
  const flows = new Map<string, Flow>();
  const begun: Flow[] = [];
  const explained = new Map<string, number>();
  let step: string | undefined;
  for (const line of lines) {
    if (line.kind === "mark") step = edge(line.text);
    if (line.kind !== "packet") continue;
    const packet = parsePacket(line.ethertype, Buffer.from(line.bytes, "hex"));
    const why = explanation(packet, flows, step);
    if (why !== undefined) {
      explained.set(why, (explained.get(why) ?? 0) + 1);
      continue;
    }
    const flow = { ...beginning(packet), contact: describe(packet, line, step) };
    nameAs(flow, packet, flows.get(forward(packet)));
    flows.set(forward(packet), flow);
    begun.push(flow);
  }
  return {
    contacts: begun.map(({ contact }) => contact),
    explained: [...explained].map(([why, packets]) => ({ why, packets })),
  };
}

function edge(text: string): string | undefined {
  const mark = readMark(text);
  return mark.edge === "begin" ? mark.step : undefined;
}

function describe(
  packet: Packet,
  line: Extract<CaptureLine, { kind: "packet" }>,
  step: string | undefined,
): Contact {
  const spoken = spokenName(packet);
  return {
    time: new Date(line.time * 1000).toISOString(),
    ...(step !== undefined && { step }),
    protocol: spoken?.kind === "look-up" ? "dns" : packet.protocol,
    address: packet.target,
    ...(packet.ports !== undefined && { port: packet.ports.target }),
    ...(spoken !== undefined && { name: spoken.name }),
    ...(line.pid !== undefined && { pid: line.pid }),
    ...(line.command !== undefined && { command: line.command }),
  };
}

/** What goes on in a connection that was made in another step goes where that one was made to go. */
function nameAs(flow: Flow, packet: Packet, before: Flow | undefined): void {
  const name = before?.contact.name;
  if (name === undefined || flow.contact.name !== undefined || packet.tcp?.syn === true) return;
  flow.names.add(name);
  flow.contact = { ...flow.contact, name };
}

function beginning(packet: Packet): Omit<Flow, "contact"> {
  const spoken = spokenName(packet);
  return {
    names: new Set(spoken === undefined ? [] : [spoken.name]),
    ...(packet.tcp !== undefined && { sequence: packet.tcp.sequence }),
  };
}

function explanation(
  packet: Packet,
  flows: ReadonlyMap<string, Flow>,
  step: string | undefined,
): string | undefined {
  if (isHousekeeping(packet)) return housekeeping;
  const about = packet.icmp?.about;
  if (about !== undefined)
    return flows.has(forward(about)) || flows.has(backward(about)) ? belongs : undefined;
  const opens = packet.tcp?.syn === true && !packet.tcp.ack;
  const flow = flows.get(forward(packet));
  if (flow === undefined) return flows.has(backward(packet)) && !opens ? belongs : undefined;
  if (opens && packet.tcp.sequence !== flow.sequence) return undefined;
  // A connection may close late, but whatever is said in a step counts in that step.
  const says = packet.protocol !== "tcp" || packet.payload.length > 0;
  if (says && step !== flow.contact.step) return undefined;
  return continues(packet, flow) ? belongs : undefined;
}

/** Whether a packet adds nothing to its flow, or only the name that its connection was made for. */
function continues(packet: Packet, flow: Flow): boolean {
  const spoken = spokenName(packet);
  if (spoken === undefined || flow.names.has(spoken.name)) return true;
  if (packet.protocol !== "tcp" || flow.names.size > 0) return false;
  flow.names.add(spoken.name);
  const protocol = spoken.kind === "look-up" ? "dns" : flow.contact.protocol;
  flow.contact = { ...flow.contact, protocol, name: spoken.name };
  return true;
}

function forward({ protocol, source, target, ports }: Packet): string {
  return [protocol, source, ports?.source, target, ports?.target].join(" ");
}

function backward({ protocol, source, target, ports }: Packet): string {
  return [protocol, target, ports?.target, source, ports?.source].join(" ");
}

const groupReport = 143;
const isKernelGroup = (group: Buffer): boolean =>
  ["ff020000000000000000000000000001", "ff020000000000000000000000000002"].includes(group.toString("hex")) ||
  group.toString("hex").startsWith("ff0200000000000000000001ff");

/** Neighbour discovery, and group reports about no group but those every IPv6 address brings with it. */
function isHousekeeping({ icmp, target, payload }: Packet): boolean {
  if (icmp?.version !== 6 || !target.startsWith("ff02:")) return false;
  if (icmp.type >= 133 && icmp.type <= 136) return true;
  if (icmp.type !== groupReport || payload.length === 0 || payload.length % 20 !== 0) return false;
  return Array.from({ length: payload.length / 20 }, (_, index) =>
    payload.subarray(index * 20, index * 20 + 20),
  ).every((record) => record.readUInt16BE(2) === 0 && isKernelGroup(record.subarray(4)));
}
