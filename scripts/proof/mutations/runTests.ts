import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { isMochaLayer, mochaOn, type MochaLayer } from "../../mochaLayers.ts";
import type { TestResult } from "./testResult.ts";

/** A run of some tests in a copy of the project. */
export type TestRun = {
  readonly results: readonly TestResult[];
  /** What was printed, for when there are no results. */
  readonly output: string;
  /** It was ended because it took too long. */
  readonly late: boolean;
};

/** Which tests to run: files of one layer, and what the full titles must match. */
export type TestChoice = {
  readonly layer: MochaLayer;
  readonly files: readonly string[];
  readonly titles: RegExp;
  readonly deadlineMs: number;
};

const reporter = join(import.meta.dirname, "testReporter.ts");

/** The layer a test file belongs to; `undefined` when mocha runs no tests there. */
export function layerOf(file: string): MochaLayer | undefined {
  const layer = file.split("/")[1] ?? "";
  return isMochaLayer(layer) ? layer : undefined;
}

/** Runs tests in the copy of a project, in a process that ends with this one. */
export async function runTests(
  copy: string,
  { layer, files, titles, deadlineMs }: TestChoice,
): Promise<TestRun> {
  const results = `${copy}.jsonl`;
  await rm(results, { force: true });
  const report = ["--reporter", reporter, "--reporter-option", `output=${results}`];
  // A guard that is gone may leave something open: nobody waits for it.
  const args = mochaOn(layer, ...files, "--grep", titles.source, "--exit", ...report);
  const { output, late } = await runToEnd(copy, args, deadlineMs);
  return { results: await readResults(results), output, late };
}

async function readResults(file: string): Promise<readonly TestResult[]> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as TestResult);
}

async function runToEnd(
  cwd: string,
  args: readonly string[],
  deadlineMs: number,
): Promise<{ readonly output: string; readonly late: boolean }> {
  // A process group of its own, so that what a test started ends with it.
  const child = spawn(process.execPath, args, {
    cwd,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    // Most of what a single test takes is to compile what it loads, which is the same each time but for one file.
    env: { ...process.env, NODE_COMPILE_CACHE: `${cwd}.compiled` },
  });
  const endGroup = (): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // Nothing of the group is left.
    }
  };
  // Before the copy is removed, or it would be written to again.
  process.prependOnceListener("exit", endGroup);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    endGroup();
  }, deadlineMs);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      output += text;
    });
  }
  try {
    await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
  } finally {
    clearTimeout(timer);
    endGroup();
    process.off("exit", endGroup);
  }
  return { output, late };
}
