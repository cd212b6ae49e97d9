import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { Pacer } from "./pacer.ts";
import type { Reply } from "./reply.ts";
import type { OpenRequest } from "./requestLog.ts";
import type { Pace, ScriptChange } from "./serverScript.ts";

/** What playing a reply needs of its server. */
export type Stage = {
  readonly pacer: Pacer;
  /** The script's pace at this moment. */
  readonly pace: () => Pace;
  readonly apply: (change: ScriptChange) => void;
  /** Says that something about the request changed. */
  readonly touch: () => void;
};

/** Writes a reply as it says, and notes in `request` how far it came and whether the client left before its end. */
export async function play(
  reply: Reply,
  out: ServerResponse,
  request: OpenRequest,
  stage: Stage,
): Promise<void> {
  const gone = watch(out, request, stage);
  const change = (when: "start" | "last"): void => {
    for (const due of reply.changes) if (due.when === when) stage.apply(due.change);
  };
  change("start");
  if (reply.writes.length === 0) change("last");
  if (reply.headFirst || reply.writes.length > 0 || reply.ending === "end")
    out.writeHead(reply.status, reply.headers);
  if (reply.headFirst) out.flushHeaders();
  for (const [index, write] of reply.writes.entries()) {
    await stage.pacer.take(write.permits, reply.pace ?? stage.pace(), request, gone);
    if (gone.aborted) return;
    if (index === reply.writes.length - 1) change("last");
    await put(out, write.bytes, gone);
    request.tokensWritten += write.tokens;
    stage.touch();
  }
  await endAs(reply.ending, out);
}

/** Tells when the connection is gone, and whose doing that was. */
function watch(out: ServerResponse, request: OpenRequest, stage: Stage): AbortSignal {
  const gone = new AbortController();
  out.once("finish", () => {
    request.finished = true;
    stage.touch();
  });
  const close = (): void => {
    request.aborted = !request.finished && !brokenOff.has(out);
    gone.abort();
    stage.touch();
  };
  if (out.closed) close();
  else out.once("close", close);
  return gone.signal;
}

const brokenOff = new WeakSet<ServerResponse>();

/** Marks a response whose connection the server itself ends, so that the client is not blamed for it. */
export function breakOff(out: ServerResponse): void {
  brokenOff.add(out);
}

async function put(out: ServerResponse, bytes: Uint8Array, gone: AbortSignal): Promise<void> {
  if (bytes.length === 0 || out.write(bytes)) return;
  await once(out, "drain", { signal: gone }).catch(() => undefined);
}

async function endAs(ending: Reply["ending"], out: ServerResponse): Promise<void> {
  const { socket } = out;
  if (ending === "end") out.end();
  if (socket === null || ending === "end" || ending === "hang") return;
  breakOff(out);
  if (ending === "cut") socket.destroySoon();
  else await resetAfterFlush(socket);
}

async function resetAfterFlush(socket: Socket): Promise<void> {
  await new Promise<void>((resolve) =>
    socket.write(Buffer.alloc(0), () => {
      resolve();
    }),
  );
  // Only a bare TCP socket can be reset.
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}
