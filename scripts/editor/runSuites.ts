import { bundleEditorTests } from "./bundleEditorTests.ts";
import { editorSuites, type EditorSuite } from "./editorSuites.ts";
import type { TestCounts } from "./testMessage.ts";

/**
 * Bundles and runs the suites (all, or those named) one after the other with `runOne`, and prints as the last line
 * `N passed, N failed`, which is also the exit code's word.
 */
export async function runSuites(
  names: readonly string[],
  runOne: (suite: EditorSuite, testsPath: string) => Promise<TestCounts>,
): Promise<void> {
  const suites = await editorSuites(names);
  const testsPaths = await bundleEditorTests(suites);
  let passed = 0;
  let failed = 0;
  for (const [index, suite] of suites.entries()) {
    console.log(`\n${suite.name}: ${suite.folder}, ${suite.trust ? "trusted" : "Restricted Mode"}`);
    const counts = await runOne(suite, testsPaths[index] ?? "");
    passed += counts.passed;
    failed += counts.failed;
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
