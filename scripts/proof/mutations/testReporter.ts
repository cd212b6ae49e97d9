/** A reporter of mocha's that writes each result as a line of JSON, at once, to the file named by `output=`. */
import { appendFileSync } from "node:fs";
import { relative } from "node:path";
import Mocha from "mocha";
import type { TestResult } from "./testResult.ts";

function describeError(error: unknown): TestResult["error"] {
  if (!(error instanceof Error)) return { name: typeof error, code: "", message: String(error) };
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return { name: error.name, code, message: error.message.slice(0, 500) };
}

class TestReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { output } = options.reporterOptions as { readonly output: string };
    const write = (test: Mocha.Runnable, error?: TestResult["error"]): void => {
      const result: TestResult = {
        file: relative(process.cwd(), test.file ?? "").replaceAll("\\", "/"),
        title: test.title,
        fullTitle: test.fullTitle(),
        ...(error && { error }),
      };
      appendFileSync(output, `${JSON.stringify(result)}\n`);
    };
    runner.on("pass", (test) => {
      write(test);
    });
    runner.on("fail", (test, error: unknown) => {
      write(test, describeError(error));
    });
  }
}

// Mocha takes what require() returns for the reporter.
export { TestReporter as "module.exports" };
