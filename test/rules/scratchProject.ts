import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { projectRoot } from "../../scripts/tool.ts";

const configs = [
  ".dependency-cruiser.cjs",
  ".prettierignore",
  ".prettierrc.json",
  "eslint.config.mjs",
  "knip.json",
  "package.json",
  "tsconfig.json",
];

/** A throw-away copy of the project's rules over other files. */
export type ScratchProject = { readonly folder: string; readonly remove: () => Promise<void> };

/**
 * Makes a folder with the real configuration, the real `scripts` with whatever they import, the installed packages, and
 * `files` by path in place of every other file of the project. A file here replaces a copied one of the same path.
 */
export async function scratchProject(
  scripts: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<ScratchProject> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "drawbridge-rules-")));
  for (const path of [...configs, ...(await withImports(scripts))]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(projectRoot, path), join(folder, path));
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  // One link per package: the tools' caches in node_modules/.cache must stay the scratch project's own.
  await mkdir(join(folder, "node_modules"));
  for (const name of await readdir(join(projectRoot, "node_modules"))) {
    if (name.startsWith(".")) continue;
    await symlink(join(projectRoot, "node_modules", name), join(folder, "node_modules", name), "junction");
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function withImports(entries: readonly string[]): Promise<readonly string[]> {
  const seen = new Set<string>();
  const queue = [...entries];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const source = await readFile(join(projectRoot, path), "utf8");
    for (const [, target] of source.matchAll(/ from "(\.[^"]+)"/g)) {
      if (target !== undefined) queue.push(posix.join(posix.dirname(path), target));
    }
  }
  return [...seen];
}
