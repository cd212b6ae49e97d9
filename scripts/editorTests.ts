/**
 * `npm run test:editor`: mocha inside the real extension host of VS Code's own server, opened in Chromium. Names as
 * arguments run only those suites: `npm run test:editor -- restricted`.
 */
import { build } from "./build.ts";
import { endOnSignal } from "./editor/endOnSignal.ts";
import { runSuite } from "./editor/runSuite.ts";
import { runSuites } from "./editor/runSuites.ts";
import { main } from "./main.ts";
import { projectRoot } from "./tool.ts";

await main(async () => {
  endOnSignal();
  await build({ minify: false, sourcemap: true });
  await runSuites(process.argv.slice(2), (suite, testsPath) =>
    runSuite({ suite, extension: projectRoot, testsPath, limitMs: 240_000 }),
  );
});
