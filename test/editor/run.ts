import { readdirSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import Mocha from "mocha";
import { formatMessage, type TestCounts } from "../../scripts/editor/testMessage.ts";

/** Runs the bundled tests beside this file inside the extension host, which calls it; rejects when one failed. */
export async function run(): Promise<void> {
  const say = (...args: readonly unknown[]): void => {
    console.log(formatMessage({ kind: "line", text: format(...args) }));
  };
  Mocha.reporters.Base.consoleLog = say;
  const counts = await runBeside(__dirname).catch((error: unknown) => {
    say(error);
    throw error;
  });
  console.log(formatMessage({ kind: "counts", counts }));
  if (counts.failed > 0) throw new Error(`${counts.failed} failed.`);
}

async function runBeside(folder: string): Promise<TestCounts> {
  const mocha = new Mocha({
    ui: "bdd",
    reporter: "spec",
    color: false,
    timeout: 30_000,
    forbidOnly: true,
    forbidPending: true,
  });
  const tests = readdirSync(folder).filter((file) => file.endsWith(".test.cjs"));
  for (const file of tests.sort()) mocha.addFile(join(folder, file));
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => {
      resolve({ passed: runner.stats?.passes ?? 0, failed });
    });
  });
}
