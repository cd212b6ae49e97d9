import { spawn, type ChildProcess } from "node:child_process";

/** A command that ended, with everything it printed. */
export type Ran = { readonly code: number; readonly output: string };

/** Runs a command to its end and collects stdout and stderr, line by line; never throws on a non-zero exit. */
export async function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly echo?: boolean } = {},
): Promise<Ran> {
  const child = spawn(command, args, { cwd: options.cwd, env: options.env ?? process.env });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    // Whole lines: what comes in pieces must not be broken by what the other stream says in between.
    let begun = "";
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      if (options.echo === true) process.stdout.write(text);
      begun += text;
      const end = begun.lastIndexOf("\n") + 1;
      output += begun.slice(0, end);
      begun = begun.slice(end);
    });
    stream.once("end", () => {
      output += begun;
    });
  }
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => {
      resolve(status ?? 1);
    });
  });
  return { code, output };
}

/** Runs a command and throws one line naming `what` failed, with the end of its output, when it does not exit 0. */
export async function mustRun(
  what: string,
  command: string,
  args: readonly string[],
  options: Parameters<typeof run>[2] = {},
): Promise<string> {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new Error(`${what} failed (exit ${code}):\n${output.trim().slice(-2000)}`);
  return output;
}

/** Ends a process this script started, by its id: politely, then for good after `graceMs`. */
export async function stop(child: ChildProcess, graceMs = 3000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) =>
    child.once("exit", () => {
      resolve();
    }),
  );
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
  await gone;
  clearTimeout(timer);
}
