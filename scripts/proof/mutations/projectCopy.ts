import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Mutation } from "./mutation.ts";

/** What no test reads, or what it makes anew. */
const leftOut = /^(?:\.git|node_modules|dist|.*-output|.*\.vsix)$/;

/** Copies a project into a folder that is not there yet, with its packages by a link. */
export async function copyProject(root: string, copy: string): Promise<string> {
  await mkdir(copy);
  for (const name of await readdir(root)) {
    if (!leftOut.test(name)) await cp(join(root, name), join(copy, name), { recursive: true });
  }
  const packages = join(root, "node_modules");
  if (existsSync(packages)) await symlink(packages, join(copy, "node_modules"), "junction");
  return copy;
}

/** Why a mutation cannot be made in a project; `undefined` when it can. */
export async function whyNotMutable(
  root: string,
  { file, find, replace }: Mutation,
): Promise<string | undefined> {
  if (find === replace) return "it changes nothing";
  const text = await readFile(join(root, file), "utf8").catch(() => undefined);
  if (text === undefined) return `there is no ${file}`;
  const times = text.split(find).length - 1;
  if (times === 0) return `its text is not in ${file}`;
  return times === 1 ? undefined : `its text is ${times} times in ${file}`;
}

/** Runs `work` while a mutation stands in a copy, and puts the file back. */
export async function withMutation<T>(copy: string, mutation: Mutation, work: () => Promise<T>): Promise<T> {
  const path = join(copy, mutation.file);
  const text = await readFile(path, "utf8");
  await writeFile(
    path,
    text.replace(mutation.find, () => mutation.replace),
  );
  try {
    return await work();
  } finally {
    await writeFile(path, text);
  }
}
