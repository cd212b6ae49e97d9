import type { Socket } from "node:net";
import { promisify } from "node:util";
import request from "undici/lib/api/api-request.js";
import Client from "undici/lib/dispatcher/client.js";
import { err, ok } from "../base/result.ts";
import { DoorError, type DoorFailure } from "./doorFailure.ts";
import { limits } from "./limits.ts";
import { dialPinned } from "./pinnedConnector.ts";
import type { Arrival, Carriage, Transport } from "./transport.ts";

const send = promisify(request);

function failureOf(error: unknown, signal: AbortSignal): DoorFailure {
  if (error instanceof DoorError) return error.failure;
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

async function carry(carriage: Carriage): ReturnType<Transport["carry"]> {
  const url = new URL(carriage.origin);
  const { socket, address } = await dialPinned({
    addresses: carriage.dial,
    port: Number(url.port),
    ...(url.protocol === "https:" && { serverName: url.hostname }),
    connectTimeoutMs: limits.connectMs,
    signal: carriage.signal,
  });
  // One connection for one request: what is measured belongs to this request alone, and no pooled socket outlives its
  // permission. On loopback that costs a fraction of a millisecond.
  let given: Socket | undefined = socket;
  const client = new Client(carriage.origin, {
    connect: (_options, callback) => {
      if (given === undefined) callback(new Error("one connection per request"), null);
      else callback(null, given);
      given = undefined;
    },
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const destroy = (): void => {
    socket.destroy();
    void client.destroy();
  };
  carriage.signal.addEventListener("abort", destroy, { once: true });
  try {
    const { method, path, body, headers, signal } = carriage;
    const answer = await send.call(client, {
      method,
      path,
      headers,
      ...(body.length > 0 && { body }),
      signal,
    });
    const arrival: Arrival = {
      status: answer.statusCode,
      headers: plainHeaders(answer.headers),
      address,
      body: untilCut(answer.body, signal),
      destroy,
    };
    return ok(arrival);
  } catch (error) {
    destroy();
    return err(failureOf(error, carriage.signal));
  }
}

/** Our own sockets: no proxy, no look-up, only the addresses the permit names, the peer checked after connecting. */
export function createDirectTransport(): Transport {
  return {
    carry: async (carriage) => {
      try {
        return await carry(carriage);
      } catch (error) {
        return err(failureOf(error, carriage.signal));
      }
    },
  };
}
