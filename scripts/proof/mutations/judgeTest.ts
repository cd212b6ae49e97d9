import type { Mutation } from "./mutation.ts";
import type { TestRun } from "./runTests.ts";
import type { TestResult } from "./testResult.ts";

/**
 * What came of a mutation. `caught`: its test turned red because of what the code then did. `survived`: it stayed green.
 * `misnamed`: there is no such test, or several. `broken`: the mutation could not be made, or did more than take the
 * guard out, so that the code no longer ran.
 */
export type Outcome = "caught" | "survived" | "misnamed" | "broken";

/** An outcome that is not `caught` has a reason, as the end of a sentence. */
export type Judgement = { readonly outcome: Outcome; readonly reason?: string };

/** Errors of code that does not run any more, which says nothing about a guard. */
const crashes = ["SyntaxError", "ReferenceError", "TypeError"];

/** The test a mutation names among those that ran with nothing taken out, if it is one and it passed. */
export function namedTest({ test }: Mutation, { results, output }: TestRun): TestResult | Judgement {
  const inFile = results.filter(({ file }) => file === test.file);
  const exact = inFile.filter(({ title }) => title === test.title);
  const found = exact.length > 0 ? exact : inFile.filter(({ title }) => title.startsWith(test.title));
  const [only] = found;
  if (only === undefined) {
    const printed = results.length === 0 ? `; no test ran at all: ${lastOf(output)}` : "";
    return { outcome: "misnamed", reason: `no test of that name ran${printed}` };
  }
  if (found.length > 1) return { outcome: "misnamed", reason: `${found.length} tests have that name` };
  return only.error === undefined
    ? only
    : { outcome: "broken", reason: `its test fails with nothing taken out: ${only.error.message}` };
}

/** What it means that a test ended as it did while the mutation stood. */
export function judgeMutated(test: TestResult, { results, output, late }: TestRun): Judgement {
  const after = results.find(({ fullTitle }) => fullTitle === test.fullTitle);
  if (after === undefined) {
    if (late) return { outcome: "broken", reason: "its test did not end" };
    const [hook] = results;
    return { outcome: "broken", reason: `its test did not run: ${hook?.error?.message ?? lastOf(output)}` };
  }
  const { error } = after;
  if (error === undefined) return { outcome: "survived", reason: "its test stays green" };
  if (error.code === "ERR_MOCHA_TIMEOUT")
    return { outcome: "broken", reason: "its test only ran out of time" };
  return crashes.includes(error.name)
    ? { outcome: "broken", reason: `the code does not run any more: ${error.name}: ${error.message}` }
    : { outcome: "caught" };
}

function lastOf(output: string): string {
  return output.trim().slice(-300).replaceAll(/\s+/g, " ");
}
