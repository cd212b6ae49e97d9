/**
 * The development engine as a process: `node scripts/engine/main.ts [--port N] [--log FILE] [--name NAME]
 * [--threads N] [--finish-abandoned-prefill]`. It installs what is missing, listens on 127.0.0.1 only, and ends with
 * the process that started it.
 */
import { parseArgs } from "node:util";
import { main } from "../main.ts";
import { openEngine } from "./engine.ts";
import { engineServer } from "./engineServer.ts";
import { installEngine } from "./install.ts";
import { requestLog } from "./requestLog.ts";

/** What the process tells its parent once, as soon as it listens. */
export type EngineReady = { readonly port: number; readonly model: string; readonly title: string };

const host = "127.0.0.1";

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port takes 0 to 65535, not ${text}.`);
  return port;
}

function parseThreads(text: string | undefined): number | undefined {
  const threads = Number(text ?? 1);
  if (!Number.isInteger(threads) || threads < 1)
    throw new Error(`--threads takes 1 or more, not ${String(text)}.`);
  return text === undefined ? undefined : threads;
}

async function startServing(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "0" },
      log: { type: "string" },
      name: { type: "string" },
      threads: { type: "string" },
      "finish-abandoned-prefill": { type: "boolean", default: false },
    },
  });
  const port = parsePort(values.port);
  const engine = await openEngine(await installEngine(console.log), {
    name: values.name,
    threads: parseThreads(values.threads),
    finishAbandonedPrefill: values["finish-abandoned-prefill"],
  });
  const server = engineServer(engine, requestLog(values.log));
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} on ${host} is taken: choose another one with --port.`;
      reject(error.code === "EADDRINUSE" ? new Error(taken) : error);
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The engine has no port.");
  const ready: EngineReady = { port: address.port, model: engine.facts.name, title: engine.facts.title };
  console.log(
    `Development engine, ${ready.title}: listening on http://${host}:${ready.port} as ${ready.model}`,
  );
  process.send?.(ready);

  const end = (): void => {
    server.close();
    server.closeAllConnections();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, end);
  process.once("disconnect", end);
}

await main(startServing);
// A native library in memory would keep a process alive that failed.
if (process.exitCode !== undefined) process.exit();
