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

/** Strips what an address may carry around it: brackets, a zone, and the IPv4-mapped form of IPv6. */
export function plainAddress(address: string): string | undefined {
  const bare = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  // The strict form only: `ipaddr.parse` would also take octal, hex and short IPv4 notations.
  if (!ipaddr.IPv4.isValidFourPartDecimal(bare) && !ipaddr.IPv6.isValid(bare)) return undefined;
  return ipaddr.process(bare).toString();
}

/** Classifies an IP address; a text that is no address is `special`, so that it is never dialled. */
export function addressClass(address: string): AddressClass {
  const plain = plainAddress(address);
  if (plain === undefined || metadata.has(plain)) return "special";
  return ranges[ipaddr.parse(plain).range()] ?? "special";
}
