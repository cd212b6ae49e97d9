import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { Fault } from "../job.ts";

/** A door in front of a model server that can be broken. */
export type FaultFront = {
  readonly url: string;
  /** From here on this goes wrong, until the end. */
  readonly breakWith: (fault: Fault) => void;
  readonly close: () => Promise<void>;
};

/** How much of an answer gets through before it is cut, in bytes. */
const bytesBeforeCut = 200;
const asksForText = /\/(?:generate|chat|completions?|infill)$/;

/** Starts one that lets everything through. */
export async function startFaultFront(target: string): Promise<FaultFront> {
  let fault: Fault | undefined;
  const server = createServer((asked, answer) => {
    if (fault === undefined || !asksForText.test(asked.url ?? "")) pass(target, asked, answer);
    else fail(fault, target, asked, answer);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The front has no port.");
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    breakWith: (next) => {
      fault = next;
      if (next === "down") stop();
    },
    close: async () => {
      if (!server.listening) return;
      stop();
      await once(server, "close");
    },
  };
}

type Take = (from: IncomingMessage, answer: ServerResponse) => void;

function pass(target: string, asked: IncomingMessage, answer: ServerResponse, take: Take = whole): void {
  const { method = "GET", url = "/", headers } = asked;
  const onward = request(new URL(url, target), { method, headers, agent: false }, (from) => {
    answer.writeHead(from.statusCode ?? 502, from.headers);
    take(from, answer);
  });
  onward.on("error", () => answer.destroy());
  answer.on("close", () => onward.destroy());
  asked.pipe(onward);
}

function whole(from: IncomingMessage, answer: ServerResponse): void {
  from.pipe(answer);
}

function cut(from: IncomingMessage, answer: ServerResponse): void {
  let bytes = 0;
  from.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= bytesBeforeCut) answer.write(chunk);
    else answer.destroy();
  });
  from.on("end", () => answer.end());
}

function fail(fault: Fault, target: string, asked: IncomingMessage, answer: ServerResponse): void {
  if (fault === "cut") {
    pass(target, asked, answer, cut);
    return;
  }
  asked.resume();
  const errors = {
    missing: [404, "model not found"],
    overloaded: [503, "server busy, please try again"],
  } as const;
  if (fault !== "missing" && fault !== "overloaded") return;
  const [status, error] = errors[fault];
  answer.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ error }));
}
