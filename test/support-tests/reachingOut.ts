/**
 * Run as a program behind `neverDial`: tries each way out, one after another, and says before each which one it is. So
 * that one process can try them all, being ended is turned into an exception here. Nothing ever leaves: the addresses
 * belong to documentation, the names to nobody.
 */
import dgram from "node:dgram";
import dns from "node:dns";
import { lookup as lookupLater } from "node:dns/promises";
import { writeSync } from "node:fs";
import net, { type LookupFunction } from "node:net";
import tls from "node:tls";

const foreign: LookupFunction = (_host, _options, done) => {
  done(null, [{ address: "192.0.2.1", family: 4 }]);
};
const nothing = (): void => undefined;

const waysOut: Readonly<Record<string, () => unknown>> = {
  "fetch of a name": () => fetch("https://api.example/"),
  "fetch of an address": () => fetch("http://192.0.2.1/"),
  "a bare socket": () => net.connect(9, "192.0.2.1").on("error", nothing),
  "a socket to IPv6": () => new net.Socket().connect({ port: 9, host: "2001:db8::1" }).on("error", nothing),
  "a TLS socket": () => tls.connect({ port: 443, host: "203.0.113.10" }).on("error", nothing),
  "a mapped address": () => net.connect(9, "::ffff:192.0.2.1").on("error", nothing),
  "every address at once": () => net.connect(9, "0.0.0.0").on("error", nothing),
  "a name that only begins like ours": () => net.connect(9, "localhost.example").on("error", nothing),
  "a name given a foreign address": () =>
    net.connect({ port: 9, host: "own.example", lookup: foreign }).on("error", nothing),
  "a datagram": () => {
    dgram.createSocket("udp4").send("hi", 9, "192.0.2.1");
  },
  "a connected datagram": () => {
    dgram.createSocket("udp4").connect(9, "192.0.2.1");
  },
  "a look-up": () => {
    dns.lookup("api.example", nothing);
  },
  "a promised look-up": () => lookupLater("api.example"),
  "a look-up backwards": () => {
    dns.lookupService("192.0.2.1", 9, nothing);
  },
  "a name server": () => {
    dns.resolve4("localhost", nothing);
  },
  "a name server of one's own": () => new dns.promises.Resolver().resolveTxt("api.example"),
};

process.exit = (code): never => {
  throw new Error(`ended with ${String(code)}`);
};
for (const [name, reach] of Object.entries(waysOut)) {
  writeSync(2, `\n== ${name}\n`);
  try {
    await reach();
    writeSync(2, "got through");
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    writeSync(2, cause instanceof Error ? cause.message : "failed");
  }
}
