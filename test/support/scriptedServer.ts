import type { IncomingMessage, ServerResponse } from "node:http";
import { recordedAnswer } from "./scripted/answerTokens.ts";
import { recordedModel } from "./scripted/ollamaModels.ts";
import { createPacer } from "./scripted/pacer.ts";
import { play, type Stage } from "./scripted/player.ts";
import { openPort, type PortOptions } from "./scripted/port.ts";
import type { Reply } from "./scripted/reply.ts";
import { createRequestLog, type LoggedRequest, type RequestLog } from "./scripted/requestLog.ts";
import { pathOf, replyTo } from "./scripted/router.ts";
import { changed, type FaultRule, type ScriptPart, type ServerScript } from "./scripted/serverScript.ts";

/** The recorded Ollama 0.24.0: one local model, the cloud allowed but out of reach, nothing goes wrong. */
const defaultScript: ServerScript = {
  speaks: ["ollama", "openai", "anthropic"],
  version: "0.24.0",
  models: [recordedModel],
  registry: "offline",
  cloud: { disabled: false, source: "none", upstream: "offline", remotes: ["ollama.com"] },
  answer: recordedAnswer,
  pace: "atOnce",
  faults: [],
  keys: [],
  usage: true,
  refusing: false,
};

/** A model server that does what its script says, on this machine only. */
export type ScriptedServer = {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Every request so far, in order of arrival of their last byte. */
  readonly requests: readonly LoggedRequest[];
  /** Changes parts of the script from now on. Replies under way keep theirs, except for the pace. */
  readonly script: (next: ScriptPart) => void;
  /**
   * With `pace: "manual"`: lets the next tokens go, of any request or of one only. What nobody waits for yet is kept;
   * `Infinity` lets everything go until the pace is scripted anew.
   */
  readonly release: (tokens?: number, request?: LoggedRequest) => void;
  /** The first request that fulfils the predicate, now or as soon as one does. */
  readonly waitFor: (predicate: (request: LoggedRequest) => boolean) => Promise<LoggedRequest>;
  /** Resolves as soon as no client holds a connection to the server, used or not. */
  readonly allLeft: () => Promise<void>;
  /** Ends every connection and stops listening. */
  readonly stop: () => Promise<void>;
};

/** Starts a scripted server; what the script does not say is as in the recorded Ollama. */
export async function startScriptedServer(
  script: ScriptPart = {},
  options: PortOptions = {},
): Promise<ScriptedServer> {
  const log = createRequestLog();
  const pacer = createPacer();
  const calls = new WeakMap<FaultRule, number>();
  let now = changed(defaultScript, script);

  const change = (next: ScriptPart): void => {
    now = changed(now, next);
    if (next.pace !== undefined) pacer.restart(next.pace);
    if (next.refusing === true) port.refuse();
    if (next.refusing === false) port.accept();
  };
  const stage: Stage = {
    pacer,
    pace: () => now.pace,
    apply: (next) => {
      change(next(now));
    },
    touch: log.touch,
  };
  const handle = async (incoming: IncomingMessage, out: ServerResponse): Promise<void> => {
    const request = await receive(incoming, log);
    if (request.aborted) return;
    const forward = (to: string): void => {
      request.forwardedTo = [...request.forwardedTo, to];
    };
    const reply = befall(replyTo(now, request, forward), now.faults, request, calls);
    await play(reply, out, request, stage);
  };

  const port = await openPort((incoming, out) => void handle(incoming, out), options);
  if (now.refusing) port.refuse();
  return {
    url: port.url,
    port: port.number,
    requests: log.requests,
    script: change,
    release: (tokens = 1, request) => {
      pacer.release(tokens, request);
    },
    waitFor: log.waitFor,
    allLeft: port.allLeft,
    stop: () => {
      log.close();
      return port.stop();
    },
  };
}

/** Reads the whole request into the log; one that the client gave up half-way is logged as aborted. */
async function receive(incoming: IncomingMessage, log: RequestLog): Promise<ReturnType<RequestLog["add"]>> {
  const { method = "", url = "", headers } = incoming;
  const chunks: Buffer[] = [];
  const left = await collect(incoming, chunks);
  const body = Buffer.concat(chunks).toString();
  const request = log.add({ method, path: url, headers, body });
  request.aborted = left;
  log.touch();
  return request;
}

async function collect(incoming: IncomingMessage, chunks: Buffer[]): Promise<boolean> {
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    return false;
  } catch {
    return true;
  }
}

/** Lets the faults that are due at this call rewrite the reply. */
function befall(
  reply: Reply,
  rules: readonly FaultRule[],
  request: LoggedRequest,
  calls: WeakMap<FaultRule, number>,
): Reply {
  const path = pathOf(request);
  const matching = rules.filter(({ on }) => on === "*" || on === path);
  const due = matching.filter((rule) => {
    const call = (calls.get(rule) ?? 0) + 1;
    calls.set(rule, call);
    return rule.nth === undefined || rule.nth === call;
  });
  return due.reduce((now, { fault }) => fault(now), reply);
}
