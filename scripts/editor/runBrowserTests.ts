import { readdir } from "node:fs/promises";
import { join } from "node:path";
import Mocha from "mocha";
import { projectRoot } from "../tool.ts";
import { findChromium } from "./chromium.ts";
import { installEditor } from "./installEditor.ts";

/** Which tests of a folder of `test/` to run, and what they need before their time limits count. */
export type BrowserTests = {
  readonly folder: string;
  /** Parts of the names of the files to run; all of them when empty. */
  readonly wanted: readonly string[];
  /** Downloads and builds. */
  readonly prepare: () => Promise<unknown>;
};

/** Runs tests that drive the editor in a browser, in this process, then ends it. */
export async function runBrowserTests({ folder: name, wanted, prepare }: BrowserTests): Promise<never> {
  const folder = join(projectRoot, "test", name);
  const tests = (await readdir(folder)).filter((file) => file.endsWith(".test.ts")).sort();
  const chosen = tests.filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)));
  if (chosen.length === 0) throw new Error(`No test file in ${folder} is named like ${wanted.join(", ")}.`);
  // Downloads first: a test's time limit is not meant for them.
  await installEditor();
  await findChromium();
  await prepare();

  const mocha = new Mocha({
    ui: "bdd",
    reporter: join(projectRoot, "test", "support", "compactReporter.ts"),
    timeout: 90_000,
    forbidOnly: true,
    forbidPending: true,
  });
  for (const file of chosen) mocha.addFile(join(folder, file));
  await mocha.loadFilesAsync();
  const failed = await new Promise<number>((resolve) => mocha.run(resolve));
  // A failed hook may have left a browser or a server: exiting ends what this process started.
  process.exit(failed === 0 ? 0 : 1);
}
