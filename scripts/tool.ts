import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of the checkout these scripts belong to; every script works from here, wherever it was started. */
export const projectRoot = join(import.meta.dirname, "..");

/**
 * The arguments that start an installed tool with this very Node: `[script, ...args]`. The shims in node_modules/.bin
 * differ per system and would take whichever Node comes first on the PATH.
 */
export function tool(packageName: string, binary: string, ...args: readonly string[]): readonly string[] {
  const folder = join(projectRoot, "node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly bin?: string | Readonly<Record<string, string>>;
  };
  const script = typeof bin === "string" ? bin : bin?.[binary];
  if (script === undefined) throw new Error(`${packageName} has no binary ${binary}: run npm ci.`);
  return [join(folder, script), ...args];
}
