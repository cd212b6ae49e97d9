import type { Answer } from "../egress/answer.ts";
import { doorFailureOf, type DoorFailure } from "../egress/doorFailure.ts";
import type { WireRequest } from "../gate/wireRequest.ts";
import { LineTooLong, lines } from "../stream/lines.ts";
import type { ProviderFailure } from "./provider.ts";

/** What an SDK is given instead of the network. */
export type SdkFetch = typeof fetch;

/** Carries a typed failure through an SDK, which would otherwise put its own words in the way. */
class StreamError extends Error {
  readonly failure: ProviderFailure | DoorFailure;

  constructor(failure: ProviderFailure | DoorFailure) {
    super(failure.kind);
    this.name = "StreamError";
    this.failure = failure;
  }
}

class Recorded extends Error {}

function wireOf(input: Parameters<SdkFetch>[0], init: RequestInit | undefined): WireRequest {
  const url = new URL(input instanceof Request ? input.url : input);
  const body = init?.body ?? "";
  if (typeof body !== "string") throw new Error("an SDK sent a body that is not text");
  return {
    method: init?.method?.toUpperCase() === "POST" ? "POST" : "GET",
    path: url.pathname + url.search,
    body: new TextEncoder().encode(body),
  };
}

/** Lets an SDK serialise a request and catches the bytes; nothing is sent, and the SDK's call ends there. */
export async function recordWire(call: (fetch: SdkFetch) => Promise<unknown>): Promise<WireRequest> {
  let recorded: WireRequest | undefined;
  const recordingFetch: SdkFetch = (input, init) => {
    recorded = wireOf(input, init);
    return Promise.reject(new Recorded());
  };
  try {
    await call(recordingFetch);
  } catch (error) {
    if (recorded === undefined) throw error;
  }
  if (recorded === undefined) throw new Error("the SDK made no request");
  return recorded;
}

/**
 * Checks one line of a stream before an SDK sees it: returns what is wrong with it, `skip` for a line that the SDK has
 * no use for, or nothing. `undefined` is the orderly end of the stream.
 */
export type LineCheck = (line: string | undefined) => ProviderFailure | "skip" | undefined;

async function* checkedLines(
  body: AsyncIterable<Uint8Array>,
  check: LineCheck,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const passes = (line: string | undefined): boolean => {
    const found = check(line);
    if (found !== undefined && found !== "skip") throw new StreamError(found);
    return found === undefined;
  };
  try {
    for await (const line of lines(body)) {
      if (passes(line)) yield encoder.encode(`${line}\n`);
    }
    passes(undefined);
  } catch (error) {
    throw streamError(error);
  }
}

function streamError(error: unknown): unknown {
  const failure = doorFailureOf(error);
  if (failure !== undefined) return new StreamError(failure);
  if (error instanceof LineTooLong) return new StreamError({ kind: "malformed" });
  return error;
}

/**
 * A fetch that hands an SDK the answer to a cleared request. It serves that one request and refuses any other bytes;
 * every line of the body is checked first.
 */
export function replayFetch(wire: WireRequest, answer: Answer, check: LineCheck): SdkFetch {
  return (input, init) => {
    const asked = wireOf(input, init);
    const isSame =
      asked.method === wire.method && asked.path === wire.path && Buffer.compare(asked.body, wire.body) === 0;
    if (!isSame) throw new Error("an SDK asked for other bytes than were cleared");
    return Promise.resolve(checkedResponse(answer, check));
  };
}

/** An answer as an SDK's reader of streams takes it, every line of its body checked first. */
export function checkedResponse(answer: Answer, check: LineCheck): Response {
  const contentType = answer.headers["content-type"] ?? "application/octet-stream";
  const body = streamOf(checkedLines(answer.body, check));
  return new Response(body, { status: answer.status, headers: { "content-type": contentType } });
}

function streamOf(pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    pull: async (controller) => {
      const next = await pieces.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    // Not waited for: it ends with the piece that is on its way, which may never come.
    cancel: () => {
      void pieces.return(undefined);
    },
  });
}

/** The typed failure an SDK's error carries, or `malformed` when it is about the answer's shape. */
export function failureFrom(error: unknown): ProviderFailure | DoorFailure {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof StreamError) return cause.failure;
  }
  return { kind: "malformed" };
}
