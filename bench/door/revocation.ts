import { createServer, type ServerResponse } from "node:http";
import { doorFailureOf } from "../../src/egress/doorFailure.ts";
import { hearPolicyFiles } from "../../src/privacy/policyFiles.ts";
import { WorkspacePolicy } from "../../src/privacy/workspacePolicy.ts";
import { inMemoryStore } from "../../test/support/headless.ts";
import { openSettings } from "../../test/support/noRules.ts";
import { clearedFor, listening, openDoor } from "./loopback.ts";

function openPolicy(): WorkspacePolicy {
  return new WorkspacePolicy({
    store: inMemoryStore(),
    workspace: "bench",
    settings: openSettings,
    files: () => hearPolicyFiles([]),
    isTrusted: () => true,
    grants: () => [],
    isOver: () => false,
  });
}

/** Reads until the stream ends, which only a revoked permit may do. */
async function untilRevoked(pieces: AsyncIterator<Uint8Array>): Promise<void> {
  try {
    while ((await pieces.next()).done !== true);
  } catch (error) {
    if (doorFailureOf(error)?.kind === "revoked") return;
    throw error;
  }
  throw new Error("the stream ended by itself");
}

/** How long a pause takes, each time, to end an answer that streams: the reader's end and the server's. */
export async function revocations(rounds: number): Promise<readonly number[]> {
  let answering: ServerResponse | undefined;
  const server = createServer((_request, response) => {
    answering = response;
    const drip = setInterval(() => response.write("{}\n"), 1);
    response.once("close", () => {
      clearInterval(drip);
    });
  });
  const port = await listening(server);
  const policy = openPolicy();
  const door = openDoor(policy);
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const opened = await door.open(clearedFor(port, policy), new AbortController().signal);
    if (!opened.ok) throw new Error(`the door failed: ${opened.error.kind}`);
    const pieces = opened.value.body[Symbol.asyncIterator]();
    await pieces.next();
    const ended = untilRevoked(pieces);
    const hungUp = new Promise((resolve) => answering?.once("close", resolve));
    const started = performance.now();
    await policy.setPaused(true);
    await Promise.all([ended, hungUp]);
    took.push(performance.now() - started);
    await policy.setPaused(false);
  }
  server.close();
  return took;
}
