/**
 * A tripwire: in a process that loads this file first (`--import`, or mocha's `--require`), reaching for anything but
 * this machine ends the process at once with exit code 86 and says what was dialled from where. It looks at Node's
 * own sockets, datagrams and name look-ups, so that nothing a test catches can hide it. It does not reach into child
 * processes and workers; those are watched by the network proof.
 */
import { Socket as Datagram } from "node:dgram";
import dns from "node:dns";
import { writeSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { BlockList, isIP, Socket } from "node:net";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

function isThisMachine(host: string): boolean {
  const family = isIP(host);
  if (family === 0) return /^(?:[^.]+\.)*localhost\.?$/iu.test(host);
  return loopback.check(host, family === 6 ? "ipv6" : "ipv4");
}

function trip(what: string): never {
  const from = new Error().stack?.split("\n").slice(3).join("\n") ?? "";
  writeSync(2, `\nneverDial: ${what}. Tests talk to this machine only.\n${from}\n`);
  process.exit(86);
}

type Guard = (args: readonly unknown[]) => void;

/** Puts a guard in front of a function; the guard sees its arguments and ends the process or lets it be called. */
function guard(owner: object, name: string, check: Guard): void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== "function")
    throw new Error(`neverDial cannot guard "${name}": this Node does not have it.`);
  const guarded = function (this: unknown, ...args: unknown[]): unknown {
    check(args);
    return Reflect.apply(original, this, args) as unknown;
  };
  Reflect.set(owner, name, Object.assign(guarded, original));
}

function member(from: unknown, key: string): unknown {
  return typeof from === "object" && from !== null ? (Reflect.get(from, key) as unknown) : undefined;
}

/** `connect(options)`, `connect(port, host)`, `connect(path)`, or what `net.connect` makes of them: a list. */
function checkConnect(args: readonly unknown[]): void {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  const isPath = typeof first === "string" && Number.isNaN(Number(first));
  if (isPath || typeof member(first, "path") === "string") return;
  const host = member(first, "host") ?? (typeof second === "string" ? second : "localhost");
  if (typeof host !== "string" || isThisMachine(host)) return;
  const lookup = member(first, "lookup");
  const port = String(member(first, "port") ?? first);
  if (isIP(host) !== 0 || typeof lookup !== "function") trip(`a connection to ${host}:${port}`);
  // A test may give a name of its own an address of this machine.
  if (typeof first === "object" && first !== null)
    Reflect.set(first, "lookup", checkedLookup(lookup, `a connection to ${host}:${port}`));
}

// Only what Function.prototype promises is needed of a look-up function of somebody else's.
function checkedLookup(lookup: object, what: string): unknown {
  if (typeof lookup !== "function") return lookup;
  return (host: unknown, options: unknown, done: unknown): unknown =>
    Reflect.apply(lookup, undefined, [
      host,
      options,
      (error: unknown, found: unknown, family: unknown): void => {
        const addresses = Array.isArray(found) ? found.map((each) => member(each, "address")) : [found];
        for (const address of addresses)
          if (typeof address === "string" && !isThisMachine(address)) trip(`${what}, which is ${address}`);
        if (typeof done === "function") Reflect.apply(done, undefined, [error, found, family]);
      },
    ]) as unknown;
}

/** `send(message, ..., port, address)` and `connect(port, address)`: the address is a text behind the first argument. */
function checkDatagram(args: readonly unknown[]): void {
  const address = args.slice(1).find((arg) => typeof arg === "string");
  if (address !== undefined && !isThisMachine(address)) trip(`a datagram to ${address}`);
}

/** Finding the address of this machine, or of an address, asks nobody. */
function checkLookup(args: readonly unknown[]): void {
  const [host] = args;
  if (typeof host === "string" && host !== "" && isIP(host) === 0 && !isThisMachine(host))
    trip(`a look-up of the name ${host}`);
}

function checkLookupService(args: readonly unknown[]): void {
  const [address] = args;
  if (typeof address === "string" && !isThisMachine(address)) trip(`a look-up of the name of ${address}`);
}

/** Every other question about names goes to a name server, also one about this machine. */
function checkQuery(args: readonly unknown[]): void {
  trip(`a question to a name server about ${String(args[0])}`);
}

guard(Socket.prototype, "connect", checkConnect);
guard(Datagram.prototype, "send", checkDatagram);
guard(Datagram.prototype, "connect", checkDatagram);
for (const asker of [dns, dns.promises]) {
  guard(asker, "lookup", checkLookup);
  guard(asker, "lookupService", checkLookupService);
}
for (const asker of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype])
  for (const name of queriesOf(asker)) guard(asker, name, checkQuery);
syncBuiltinESMExports();

/** `resolve`, `resolve4`, `resolveMx`, `reverse` and their like, also where they are inherited. */
function queriesOf(asker: object): readonly string[] {
  const names = [asker, Reflect.getPrototypeOf(asker) ?? {}].flatMap((each) => Reflect.ownKeys(each));
  const queries = names.filter((name) => typeof name === "string" && /^(?:resolve|reverse)/u.test(name));
  return [...new Set(queries.map(String))];
}
