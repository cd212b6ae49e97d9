import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { lookup } from "node:dns/promises";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { Control, Measured } from "./step.ts";

const version4 = "203.0.113.7";
const version6 = "2001:db8::7";

/**
 * Contacts made on purpose, with names and addresses reserved for documentation. They run before and after the job,
 * so that the catcher is seen to catch over the whole time in which the job must cause nothing.
 */
export function controls(when: "before" | "after"): readonly Control<unknown>[] {
  const lookedUp = `look-up-${when}.example`;
  const server = `server-${when}.example`;
  return [
    {
      name: `a name look-up, ${when} the job`,
      expects: [{ protocol: "dns", name: lookedUp, port: 53 }],
      run: async () => ({ answer: await outcome(lookup(lookedUp).then(({ address }) => address)) }),
    },
    {
      name: `a literal public address, ${when} the job`,
      expects: [{ protocol: "tcp", address: version4, port: 443 }],
      run: (_, signal) => dial(() => connect({ host: version4, port: 443, signal })),
    },
    {
      name: `a literal public IPv6 address, ${when} the job`,
      expects: [{ protocol: "tcp", address: version6, port: 443 }],
      run: (_, signal) => dial(() => connect({ host: version6, port: 443, signal })),
    },
    {
      name: `a TLS server by name, ${when} the job`,
      expects: [
        { protocol: "dns", name: server, port: 53 },
        { protocol: "tcp", name: server, port: 443 },
      ],
      run: () => dial(() => connectTls({ host: server, servername: server, port: 443 })),
    },
    {
      name: `a datagram to an odd port, ${when} the job`,
      expects: [{ protocol: "udp", address: version4, port: 40_000 }],
      run: sendDatagram,
    },
    {
      name: `a child process, ${when} the job`,
      expects: [{ protocol: "tcp", address: version4, port: 4433 }],
      run: (_, signal) => startChild(signal),
    },
  ];
}

async function outcome(attempt: Promise<string>): Promise<string> {
  return attempt.catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
}

async function dial(open: () => Socket): Promise<Measured> {
  const socket = open();
  const dialled = once(socket, "encrypted" in socket ? "secureConnect" : "connect").then(() => "connected");
  const result = await outcome(dialled);
  socket.destroy();
  return { result };
}

async function sendDatagram(): Promise<Measured> {
  const socket = createSocket("udp4");
  const bytes = await new Promise<number>((resolve, reject) => {
    socket.send("out", 40_000, version4, (error, sent) => {
      if (error === null) resolve(sent);
      else reject(error);
    });
  });
  socket.close();
  return { bytes };
}

async function startChild(signal: AbortSignal): Promise<Measured> {
  const code = `require("node:net").connect(4433, "${version4}").on("error", () => {})`;
  const child = spawn(process.execPath, ["-e", code], { signal, stdio: "ignore" });
  await once(child, "exit");
  return { exit: child.exitCode ?? -1 };
}
