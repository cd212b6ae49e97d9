/** Ends of names that nobody can register on the internet, or that a VPN gives out. */
const privateEnd =
  /\.(?:local|localhost|lan|internal|intranet|private|corp|home|localdomain|home\.arpa|test|ts\.net)$/;

/** This device, private networks, what a machine gives itself, and the range of carriers and tailnets. */
const privateAddress =
  /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;

/**
 * Whether a host, spelled as a URL spells it, looks like one of the internet: a public address, or a name with a dot that
 * can be registered. Only a look, to warn by; what is dialled is judged by its addresses.
 */
export function looksPublic(host: string): boolean {
  if (host.startsWith("[")) return !/^\[(?:::1\]|f[cd]|fe[89ab])/.test(host);
  const name = host.replace(/\.$/, "").toLowerCase();
  if (/^\d+(?:\.\d+){3}$/.test(name)) return !privateAddress.test(name);
  return name.includes(".") && !privateEnd.test(name);
}
