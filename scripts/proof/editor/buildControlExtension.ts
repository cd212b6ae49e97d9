import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { controlTitles } from "./controlCommands.ts";

/** Builds the control extension into a folder, to be linked into an editor. */
export async function buildControlExtension(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: [join(import.meta.dirname, "controlExtension.ts")],
    outfile: join(folder, "extension.cjs"),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    external: ["vscode"],
    logLevel: "warning",
  });
  const commands = Object.entries(controlTitles).map(([id, title]) => ({
    command: `proofControl.${id}`,
    title,
    category: "Proof Control",
  }));
  const manifest = {
    ...{ name: "control", publisher: "proof", version: "0.0.1", main: "./extension.cjs" },
    engines: { vscode: "^1.110.0" },
    activationEvents: ["onStartupFinished"],
    contributes: { commands },
  };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest, null, 2));
}
