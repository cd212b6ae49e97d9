import type { ChildProcess } from "node:child_process";

/** What a server process prints, kept for the moment something goes wrong. */
export type ServerOutput = {
  /** The end of it, at most 200,000 characters. */
  readonly text: () => string;
  /** The port it reports to listen on; rejects with the end of the output when it exits or stays silent. */
  readonly port: (timeoutMs: number) => Promise<number>;
};

/** Collects the output of VS Code's server, leaving out the stack trace about the optional `spdlog.node`. */
export function serverOutput(child: ChildProcess): ServerOutput {
  let raw = "";
  const text = (): string => withoutSpdlog(raw);
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  for (const stream of streams)
    stream.on("data", (chunk: Buffer) => {
      raw = (raw + chunk.toString()).slice(-200_000);
    });

  const port = (timeoutMs: number): Promise<number> =>
    new Promise((resolve, reject) => {
      const fail = (reason: string): void => {
        clearTimeout(timer);
        reject(new Error(`VS Code's server ${reason}:\n${text().trim().slice(-2000)}`));
      };
      const look = (): void => {
        const reported = /Extension host agent listening on (\d+)/.exec(raw)?.[1];
        if (reported !== undefined) {
          clearTimeout(timer);
          resolve(Number(reported));
        } else if (raw.includes("EADDRINUSE")) {
          // It goes on running after this, without listening.
          fail("found its port taken");
        }
      };
      const timer = setTimeout(() => {
        fail(`did not listen within ${timeoutMs / 1000} s`);
      }, timeoutMs);
      for (const stream of streams) stream.on("data", look);
      child.once("error", reject);
      child.once("close", (code, signal) => {
        fail(`ended before it listened (${signal ?? `exit ${code ?? "?"}`})`);
      });
    });
  return { text, port };
}

const spdlog =
  /Error: Could not locate the bindings file\. Tried:\n(?: → .*spdlog.*\n)+(?: {4}at .*\n)*(?: {2}tries: \[\n(?: {4}'.*\n)* {2}\]\n\}\n)?/g;

/** Leaves out the trace about `spdlog.node`: that add-on is not built on purpose, and red is to mean something. */
export function withoutSpdlog(text: string): string {
  return text.replaceAll(spdlog, "");
}
