import { connect as connectSocket, type Socket } from "node:net";
import { connect as connectTls, type SecureContext } from "node:tls";
import { plainAddress } from "../destinations/addressClass.ts";
import { DoorError, type DoorFailure } from "./doorFailure.ts";

/** Where to dial: addresses only, never names, and the name TLS has to prove. */
export type PinnedTarget = {
  readonly addresses: readonly string[];
  /** Whether they are addresses of this machine's own interfaces. */
  readonly own: boolean;
  readonly port: number;
  /** Set for https. */
  readonly serverName?: string;
  /** Asked only for https. */
  readonly authorities: () => SecureContext;
  /** For all addresses together; each has its share of what is left. */
  readonly connectMs: number;
  readonly signal: AbortSignal;
};

/** A connection with the address it was made to. */
export type Dialled = { readonly socket: Socket; readonly address: string };

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "EUNKNOWN";
}

/** What ends an attempt at one address. */
type Ends = { readonly stopped: AbortSignal; readonly tooLate: AbortSignal };

function settle(socket: Socket, event: "connect" | "secureConnect", ends: Ends): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (failure: DoorFailure): void => {
      forget();
      socket.destroy();
      reject(new DoorError(failure));
    };
    const stop = (): void => {
      fail({ kind: "stopped" });
    };
    const giveUp = (): void => {
      fail({ kind: "timeout", step: "connect" });
    };
    const forget = (): void => {
      ends.stopped.removeEventListener("abort", stop);
      ends.tooLate.removeEventListener("abort", giveUp);
    };
    if (ends.stopped.aborted) {
      stop();
      return;
    }
    ends.stopped.addEventListener("abort", stop);
    ends.tooLate.addEventListener("abort", giveUp);
    socket.once("error", (error) => {
      fail({ kind: "unreachable", code: codeOf(error) });
    });
    socket.once(event, () => {
      forget();
      resolve();
    });
  });
}

/** What the certificate has to prove. An address is proven like a name, but not announced as one. */
function provenName(serverName: string): { readonly host: string } | { readonly servername: string } {
  const literal = plainAddress(serverName);
  return literal === undefined ? { servername: serverName } : { host: literal };
}

async function dialOne(address: string, target: PinnedTarget, withinMs: number): Promise<Socket> {
  const ends = { stopped: target.signal, tooLate: AbortSignal.timeout(withinMs) };
  const socket = connectSocket({
    host: address,
    port: target.port,
    // From the very address: one that has gone to another machine meanwhile is not even dialled, and with the peer
    // checked below both ends are this machine.
    ...(target.own && { localAddress: address }),
    autoSelectFamily: false,
    noDelay: true,
  });
  await settle(socket, "connect", ends);
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
    secureContext: target.authorities(),
    rejectUnauthorized: true,
  });
  await settle(secure, "secureConnect", ends);
  return secure;
}

/** Whether another address of the same host may do better. */
function isWorthAnother(error: unknown): error is DoorError {
  return error instanceof DoorError && ["unreachable", "timeout"].includes(error.failure.kind);
}

/** Connects to the first address that answers, and to no other. The peer is checked before a byte is written. */
export async function dialPinned(target: PinnedTarget): Promise<Dialled> {
  const { addresses, connectMs } = target;
  const endMs = performance.now() + connectMs;
  let last: unknown = new DoorError({ kind: "unreachable", code: "ENOADDR" });
  for (const [index, address] of addresses.entries()) {
    const leftMs = Math.max(0, endMs - performance.now());
    try {
      const withinMs = Math.ceil(leftMs / (addresses.length - index));
      return { socket: await dialOne(address, target, withinMs), address };
    } catch (error) {
      if (!isWorthAnother(error)) throw error;
      last = error;
    }
  }
  throw last;
}
