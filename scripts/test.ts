/**
 * `npm test`: everything CI runs, in order. Each layer is a program whose last line is `N passed, N failed`; a layer
 * that ends otherwise counts as one failure. Names as arguments run only those: `npm test -- unit rules`.
 */
import { main } from "./main.ts";
import { runLayer, testLayers, type LayerOutcome } from "./testLayers.ts";

function report(outcomes: readonly LayerOutcome[]): void {
  const sum = (part: "passed" | "failed" | "seconds"): number =>
    outcomes.reduce((total, outcome) => total + outcome[part], 0);
  const total = { name: "total", passed: sum("passed"), failed: sum("failed"), seconds: sum("seconds") };
  for (const { name, told } of outcomes) {
    if (told !== undefined) console.log(`\n━━ failed in ${name} ━━\n${told}`);
  }
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
  const unknown = names.filter((name) => !testLayers.some((layer) => layer.name === name));
  if (unknown.length > 0)
    throw new Error(
      `No layer named ${unknown.join(", ")}: choose from ${testLayers.map(({ name }) => name).join(", ")}.`,
    );
  const outcomes: LayerOutcome[] = [];
  for (const layer of testLayers) {
    if (names.length === 0 || names.includes(layer.name)) outcomes.push(await runLayer(layer));
  }
  report(outcomes);
});
