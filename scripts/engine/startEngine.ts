import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { stop } from "../run.ts";
import type { Say } from "./install.ts";
import type { EngineReady } from "./main.ts";
import { type LoggedRequest, readRequestLog } from "./requestLog.ts";

/** A running development engine: a real model behind Ollama's API on loopback. */
export type RunningEngine = {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** The name clients use: `smollm2:135m`, unless `DRAWBRIDGE_ENGINE_MODEL` or `name` replaced it. */
  readonly model: string;
  readonly label: "Development engine";
  /** The model's name for people, `SmolLM2 135M`. */
  readonly title: string;
  /** Every request answered so far, oldest first. */
  requests(): Promise<readonly LoggedRequest[]>;
  stop(): Promise<void>;
};

/** How to start the engine; all of it may be left out. */
export type StartEngineOptions = {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** The model's name for clients. */
  readonly name?: string;
  /** Where each request is logged as a JSON line; a temporary file, removed by `stop`, when absent. */
  readonly logFile?: string;
  /** Half of the machine's, at most four, when absent. */
  readonly threads?: number;
  readonly finishAbandonedPrefill?: boolean;
  /** Takes what the engine prints, downloads first of all; the console when absent. */
  readonly say?: Say;
};

/** Starts the engine as a process of its own, which ends with this one, and resolves when it listens. */
export async function startEngine(options: StartEngineOptions = {}): Promise<RunningEngine> {
  const scratch =
    options.logFile === undefined ? await mkdtemp(join(tmpdir(), "drawbridge-engine-")) : undefined;
  const logFile = options.logFile ?? join(scratch ?? "", "requests.jsonl");
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "main.ts"), ...engineArguments(options, logFile)],
    {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    },
  );
  const end = async (): Promise<void> => {
    await stop(child);
    if (scratch !== undefined) await rm(scratch, { recursive: true, force: true });
  };
  try {
    const { port, model, title } = await readiness(child, options.say ?? console.log);
    const url = `http://127.0.0.1:${port}`;
    const requests = (): Promise<readonly LoggedRequest[]> => readRequestLog(logFile);
    return { url, port, pid: child.pid ?? 0, model, label: "Development engine", title, requests, stop: end };
  } catch (error) {
    await end();
    throw error;
  }
}

function engineArguments(options: StartEngineOptions, logFile: string): readonly string[] {
  return [
    ...["--port", String(options.port ?? 0), "--log", logFile],
    ...(options.name === undefined ? [] : ["--name", options.name]),
    ...(options.threads === undefined ? [] : ["--threads", String(options.threads)]),
    ...(options.finishAbandonedPrefill === true ? ["--finish-abandoned-prefill"] : []),
  ];
}

/** Passes on what the process prints until it says that it listens; its last words when it ends instead. */
async function readiness(child: ChildProcess, say: Say): Promise<EngineReady> {
  let lastWords = "";
  for (const input of [child.stdout, child.stderr]) {
    if (input === null) continue;
    createInterface({ input }).on("line", (line) => {
      lastWords = line;
      say(line);
    });
  }
  return await new Promise<EngineReady>((resolve, reject) => {
    child.once("error", reject);
    child.once("message", (message) => {
      if (isReady(message)) resolve(message);
      else reject(new Error("The development engine said something unexpected."));
    });
    child.once("close", () => {
      reject(new Error(`The development engine did not start. ${lastWords}`.trim()));
    });
  });
}

function isReady(message: unknown): message is EngineReady {
  if (typeof message !== "object" || message === null) return false;
  return "port" in message && "model" in message && "title" in message && typeof message.port === "number";
}
