import { readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build, type Plugin } from "esbuild";
import { moduleForm } from "../build.ts";
import { projectRoot } from "../tool.ts";
import { editorTestsFolder, type EditorSuite } from "./editorSuites.ts";

/**
 * Bundles the tests of each suite for the extension host into `dist/test-editor/<suite>/`, and beside them `run.cjs`,
 * the file that `extensionTestsPath` names. Returns the path of that file for each suite, in order.
 */
export async function bundleEditorTests(suites: readonly EditorSuite[]): Promise<readonly string[]> {
  const outdir = join(projectRoot, "dist", "test-editor");
  await rm(outdir, { recursive: true, force: true });
  const entryPoints = await Promise.all(suites.map(({ name }) => entriesOf(name)));
  await build({
    entryPoints: entryPoints.flat(),
    outdir,
    bundle: true,
    alias: moduleForm,
    platform: "node",
    format: "cjs",
    target: "node22",
    external: ["vscode", "mocha"],
    plugins: [ownFolder],
    outExtension: { ".js": ".cjs" },
    logLevel: "warning",
  });
  return suites.map(({ name }) => join(outdir, name, "run.cjs"));
}

async function entriesOf(suite: string): Promise<readonly { readonly in: string; readonly out: string }[]> {
  const folder = join(editorTestsFolder, suite);
  const tests = (await readdir(folder)).filter((file) => file.endsWith(".test.ts"));
  if (tests.length === 0) throw new Error(`The suite ${suite} has no test in ${folder}.`);
  return [
    { in: join(editorTestsFolder, "run.ts"), out: `${suite}/run` },
    ...tests.map((file) => ({ in: join(folder, file), out: `${suite}/${file.slice(0, -".ts".length)}` })),
  ];
}

/** A bundle does not lie where its sources do: each keeps the folder it was written for. */
const ownFolder: Plugin = {
  name: "own-folder",
  setup(host) {
    host.onLoad({ filter: /[\\/]test[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const folder = JSON.stringify(dirname(path));
      return { contents: text.replaceAll("import.meta.dirname", folder), loader: "ts" };
    });
  },
};
