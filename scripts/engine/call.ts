import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiError, ClientGone } from "./apiError.ts";
import { parseJsonBody, RequestFields } from "./requestFields.ts";
import type { LoggedRequest } from "./requestLog.ts";

const bodyLimitBytes = 32 * 1024 * 1024;
const clientGoneStatus = 499;

/** The header, for benchmarks only, that tells how many tokens of the prompt were really evaluated. */
export const evaluatedTokensHeader = "X-Engine-Evaluated-Tokens";

/** One request and the way to answer it. */
export type Call = {
  readonly path: string;
  /** Aborts when the client goes away before it has its answer. */
  readonly signal: AbortSignal;
  readonly startedAt: number;
  /** Reads the whole body; to be awaited before anything else. */
  receive(): Promise<void>;
  /** The parsed body, or an `ApiError` in Ollama's words; `struct` is Ollama's name for this request. */
  fields(struct: string): RequestFields;
  /** To be told before the first byte of the answer. */
  evaluated(tokens: number): void;
  json(status: number, body: unknown, contentType?: string): void;
  text(status: number, body: string, contentType?: string): void;
  empty(status: number): void;
  /** Begins a streamed answer with the first call; waits while the client reads slowly. */
  write(contentType: string, chunk: string): Promise<void>;
  end(): void;
  /** Whether a status has been sent, after which an error can only be part of the stream. */
  readonly begun: boolean;
};

/** Wraps one exchange of Node's server; `log` gets its line just before the last byte leaves. */
export function openCall(
  request: IncomingMessage,
  response: ServerResponse,
  log: (entry: LoggedRequest) => void,
): Call & { abandon(): void } {
  const gone = new AbortController();
  const arrived = new Date();
  const startedAt = performance.now();
  const path = request.url?.split("?")[0] ?? "/";
  let [body, bytesOut, logged]: [Buffer, number, boolean] = [Buffer.alloc(0), 0, false];
  let evaluatedTokens: number | null = null;
  response.on("close", () => {
    if (!response.writableFinished) gone.abort(new ClientGone());
  });

  const finish = (whole: string, clientGone = false): void => {
    const last = request.method === "HEAD" ? "" : whole;
    if (!logged) {
      logged = true;
      const status = clientGone && !response.headersSent ? clientGoneStatus : response.statusCode;
      const milliseconds = Math.round(performance.now() - startedAt);
      bytesOut += Buffer.byteLength(last);
      const { method = "" } = request;
      const bytesIn = body.length;
      const at = arrived.toISOString();
      log({ at, method, path, bytesIn, bytesOut, milliseconds, status, clientGone, evaluatedTokens });
    }
    if (clientGone) response.destroy();
    else response.end(last);
  };
  const whole = (status: number, body: string, contentType: string): void => {
    response.writeHead(status, { "Content-Type": contentType, "Content-Length": Buffer.byteLength(body) });
    finish(body);
  };
  return {
    path,
    signal: gone.signal,
    startedAt,
    async receive() {
      body = await readBody(request);
    },
    fields: (struct) => new RequestFields(struct, parseJsonBody(body.toString("utf8"))),
    evaluated(tokens) {
      evaluatedTokens = tokens;
      if (!response.headersSent) response.setHeader(evaluatedTokensHeader, tokens);
    },
    json(status, body, contentType = "application/json; charset=utf-8") {
      whole(status, JSON.stringify(body), contentType);
    },
    text: (status, body, contentType = "text/plain") => {
      whole(status, body, contentType);
    },
    empty(status) {
      response.writeHead(status, { "Content-Length": 0 });
      finish("");
    },
    async write(contentType, chunk) {
      if (gone.signal.aborted) throw new ClientGone();
      if (!response.headersSent) response.writeHead(200, { "Content-Type": contentType });
      bytesOut += Buffer.byteLength(chunk);
      if (!response.write(chunk)) await drained(response, gone.signal);
    },
    end() {
      finish("");
    },
    get begun() {
      return response.headersSent;
    },
    abandon() {
      finish("", true);
    },
  };
}

async function drained(response: ServerResponse, signal: AbortSignal): Promise<void> {
  try {
    await once(response, "drain", { signal });
  } catch {
    throw new ClientGone();
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) continue;
      bytes += chunk.length;
      if (bytes > bodyLimitBytes) throw new ApiError(413, "http: request body too large");
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof ApiError ? error : new ClientGone();
  }
  return Buffer.concat(chunks);
}
