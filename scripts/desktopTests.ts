/**
 * `npm run test:desktop`: the suites of `test:editor` in the desktop VS Code, where its download works or VSCODE_PATH
 * names an installed one. Names as arguments run only those suites.
 */
import { build } from "./build.ts";
import { findDesktop, runDesktopSuite } from "./editor/desktop.ts";
import { endOnSignal } from "./editor/endOnSignal.ts";
import { runSuites } from "./editor/runSuites.ts";
import { main } from "./main.ts";

await main(async () => {
  endOnSignal();
  const executable = await findDesktop();
  await build({ minify: false, sourcemap: true });
  await runSuites(process.argv.slice(2), (suite, testsPath) => runDesktopSuite(executable, suite, testsPath));
});
