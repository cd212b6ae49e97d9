import { promisify } from "node:util";
import request from "undici/lib/api/api-request.js";
import Client from "undici/lib/dispatcher/client.js";
import { err, ok } from "../base/result.ts";
import { portOf } from "../terms/origin.ts";
import { DoorError, doorFailureOf, type DoorFailure } from "./doorFailure.ts";
import { createTrustedAuthorities } from "./trustedAuthorities.ts";
import { dialPinned, type Dialled, type PinnedTarget } from "./pinnedConnector.ts";
import type { Carriage, Transport } from "./transport.ts";

const send = promisify(request);

function failureOf(error: unknown, signal: AbortSignal): DoorFailure {
  const failure = doorFailureOf(error);
  if (failure !== undefined) return failure;
  if (signal.aborted) return { kind: "stopped" };
  const code = error instanceof Error && "code" in error ? String(error.code) : "EUNKNOWN";
  return { kind: "cut", code };
}

/** A body whose early end is a {@link DoorError} instead of a library's error. */
async function* untilCut(body: AsyncIterable<unknown>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) yield chunk as Uint8Array;
  } catch (error) {
    throw new DoorError(failureOf(error, signal));
  }
}

function plainHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
}

function targetOf(
  { origin, dial, own, connectMs, signal }: Carriage,
  authorities: PinnedTarget["authorities"],
): PinnedTarget {
  const url = new URL(origin);
  return {
    addresses: dial,
    own,
    port: portOf(url),
    ...(url.protocol === "https:" && { serverName: url.hostname }),
    authorities,
    connectMs,
    signal,
  };
}

/**
 * One connection for one request: what is measured belongs to this request alone, and no pooled socket outlives its
 * permission. On loopback that costs a fraction of a millisecond.
 */
function connectOnce(
  carriage: Carriage,
  authorities: PinnedTarget["authorities"],
): {
  readonly client: Client;
  readonly dialled: () => Dialled | undefined;
} {
  let dialled: Dialled | undefined;
  let isUsed = false;
  const client = new Client(carriage.origin, {
    connect: (_options, callback) => {
      if (isUsed) {
        callback(new DoorError({ kind: "cut", code: "ECONNECTONCE" }), null);
        return;
      }
      isUsed = true;
      dialPinned(targetOf(carriage, authorities)).then(
        (connection) => {
          dialled = connection;
          carriage.onConnected(connection.address);
          callback(null, connection.socket);
        },
        (error: unknown) => {
          callback(error instanceof Error ? error : new Error("connect"), null);
        },
      );
    },
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return { client, dialled: () => dialled };
}

async function carry(
  carriage: Carriage,
  authorities: PinnedTarget["authorities"],
): ReturnType<Transport["carry"]> {
  const { method, path, body, headers, signal } = carriage;
  const { client, dialled } = connectOnce(carriage, authorities);
  const destroy = (): void => {
    dialled()?.socket.destroy();
    void client.destroy();
  };
  signal.addEventListener("abort", destroy, { once: true });
  try {
    const answer = await send.call(client, {
      method,
      path,
      headers,
      ...(body.length > 0 && { body }),
      signal,
    });
    return ok({
      status: answer.statusCode,
      headers: plainHeaders(answer.headers),
      body: untilCut(answer.body, signal),
      destroy,
    });
  } catch (error) {
    destroy();
    return err(failureOf(error, signal));
  }
}

/** Our own sockets: no proxy, no look-up, only the addresses the permit names, the peer checked after connecting. */
export function createDirectTransport(): Transport {
  const authorities = createTrustedAuthorities();
  return { carry: (carriage) => carry(carriage, authorities) };
}
