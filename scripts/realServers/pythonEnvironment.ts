import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { cached } from "../cache.ts";
import type { Say } from "../engine/install.ts";
import { mustRun, run } from "../run.ts";
import { findPython } from "./findPython.ts";
import { stillBusy } from "./stillBusy.ts";

/** What goes into an environment. */
export type EnvironmentContents = {
  /** Names its folder and is what people are told about. */
  readonly name: string;
  /** A file that pins every package there is in the environment, dependencies of dependencies too. */
  readonly requirements: string;
  /** Wheels that no registry has. */
  readonly wheels?: readonly string[];
  /** A module that must come up in the finished environment. */
  readonly module: string;
};

/**
 * A Python environment in the download folder with exactly these packages, made on the first call. Returns its
 * `python`: modules are run with `-m`, as the scripts beside it name the folder that the environment was made in.
 */
export async function pythonEnvironment(contents: EnvironmentContents, say: Say): Promise<string> {
  const python = await findPython();
  const pins = await readFile(contents.requirements);
  const version = createHash("sha256")
    .update(pins)
    .update(JSON.stringify(contents.wheels ?? []))
    .digest("hex");
  const name = `real-${contents.name}-py${python.version}-${version.slice(0, 12)}`;
  const folder = await cached(name, async (temporary) => {
    say(`Installing ${contents.name} into a Python environment of its own (once per user) …`);
    const create = ["-m", "venv", join(temporary, "venv")];
    await mustRun("Making a Python environment", python.command, create);
    const own = pythonIn(temporary);
    const quiet = ["-m", "pip", "--quiet", "--disable-pip-version-check", "install"];
    const packages = ["--requirement", contents.requirements, ...(contents.wheels ?? [])];
    const { code, output } = await stillBusy(say, () => run(own, [...quiet, "--no-deps", ...packages]));
    if (code !== 0) throw new Error(failedInstall(contents.name, output));
    await mustRun(`Checking what ${contents.name} needs`, own, ["-m", "pip", "check"]);
    await mustRun(`Importing ${contents.module}`, own, ["-c", `import ${contents.module}`]);
  });
  return pythonIn(folder);
}

function pythonIn(folder: string): string {
  return join(folder, "venv", "bin", "python");
}

function failedInstall(name: string, output: string): string {
  const said = output.split("\n").filter((line) => line.startsWith("ERROR"));
  return `pip could not install ${name}: check the network and run this again. (${said.slice(0, 2).join(" ")})`;
}
