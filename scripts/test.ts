/**
 * `npm test`: everything CI runs, in order. Each layer is a program whose last line is `N passed, N failed`; a layer
 * that ends otherwise counts as one failure. Names as arguments run only those: `npm test -- unit rules`.
 */
import { join } from "node:path";
import { main } from "./main.ts";
import { mochaOn, type MochaLayer } from "./mochaLayers.ts";
import { run } from "./run.ts";
import { projectRoot } from "./tool.ts";

type Layer = { readonly name: string; readonly command: readonly string[] };
type Outcome = {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
};

const script = (name: string, ...args: readonly string[]): readonly string[] => [
  join("scripts", name),
  ...args,
];
const mocha = (name: MochaLayer): Layer => ({ name, command: mochaOn(name, `test/${name}/**/*.test.ts`) });

const layers: readonly Layer[] = [
  { name: "check", command: script("check.ts") },
  mocha("rules"),
  { name: "unit", command: script("unit.ts") },
  { name: "integration", command: script("integration.ts") },
  mocha("engine"),
  mocha("proof"),
  mocha("webview"),
  { name: "editor", command: script("editorTests.ts") },
  { name: "e2e", command: script("e2e.ts") },
  { name: "prove-local", command: script("proveLocal.ts") },
];

async function runLayer({ name, command }: Layer): Promise<Outcome> {
  console.log(`\n━━ ${name} ━━`);
  const started = performance.now();
  const { code, output } = await run(process.execPath, command, { cwd: projectRoot, echo: true });
  const seconds = (performance.now() - started) / 1000;
  const closing = /(?:^|\n)(\d+) passed, (\d+) failed\s*$/.exec(output);
  if (closing === null) {
    console.log(
      `${name} ended with exit code ${code} and without "N passed, N failed": counted as a failure.`,
    );
    return { name, passed: 0, failed: 1, seconds };
  }
  const [passed, failed] = [Number(closing[1]), Number(closing[2])];
  if (passed + failed > 0 && (code === 0) === (failed === 0)) return { name, passed, failed, seconds };
  console.log(`${name} ended with exit code ${code} after ${closing[0].trim()}: counted as a failure.`);
  return { name, passed, failed: failed + 1, seconds };
}

function report(outcomes: readonly Outcome[]): void {
  const sum = (part: "passed" | "failed" | "seconds"): number =>
    outcomes.reduce((total, outcome) => total + outcome[part], 0);
  const total = { name: "total", passed: sum("passed"), failed: sum("failed"), seconds: sum("seconds") };
  console.log("\n━━ all layers ━━");
  for (const { name, passed, failed, seconds } of [...outcomes, total]) {
    const counts = `${String(passed).padStart(6)} passed ${String(failed).padStart(5)} failed`;
    console.log(`  ${name.padEnd(12)} ${counts} ${seconds.toFixed(1).padStart(8)} s`);
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

await main(async () => {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !layers.some((layer) => layer.name === name));
  if (unknown.length > 0)
    throw new Error(
      `No layer named ${unknown.join(", ")}: choose from ${layers.map(({ name }) => name).join(", ")}.`,
    );
  const outcomes: Outcome[] = [];
  for (const layer of layers) {
    if (names.length === 0 || names.includes(layer.name)) outcomes.push(await runLayer(layer));
  }
  report(outcomes);
});
