import { connect as connectSocket, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { plainAddress } from "../destinations/addressClass.ts";
import { DoorError } from "./doorFailure.ts";

/** Where to dial: addresses only, never names, and the name TLS has to prove. */
export type PinnedTarget = {
  readonly addresses: readonly string[];
  readonly port: number;
  /** Set for https. */
  readonly serverName?: string;
  readonly connectTimeoutMs: number;
  readonly signal: AbortSignal;
};

/** A connection with the address it was made to. */
export type Dialled = { readonly socket: Socket; readonly address: string };

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "EUNKNOWN";
}

function settle(socket: Socket, event: "connect" | "secureConnect", target: PinnedTarget): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      socket.destroy();
      reject(new DoorError({ kind: "stopped" }));
    };
    if (target.signal.aborted) {
      abort();
      return;
    }
    target.signal.addEventListener("abort", abort, { once: true });
    socket.setTimeout(target.connectTimeoutMs, () => {
      socket.destroy();
      reject(new DoorError({ kind: "timeout", step: "connect" }));
    });
    socket.once("error", (error) => {
      reject(new DoorError({ kind: "unreachable", code: codeOf(error) }));
    });
    socket.once(event, () => {
      target.signal.removeEventListener("abort", abort);
      socket.setTimeout(0);
      resolve();
    });
  });
}

/** What the certificate has to prove. An address is proven like a name, but not announced as one. */
function provenName(serverName: string): { readonly host: string } | { readonly servername: string } {
  const literal = plainAddress(serverName);
  return literal === undefined ? { servername: serverName } : { host: literal };
}

async function dialOne(address: string, target: PinnedTarget): Promise<Socket> {
  const socket = connectSocket({ host: address, port: target.port, autoSelectFamily: false, noDelay: true });
  await settle(socket, "connect", target);
  const peer = socket.remoteAddress ?? "";
  // The system says whom it connected; anything but the address the permit names is not spoken to.
  if (plainAddress(peer) !== plainAddress(address)) {
    socket.destroy();
    throw new DoorError({ kind: "peerMismatch", address: peer });
  }
  if (target.serverName === undefined) return socket;
  // Said, so that no environment variable can switch it off.
  const secure = connectTls({
    socket,
    ...provenName(target.serverName),
    ALPNProtocols: ["http/1.1"],
    rejectUnauthorized: true,
  });
  await settle(secure, "secureConnect", target);
  return secure;
}

/** Connects to the first address that answers, and to no other. The peer is checked before a byte is written. */
export async function dialPinned(target: PinnedTarget): Promise<Dialled> {
  let last: unknown = new DoorError({ kind: "unreachable", code: "ENOADDR" });
  for (const address of target.addresses) {
    try {
      return { socket: await dialOne(address, target), address };
    } catch (error) {
      if (!(error instanceof DoorError) || error.failure.kind !== "unreachable") throw error;
      last = error;
    }
  }
  throw last;
}
