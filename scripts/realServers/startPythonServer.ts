import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { stop } from "../run.ts";

/** A model server of somebody else's, running on loopback. */
export type RealServer = {
  /** What sentences call it, such as `llama-cpp-python`. */
  readonly label: string;
  /** What the paths of OpenAI's API are added to: `http://127.0.0.1:PORT/v1`, or over TLS `https://localhost:PORT/v1`. */
  readonly url: string;
  /** `127.0.0.1:PORT` or `localhost:PORT` */
  readonly host: string;
  readonly model: string;
  /** How long its process has computed so far, on all cores together; to 10 ms. */
  readonly processorMs: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

/** How to start it: `args` must make uvicorn listen on port 0 of 127.0.0.1. */
export type PythonServer = Pick<RealServer, "label" | "model"> & {
  readonly python: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Its arguments make it serve over TLS, with a certificate for `localhost`. */
  readonly tls?: true;
};

const startMs = 120_000;

/** Starts a Python program that serves with uvicorn; resolves when it listens. It ends with this process. */
export async function startPythonServer(server: PythonServer): Promise<RealServer> {
  const child = spawn(server.python, server.args, {
    cwd: server.cwd,
    // Nobody's wishes but these: a tracing service in the environment would be sent every prompt.
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      PYTHONDONTWRITEBYTECODE: "1",
      ...server.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const endNow = (): void => {
    child.kill("SIGKILL");
  };
  process.once("exit", endNow);
  const end = async (): Promise<void> => {
    await stop(child);
    process.off("exit", endNow);
  };
  let output = "";
  const port = new Promise<number>((resolve, reject) => {
    const fail = (reason: string): void => {
      clearTimeout(timer);
      reject(new Error(`${server.label} ${reason}:\n${output.trim().slice(-2000)}`));
    };
    const timer = setTimeout(() => {
      fail(`did not listen within ${startMs / 1000} s`);
    }, startMs);
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-20_000);
        const told = /Uvicorn running on https?:\/\/127\.0\.0\.1:(\d+)/.exec(output)?.[1];
        if (told === undefined) return;
        clearTimeout(timer);
        resolve(Number(told));
      });
    child.once("error", reject);
    child.once("close", (code, signal) => {
      fail(`ended before it listened (${signal ?? `exit ${code ?? "?"}`})`);
    });
  });
  try {
    const { label, model, tls } = server;
    const host = `${tls === true ? "localhost" : "127.0.0.1"}:${await port}`;
    const processorMs = (): Promise<number> => processorMsOf(child.pid ?? 0);
    return {
      label,
      model,
      host,
      url: `${tls === true ? "https" : "http"}://${host}/v1`,
      processorMs,
      stop: end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Fields 14 and 15 of proc(5) count in hundredths of a second; the name before them may hold spaces. */
async function processorMsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
