import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { cached } from "../cache.ts";
import { mustRun, run } from "../run.ts";

/** Version of the package that carries the editor; its minor version is that of VS Code. */
export const editorVersion = "4.139.1";
const server = join("node_modules", "code-server", "lib", "vscode");
const quiet = ["--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];

/**
 * Returns the folder of VS Code's own server, downloading it once per user (npm's `code-server` carries it). The
 * native add-ons are left out: the server runs without them.
 */
export async function installEditor(): Promise<string> {
  const folder = await cached(`code-server-${editorVersion}`, async (target) => {
    console.log(
      `Installing VS Code's server (code-server ${editorVersion}, about 600 MB on disk, once per user) …`,
    );
    const progress = setInterval(() => void printSize(target), 5000);
    try {
      await fill(target);
    } finally {
      clearInterval(progress);
    }
  });
  return join(folder, server);
}

async function fill(target: string): Promise<void> {
  const vscode = join(target, server);
  await npmInstall(target, [`code-server@${editorVersion}`]);
  await npmInstall(vscode);
  // TypeScript, without which the editor reports a broken installation for every TypeScript file.
  await npmInstall(join(vscode, "extensions"));
  await mustRun("Starting VS Code's server", process.execPath, [
    join(vscode, "out", "server-main.js"),
    "--version",
  ]);
}

async function npmInstall(folder: string, packages: readonly string[] = []): Promise<void> {
  const args = ["install", "--prefix", folder, ...quiet, ...packages];
  const { code, output } = await run("npm", args, { cwd: folder });
  if (code !== 0) {
    const said = output.split("\n").filter((line) => line.startsWith("npm error"));
    throw new Error(
      `Check the network and run this again: npm did not get VS Code's server (${said.slice(0, 2).join(", ")}).`,
    );
  }
  const manifest: unknown = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const missing = dependencies(manifest).filter((name) => !existsSync(join(folder, "node_modules", name)));
  if (missing.length > 0)
    throw new Error(`npm left out ${missing.join(", ")} in VS Code's server: run this again.`);
}

function dependencies(manifest: unknown): readonly string[] {
  if (typeof manifest !== "object" || manifest === null || !("dependencies" in manifest)) return [];
  return Object.keys(manifest.dependencies ?? {});
}

async function printSize(folder: string): Promise<void> {
  const { output } = await run("du", ["-sm", folder]);
  console.log(`  … ${output.split("\t")[0] ?? "?"} MB`);
}
