/**
 * `npm run test:e2e`: what a person does, in the real editor, with Chromium. Arguments run only the test files whose
 * names contain one of them: `npm run test:e2e -- firstLook`.
 */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import Mocha from "mocha";
import { build } from "./build.ts";
import { findChromium } from "./editor/chromium.ts";
import { endOnSignal } from "./editor/endOnSignal.ts";
import { installEditor } from "./editor/installEditor.ts";
import { main } from "./main.ts";
import { projectRoot } from "./tool.ts";

const folder = join(projectRoot, "test", "e2e");

await main(async () => {
  endOnSignal();
  const wanted = process.argv.slice(2);
  const tests = (await readdir(folder)).filter((file) => file.endsWith(".test.ts")).sort();
  const chosen = tests.filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)));
  if (chosen.length === 0) throw new Error(`No test file in ${folder} is named like ${wanted.join(", ")}.`);
  // Downloads first: a test's time limit is not meant for them.
  await installEditor();
  await findChromium();
  await build({ minify: false, sourcemap: true });

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
});
