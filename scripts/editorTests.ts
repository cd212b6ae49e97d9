/**
 * `npm run test:editor`: mocha inside the real extension host of VS Code's own server, opened in Chromium. Names as
 * arguments run only those suites: `npm run test:editor -- restricted`.
 */
import { build } from "./build.ts";
import { bundleEditorTests } from "./editor/bundleEditorTests.ts";
import { editorSuites } from "./editor/editorSuites.ts";
import { endOnSignal } from "./editor/endOnSignal.ts";
import { runSuite } from "./editor/runSuite.ts";
import { main } from "./main.ts";
import { projectRoot } from "./tool.ts";

await main(async () => {
  endOnSignal();
  const suites = await editorSuites(process.argv.slice(2));
  await build({ minify: false, sourcemap: true });
  const testsPaths = await bundleEditorTests(suites);
  let passed = 0;
  let failed = 0;
  for (const [index, suite] of suites.entries()) {
    console.log(`\n${suite.name}: ${suite.folder}, ${suite.trust ? "trusted" : "Restricted Mode"}`);
    const testsPath = testsPaths[index] ?? "";
    const counts = await runSuite({ suite, extension: projectRoot, testsPath, limitMs: 240_000 });
    passed += counts.passed;
    failed += counts.failed;
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
});
