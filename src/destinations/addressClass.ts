import ipaddr from "ipaddr.js";
import { say } from "../terms/words.ts";

/**
 * What an IP address says by itself. `lan` includes link-local and unique-local; `carrier` is 100.64/10 and
 * fd7a:115c:a1e0::/48, used by tailnets and the first by carriers, too; `special` covers metadata services, multicast,
 * broadcast, unspecified and the tunnelling ranges, which are never dialled.
 */
export type AddressClass = "loopback" | "lan" | "carrier" | "public" | "special";

/**
 * Instance metadata services of the large clouds: they hand out credentials to whoever can reach them. AWS, Azure, and
 * Google share the first; then Alibaba, AWS over IPv6, Google over IPv6, AWS containers, and Azure's host agent.
 */
const metadata = new Set([
  "169.254.169.254",
  "100.100.100.200",
  "fd00:ec2::254",
  "fd20:ce::254",
  "169.254.170.2",
  "169.254.170.23",
  "fd00:ec2::23",
  "168.63.129.16",
]);

const ranges: Readonly<Record<string, AddressClass>> = {
  loopback: "loopback",
  private: "lan",
  linkLocal: "lan",
  uniqueLocal: "lan",
  carrierGradeNat: "carrier",
  unicast: "public",
};

/** What the ranges that are never dialled are called. */
const reasons: Readonly<Record<string, string>> = {
  unspecified: say("is the address of no machine"),
  broadcast: say("means every machine of a network"),
  multicast: say("means a group of machines"),
  "6to4": say("hides another address in it (6to4)"),
  teredo: say("hides another address in it (Teredo)"),
  rfc6052: say("hides another address in it (NAT64)"),
  rfc6145: say("hides another address in it (NAT64)"),
};

/** The deprecated `::a.b.c.d`, which some parsers take for the IPv4 address inside it. */
const ipv4Compatible = ipaddr.IPv6.parseCIDR("::/96");
/** The range of one vendor's tailnets. */
const tailnet = ipaddr.IPv6.parseCIDR("fd7a:115c:a1e0::/48");

/** Strips what an address may carry around it: brackets, a zone, and the IPv4-mapped form of IPv6. */
export function plainAddress(address: string): string | undefined {
  const bare = address.replace(/^\[(.*)\]$/, "$1").replace(/%.*$/, "");
  // The strict form only: `ipaddr.parse` would also take octal, hex and short IPv4 notations.
  if (!ipaddr.IPv4.isValidFourPartDecimal(bare) && !ipaddr.IPv6.isValid(bare)) return undefined;
  if (/^::[\d.]+\.[\d.]+$/.test(bare)) return undefined;
  return ipaddr.process(bare).toString();
}

function isIn(address: ReturnType<typeof ipaddr.parse>, range: [ipaddr.IPv6, number]): boolean {
  return address.kind() === "ipv6" && address.match(range);
}

/** Classifies an IP address; a text that is no address is `special`, so that it is never dialled. */
export function addressClass(address: string): AddressClass {
  const plain = plainAddress(address);
  if (plain === undefined || metadata.has(plain)) return "special";
  const parsed = ipaddr.parse(plain);
  if (isIn(parsed, tailnet)) return "carrier";
  const kind = ranges[parsed.range()] ?? "special";
  return kind === "public" && isIn(parsed, ipv4Compatible) ? "special" : kind;
}

/** Why an address is `special`, as the second half of a sentence. */
export function specialReason(address: string): string {
  const plain = plainAddress(address);
  if (plain === undefined) return say("is no address");
  if (metadata.has(plain)) return say("hands out a cloud machine's credentials");
  return reasons[ipaddr.parse(plain).range()] ?? say("belongs to no machine");
}
