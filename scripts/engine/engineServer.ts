import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { isIP } from "node:net";
import { hostname } from "node:os";
import { ApiError, ClientGone, errorMessage } from "./apiError.ts";
import { type Call, openCall } from "./call.ts";
import { chatRoute } from "./chatRoute.ts";
import { embedRoute } from "./embedRoute.ts";
import type { Engine } from "./engine.ts";
import { generateRoute } from "./generateRoute.ts";
import {
  pullRoute,
  psRoute,
  rootRoute,
  showRoute,
  statusRoute,
  tagsRoute,
  versionRoute,
} from "./modelRoutes.ts";
import { chatCompletionsRoute, modelRoute, modelsRoute } from "./openAiRoutes.ts";
import type { LoggedRequest } from "./requestLog.ts";

type Route = {
  readonly methods: readonly string[];
  readonly path: RegExp;
  readonly run: (engine: Engine, call: Call) => Promise<void> | void;
};

const routes: readonly Route[] = [
  { methods: ["GET", "HEAD"], path: /^\/$/u, run: rootRoute },
  { methods: ["GET", "HEAD"], path: /^\/api\/version$/u, run: versionRoute },
  { methods: ["GET"], path: /^\/api\/status$/u, run: statusRoute },
  { methods: ["GET", "HEAD"], path: /^\/api\/tags$/u, run: tagsRoute },
  { methods: ["GET"], path: /^\/api\/ps$/u, run: psRoute },
  { methods: ["POST"], path: /^\/api\/show$/u, run: showRoute },
  { methods: ["POST"], path: /^\/api\/pull$/u, run: pullRoute },
  { methods: ["POST"], path: /^\/api\/chat$/u, run: chatRoute },
  { methods: ["POST"], path: /^\/api\/generate$/u, run: generateRoute },
  { methods: ["POST"], path: /^\/api\/embed$/u, run: embedRoute },
  { methods: ["GET"], path: /^\/v1\/models$/u, run: modelsRoute },
  { methods: ["GET"], path: /^\/v1\/models\/[^/]+$/u, run: modelRoute },
  { methods: ["POST"], path: /^\/v1\/chat\/completions$/u, run: chatCompletionsRoute },
];

/** The HTTP server, not yet listening. Requests with a foreign `Host` or `Origin` get an empty 403. */
export function engineServer(engine: Engine, log: (entry: LoggedRequest) => void): Server {
  // Idle connections stay open, as on the real server: a client never finds one closed under its next request.
  return createServer({ keepAliveTimeout: 0 }, (request, response) => {
    void handle(engine, { request, response, log });
  });
}

async function handle(
  engine: Engine,
  exchange: {
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
    readonly log: (entry: LoggedRequest) => void;
  },
): Promise<void> {
  const { request } = exchange;
  const call = openCall(request, exchange.response, exchange.log);
  try {
    await call.receive();
    if (!isOwnHost(request.headers.host) || !isOwnOrigin(request.headers.origin)) call.empty(403);
    else await route(engine, call, request.method ?? "");
  } catch (error) {
    if (error instanceof ClientGone || call.signal.aborted) call.abandon();
    else if (!call.begun)
      call.json(error instanceof ApiError ? error.status : 500, { error: errorMessage(error) });
    else await endWithError(call, error);
  }
}

async function route(engine: Engine, call: Call, method: string): Promise<void> {
  const found = routes.find(({ path }) => path.test(call.path));
  if (found === undefined) call.text(404, "404 page not found");
  else if (!found.methods.includes(method)) call.text(405, "405 method not allowed");
  else await found.run(engine, call);
}

/** A stream that has begun can only tell its error as one more line. */
async function endWithError(call: Call, error: unknown): Promise<void> {
  const line = JSON.stringify({ error: errorMessage(error) });
  await call
    .write("", call.path.startsWith("/v1/") ? `data: ${line}\n\n` : `${line}\n`)
    .catch(() => undefined);
  call.end();
}

/** A browser page that rebinds its own name to 127.0.0.1 sends that name here. */
function isOwnHost(host: string | undefined): boolean {
  const name = (host ?? "")
    .toLowerCase()
    .replace(/:\d+$/u, "")
    .replace(/^\[(?<address>.*)\]$/u, "$<address>");
  if (isIP(name) !== 0)
    return /^(?:127\.|0\.0\.0\.0$|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1?$)/u.test(name);
  return (
    name === "" || /(?:^|\.)localhost$|\.(?:local|internal)$/u.test(name) || name === hostname().toLowerCase()
  );
}

function isOwnOrigin(origin: string | undefined): boolean {
  return (
    origin === undefined ||
    /^https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(?::\d+)?$/u.test(origin) ||
    /^(?:app|file|tauri|vscode-webview|vscode-file|chrome-extension|moz-extension):\/\//u.test(origin)
  );
}
