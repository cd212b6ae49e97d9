import { join } from "node:path";
import { mochaOn, type MochaLayer } from "./mochaLayers.ts";
import { run } from "./run.ts";
import { projectRoot } from "./tool.ts";

/** A layer of the tests: a program whose last line is `N passed, N failed`. */
export type TestLayer = { readonly name: string; readonly command: readonly string[] };
/** What a layer came to. */
export type LayerOutcome = {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  /** The end of what a layer printed in which something failed. */
  readonly told?: string;
};

/** So many lines of a failed layer are said again at the end, where a long run is read first. */
const linesTold = 60;

const script = (name: string, ...args: readonly string[]): readonly string[] => [
  join("scripts", name),
  ...args,
];
const mocha = (name: MochaLayer): TestLayer => ({
  name,
  command: mochaOn(name, `test/${name}/**/*.test.ts`),
});

/** Everything that CI runs, in order. */
export const testLayers: readonly TestLayer[] = [
  { name: "check", command: script("check.ts") },
  mocha("rules"),
  { name: "unit", command: script("unit.ts") },
  { name: "integration", command: script("integration.ts") },
  mocha("providers"),
  mocha("engine"),
  mocha("proof"),
  mocha("webview"),
  { name: "editor", command: script("editorTests.ts") },
  { name: "e2e", command: script("e2e.ts") },
  { name: "prove-local", command: script("proveLocal.ts", "--short") },
];

/** Runs a layer and prints what it prints. One that ends without its last line, or otherwise than that says, failed once more. */
export async function runLayer({ name, command }: TestLayer): Promise<LayerOutcome> {
  console.log(`\n━━ ${name} ━━`);
  const started = performance.now();
  const { code, output } = await run(process.execPath, command, { cwd: projectRoot, echo: true });
  const seconds = (performance.now() - started) / 1000;
  const closing = /(?:^|\n)(\d+) passed, (\d+) failed\s*$/.exec(output);
  if (closing === null) {
    const ending = `${name} ended with exit code ${code} and without "N passed, N failed": counted as a failure.`;
    console.log(ending);
    return { name, passed: 0, failed: 1, seconds, told: `${endOf(output)}\n${ending}` };
  }
  const [passed, failed] = [Number(closing[1]), Number(closing[2])];
  const told = failed === 0 ? {} : { told: endOf(output) };
  if (passed + failed > 0 && (code === 0) === (failed === 0))
    return { name, passed, failed, seconds, ...told };
  const ending = `${name} ended with exit code ${code} after ${closing[0].trim()}: counted as a failure.`;
  console.log(ending);
  return { name, passed, failed: failed + 1, seconds, told: `${endOf(output)}\n${ending}` };
}

function endOf(output: string): string {
  return output.trimEnd().split("\n").slice(-linesTold).join("\n");
}
