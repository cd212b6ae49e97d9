import { createServer } from "node:http";
import { connect } from "node:net";
import type { Door } from "../src/egress/door.ts";
import type { ClearedRequest } from "../src/gate/clearedRequest.ts";
import { fixedPolicy } from "../test/support/headless.ts";
import { clearedFor, listening, openDoor } from "./door/loopback.ts";
import { revocations } from "./door/revocation.ts";
import { percentile } from "./support/percentile.ts";
import type { BenchOptions, Measurements } from "./run.ts";

const answer = JSON.stringify({ version: "0.24.0" });

async function bareSocket(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port, noDelay: true });
    socket.once("error", reject);
    socket.once("connect", () =>
      socket.write(`GET /api/version HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`),
    );
    let received = "";
    socket.on("data", (chunk) => {
      received += chunk.toString();
      if (!received.endsWith(answer)) return;
      socket.destroy();
      resolve();
    });
  });
}

async function throughDoor(door: Door, cleared: ClearedRequest): Promise<void> {
  const opened = await door.open(cleared, new AbortController().signal);
  if (!opened.ok) throw new Error(`the door failed: ${opened.error.kind}`);
  let bytes = 0;
  for await (const chunk of opened.value.body) bytes += chunk.length;
  opened.value.close({ outcome: "done" });
  if (bytes !== answer.length) throw new Error("the door lost bytes");
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/**
 * What the door adds to a bare socket on loopback, both measured in turns in one run; and how long a change of the
 * policy takes to end an answer that streams.
 */
export async function benchDoor({ full }: BenchOptions): Promise<Measurements> {
  const server = createServer((_request, response) => {
    response
      .writeHead(200, { "content-type": "application/json", "content-length": answer.length })
      .end(answer);
  });
  const port = await listening(server);
  const policy = fixedPolicy();
  const door = openDoor(policy);
  const cleared = clearedFor(port, policy);
  const bare: number[] = [];
  const doored: number[] = [];
  for (let round = 0; round < (full ? 3000 : 600); round += 1) {
    bare.push(await timed(() => bareSocket(port)));
    doored.push(await timed(() => throughDoor(door, cleared)));
  }
  server.closeAllConnections();
  server.close();
  const revoked = await revocations(full ? 1000 : 200);
  // The first rounds load code and warm caches, for both alike.
  const steady = (values: readonly number[]): number => percentile(values.slice(50), 0.5);
  return {
    "door.overheadP50": { value: steady(doored) - steady(bare), unit: "ms", budget: 1 },
    "door.bareSocketP50": { value: steady(bare), unit: "ms" },
    "door.ratio": { value: steady(doored) / steady(bare), unit: "×" },
    "door.revocationP95": { value: percentile(revoked, 0.95), unit: "ms", budget: 50 },
  };
}
