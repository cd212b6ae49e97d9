import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { packageFolder } from "./packageFolder.ts";

/**
 * The licences of every package with at least one byte in the outputs, each with name and version, in alphabetical
 * order; what a package holds of others and does not say itself stands in the folder `notices`. Throws when a package
 * comes without the text of its licence.
 */
export function thirdPartyNotices(root: string, metafile: Metafile): string {
  const folders = new Set<string>();
  for (const output of Object.values(metafile.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const folder = packageFolder(input);
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
    }
  }
  const notices = [...folders].map((folder) => notice(join(root, folder))).sort();
  const head = "Drawbridge contains the following packages, each under the licence that follows its name.\n";
  return [head, ...notices].join(`\n${"-".repeat(80)}\n\n`);
}

function notice(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
  };
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  if (files.length === 0)
    throw new Error(`${name} ${version} comes without its licence: it cannot be bundled.`);
  const own = join(import.meta.dirname, "notices", `${name.replace("@", "").replace("/", "-")}.txt`);
  const paths = [...files.sort().map((file) => join(folder, file)), ...(existsSync(own) ? [own] : [])];
  const texts = paths.map((path) => readFileSync(path, "utf8").trim());
  return `${name} ${version}\n\n${texts.join("\n\n")}\n`;
}
