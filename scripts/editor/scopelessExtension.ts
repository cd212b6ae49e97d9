import { copyFile, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Makes in `folder` the same extension with a manifest that gives no setting a scope, and returns its path. The editor
 * then hears every level of settings, as editors with a bug in their scopes did: what holds, the extension holds itself.
 */
export async function scopelessExtension(extension: string, folder: string): Promise<string> {
  const target = join(folder, "extension");
  const manifest = await readFile(join(extension, "package.json"), "utf8");
  const loosened = manifest.replaceAll(/"scope": "\w+"/g, '"scope": "resource"');
  if (loosened === manifest) throw new Error(`The manifest in ${extension} has no scopes to take away.`);
  await mkdir(target, { recursive: true });
  await writeFile(join(target, "package.json"), loosened);
  await copyFile(join(extension, "package.nls.json"), join(target, "package.nls.json"));
  for (const part of ["dist", "media"]) await symlink(join(extension, part), join(target, part), "dir");
  return target;
}
