import type { ChildProcess } from "node:child_process";

/** What a server process prints, kept for the moment something goes wrong. */
export type ServerOutput = {
  readonly text: () => string;
  /** The port it reports to listen on; rejects with the end of the output when it exits or stays silent. */
  readonly port: (timeoutMs: number) => Promise<number>;
};

/** Collects the output of VS Code's server, leaving out the stack trace about the optional `spdlog.node`. */
export function serverOutput(child: ChildProcess): ServerOutput {
  let raw = "";
  const text = (): string => withoutSpdlog(raw.slice(-100_000));
  const listeners = new Set<() => void>();
  const collect = (chunk: Buffer): void => {
    raw += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  return {
    text,
    port: (timeoutMs) =>
      new Promise((resolve, reject) => {
        const fail = (reason: string): void => {
          reject(new Error(`VS Code's server ${reason}:\n${text().trim().slice(-2000)}`));
        };
        const timer = setTimeout(() => {
          fail(`did not listen within ${timeoutMs / 1000} s`);
        }, timeoutMs);
        const look = (): void => {
          const port = /Extension host agent listening on (\d+)/.exec(raw)?.[1];
          if (port !== undefined) resolve(Number(port));
        };
        listeners.add(look);
        child.once("error", reject);
        child.once("close", (code, signal) => {
          clearTimeout(timer);
          fail(`ended before it listened (${signal ?? `exit ${code ?? "?"}`})`);
        });
      }),
  };
}

/** The add-on is not built on purpose; its trace would teach readers to ignore errors. */
const spdlog =
  /Error: Could not locate the bindings file\. Tried:\n(?: → .*spdlog.*\n)+(?: {4}at .*\n)*(?: {2}tries: \[\n(?: {4}'.*\n)* {2}\]\n\}\n)?/g;

function withoutSpdlog(text: string): string {
  return text.replaceAll(spdlog, "");
}
