import { run, type Ran } from "../run.ts";

/** A Python that can make environments. */
export type Python = {
  readonly command: string;
  /** Such as `3.12`: what an environment made with it is bound to. */
  readonly version: string;
};

/** The oldest that the pinned packages of the servers take. */
const oldestMinor = 11;
const cure = `install Python 3.${oldestMinor} or newer with its venv module (Debian: python3 and python3-venv)`;

/** The machine's Python. Throws one line with the cure when there is none, it is too old, or it comes without `venv`. */
export async function findPython(): Promise<Python> {
  let found = "none was found";
  for (const command of ["python3", "python"]) {
    const script = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])";
    const ran = await tryRun(command, ["-c", script]);
    if (ran === undefined) continue;
    const version = /^3\.(?<minor>\d+)$/m.exec(ran.output)?.groups?.["minor"];
    if (ran.code === 0 && Number(version) >= oldestMinor) return { command, version: `3.${version ?? ""}` };
    found =
      ran.code === 0
        ? `${command} is ${ran.output.trim()}`
        : `${command} says: ${ran.output.trim().split("\n").at(-1) ?? ""}`;
  }
  throw new Error(`The servers of others need a Python of their own: ${cure}. (${found})`);
}

/** Throws one line with the cure when there is no C and C++ compiler, before a build of minutes finds out. */
export async function mustHaveCompilers(): Promise<void> {
  const { CC, CXX } = process.env;
  for (const names of [
    CC === undefined ? ["cc", "gcc", "clang"] : [CC],
    CXX === undefined ? ["c++", "g++", "clang++"] : [CXX],
  ]) {
    const tries = await Promise.all(names.map((name) => tryRun(name, ["--version"])));
    if (tries.some((ran) => ran?.code === 0)) continue;
    throw new Error(
      `Building llama-cpp-python needs a C and C++ compiler: install one (Debian: build-essential) and run this again. (${names.join(", ")}: not found)`,
    );
  }
}

/** Undefined when the command does not exist on this machine. */
async function tryRun(command: string, args: readonly string[]): Promise<Ran | undefined> {
  return await run(command, args).catch(() => undefined);
}
