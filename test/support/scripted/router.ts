import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";
import type { Call, Endpoint } from "./call.ts";
import { endpointsAt } from "./endpoints.ts";
import { failure } from "./failure.ts";
import { replay } from "./recorded.ts";
import { readBody } from "./requestBody.ts";
import type { Dialect, Reply } from "./reply.ts";
import type { LoggedRequest } from "./requestLog.ts";
import type { ServerScript } from "./serverScript.ts";

/** What the scripted server says to a request, before any fault befalls it. */
export function replyTo(script: ServerScript, request: LoggedRequest, forward: Call["forward"]): Reply {
  const path = pathOf(request);
  const here = endpointsAt(script, path);
  const endpoint = choose(here, request);
  const dialect = endpoint?.dialect ?? here[0]?.dialect ?? script.speaks[0] ?? "ollama";
  const refused = refusedFrom(script, request.headers) ?? refusedKey(script, request.headers, dialect);
  if (refused !== undefined) return refused;
  if (endpoint === undefined) return nothingHere(script, request, here.length > 0);
  const reads = ["POST", "DELETE"].includes(request.method) && endpoint.bodyless !== true;
  const read = reads ? readBody(dialect, request.body) : { ok: true as const, body: {} };
  if (!read.ok) return read.reply;
  const { model } = read.body;
  if (model !== undefined && typeof model !== "string") return wrongModel(path, dialect, model);
  return endpoint.answer({ script, request, path, dialect, body: read.body, forward });
}

/** The path of a request without its query. */
export function pathOf(request: LoggedRequest): string {
  return request.path.split("?")[0] ?? "";
}

/** Two APIs share a path: a client of Anthropic says who it is. */
function choose(here: readonly Endpoint[], request: LoggedRequest): Endpoint | undefined {
  const fitting = here.filter(({ methods }) => methods.includes(request.method));
  const claude = request.headers["anthropic-version"] !== undefined;
  return fitting.find(({ dialect }) => (dialect === "anthropic") === claude) ?? fitting[0];
}

function nothingHere(script: ServerScript, request: LoggedRequest, otherMethod: boolean): Reply {
  const [dialect = "ollama"] = script.speaks;
  if (script.speaks.includes("ollama"))
    return replay("ollama", otherMethod ? "base: wrong method" : "base: unknown path");
  return failure(dialect, 404, `Invalid URL (${request.method} ${pathOf(request)})`, {
    type: "invalid_request_error",
  });
}

function wrongModel(path: string, dialect: Dialect, model: unknown): Reply {
  const go = path === "/api/chat" ? "ChatRequest" : "GenerateRequest";
  const message = `json: cannot unmarshal ${typeof model} into Go struct field ${go}.model of type string`;
  return failure(dialect, 400, message);
}

/** Ollama answers only to its own machine's names, and to no foreign web page. */
function refusedFrom(script: ServerScript, headers: IncomingHttpHeaders): Reply | undefined {
  if (!script.speaks.includes("ollama")) return undefined;
  const host = hostOf(`http://${headers.host ?? ""}`);
  const { origin } = headers;
  const own = isOwnName(host) && (origin === undefined || isOwnOrigin(origin));
  return own ? undefined : replay("ollama", "base: evil Host header");
}

function isOwnOrigin(origin: string): boolean {
  return /^(?:app|file|tauri|vscode-webview|vscode-file):/u.test(origin) || isOwnName(hostOf(origin));
}

function isOwnName(host: string): boolean {
  return isIP(host) !== 0 || /(?:^|\.)localhost$/u.test(host);
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/gu, "") : "";
}

/** Keys come as a bearer token or, to Anthropic, in a header of their own. */
function refusedKey(script: ServerScript, headers: IncomingHttpHeaders, dialect: Dialect): Reply | undefined {
  if (script.keys.length === 0) return undefined;
  const given = headers["x-api-key"] ?? headers.authorization?.replace(/^Bearer /u, "");
  if (typeof given === "string" && script.keys.includes(given)) return undefined;
  const message: Readonly<Record<Dialect, string>> = {
    ollama: "unauthorized",
    openai: given === undefined ? "You didn't provide an API key." : "Incorrect API key provided.",
    anthropic: given === undefined ? "x-api-key header is required" : "invalid x-api-key",
  };
  return failure(dialect, 401, message[dialect], dialect === "openai" ? { code: "invalid_api_key" } : {});
}
