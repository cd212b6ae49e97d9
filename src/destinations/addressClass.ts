import ipaddr from "ipaddr.js";

/**
 * What an IP address says by itself. `lan` includes link-local and unique-local; `carrier` is 100.64/10, used by
 * tailnets and by carrier NAT alike; `special` covers metadata services, multicast, broadcast, unspecified and the
 * tunnelling ranges, which are never dialled.
 */
export type AddressClass = "loopback" | "lan" | "carrier" | "public" | "special";

/** Instance metadata services of the large clouds: they hand out credentials to whoever can reach them. */
const metadata = new Set(["169.254.169.254", "100.100.100.200", "fd00:ec2::254"]);

const ranges: Readonly<Record<string, AddressClass>> = {
  loopback: "loopback",
  private: "lan",
  linkLocal: "lan",
  uniqueLocal: "lan",
  carrierGradeNat: "carrier",
  unicast: "public",
};

/** The deprecated `::a.b.c.d`, which some parsers take for the IPv4 address inside it. */
const ipv4Compatible = ipaddr.IPv6.parseCIDR("::/96");

/** Strips what an address may carry around it: brackets, a zone, and the IPv4-mapped form of IPv6. */
export function plainAddress(address: string): string | undefined {
  const bare = address.replace(/^\[(.*)\]$/, "$1").replace(/%.*$/, "");
  // The strict form only: `ipaddr.parse` would also take octal, hex and short IPv4 notations.
  if (!ipaddr.IPv4.isValidFourPartDecimal(bare) && !ipaddr.IPv6.isValid(bare)) return undefined;
  if (/^::[\d.]+\.[\d.]+$/.test(bare)) return undefined;
  return ipaddr.process(bare).toString();
}

/** Classifies an IP address; a text that is no address is `special`, so that it is never dialled. */
export function addressClass(address: string): AddressClass {
  const plain = plainAddress(address);
  if (plain === undefined || metadata.has(plain)) return "special";
  const parsed = ipaddr.parse(plain);
  const kind = ranges[parsed.range()] ?? "special";
  const isHidden = kind === "public" && parsed.kind() === "ipv6" && parsed.match(ipv4Compatible);
  return isHidden ? "special" : kind;
}
