import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { mustRun } from "../run.ts";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const cure = "Install Debian's `chromium` package, or set CHROME_PATH to a Chromium or Chrome.";

/** Path of a Chromium to drive: `CHROME_PATH`, an installed one, else Debian's package where we may install it. */
export async function findChromium(): Promise<string> {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH !== undefined && CHROME_PATH !== "") {
    if (!existsSync(CHROME_PATH))
      throw new Error(`CHROME_PATH is ${CHROME_PATH}, but nothing is there. ${cure}`);
    return CHROME_PATH;
  }
  const installed = firstOnPath(names);
  if (installed !== undefined) return installed;
  const apt = firstOnPath(["apt-get"]);
  if (process.getuid?.() !== 0 || apt === undefined) throw new Error(`No Chromium found. ${cure}`);
  return installChromium(apt);
}

async function installChromium(apt: string): Promise<string> {
  console.log("Installing Chromium (Debian's package, once per machine, about a minute) …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await mustRun("Refreshing the package list", apt, ["update"], { env, echo: true });
  const install = ["install", "--yes", "--no-install-recommends", "chromium"];
  await mustRun("Installing the chromium package", apt, install, { env, echo: true });
  const path = firstOnPath(names);
  if (path === undefined) throw new Error(`The chromium package brought no browser. ${cure}`);
  return path;
}

function firstOnPath(candidates: readonly string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return candidates.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
