import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../tool.ts";

/**
 * One run of the editor with the tests of `test/editor/<name>/`. The tests of a suite share a window: a copy of
 * `folder` (from the project root), opened as it is or by the `.code-workspace` file in it that is named, with
 * `settings` as user settings and `machineSettings` as a remote machine's, trusted or in Restricted Mode.
 */
export type EditorSuite = {
  readonly name: string;
  readonly folder: string;
  readonly workspaceFile?: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  readonly trust: boolean;
};

const suites: readonly EditorSuite[] = [
  { name: "trusted", folder: "sample", settings: {}, trust: true },
  { name: "restricted", folder: "sample", settings: {}, trust: false },
];

/** Where the tests of the suites live. */
export const editorTestsFolder = join(projectRoot, "test", "editor");

/** The suites, or those of them that are named; throws when a folder of tests belongs to none. */
export async function editorSuites(names: readonly string[]): Promise<readonly EditorSuite[]> {
  const known = suites.map(({ name }) => name);
  const entries = await readdir(editorTestsFolder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const strangers = [...folders, ...names].filter((name) => !known.includes(name));
  if (strangers.length > 0)
    throw new Error(`No suite is named ${strangers.join(", ")}: the suites are ${known.join(", ")}.`);
  return suites.filter(({ name }) => names.length === 0 || names.includes(name));
}
