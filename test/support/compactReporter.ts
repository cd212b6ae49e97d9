import Mocha from "mocha";

/**
 * Prints one line per top-level suite, every failure in full, the time, and as its last line `N passed, N failed`,
 * which `npm test` adds up.
 */
class CompactReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    let counted = { passed: 0, failed: 0 };
    const total = { passed: 0, failed: 0 };
    let started = performance.now();
    runner.on("suite", (suite) => {
      if (suite.parent?.root !== true) return;
      counted = { ...total };
      started = performance.now();
    });
    runner.on("pass", () => {
      total.passed += 1;
    });
    runner.on("fail", () => {
      total.failed += 1;
    });
    runner.on("suite end", (suite) => {
      if (suite.parent?.root !== true) return;
      const failed = total.failed - counted.failed;
      const ms = Math.round(performance.now() - started);
      const count = `${total.passed - counted.passed} passed${failed === 0 ? "" : `, ${failed} FAILED`}`;
      Mocha.reporters.Base.consoleLog(`  ${suite.title.padEnd(48)} ${count}  ${ms} ms`);
    });
    runner.on("end", () => {
      const log = Mocha.reporters.Base.consoleLog;
      if (this.failures.length > 0) Mocha.reporters.Base.list(this.failures);
      log(`\n${((this.stats.duration ?? 0) / 1000).toFixed(1)} s`);
      log(`${total.passed} passed, ${total.failed} failed`);
      setTimeout(failForLeak, 5000).unref();
    });
  }
}

/** The timer above does not keep the process alive: it only fires when something a test forgot does. */
function failForLeak(): void {
  Mocha.reporters.Base.consoleLog(`A test left this open: ${process.getActiveResourcesInfo().join(", ")}.`);
  // Mocha sets the exit code by its count of failures, in a listener of its own that was there before this one.
  process.once("exit", () => {
    process.exitCode = 1;
  });
  process.exit();
}

// Mocha takes what require() returns for the reporter.
export { CompactReporter as "module.exports" };
