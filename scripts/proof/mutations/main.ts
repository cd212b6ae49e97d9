/**
 * Takes out one guard after the other and demands that the test named for it turns red. Arguments choose the guards whose
 * names hold one of them; the last line counts what passed and failed.
 */
import { endOnSignal } from "../../editor/endOnSignal.ts";
import { main } from "../../main.ts";
import { whatNoneHolds } from "./coverage.ts";
import { mutations } from "./mutations.ts";
import { runMutations, type MutationOutcome } from "./runMutations.ts";

function chosenBy(words: readonly string[]): typeof mutations {
  const wanted = words.map((word) => word.toLowerCase());
  const chosen = mutations.filter(({ name }) => wanted.some((word) => name.toLowerCase().includes(word)));
  return words.length === 0 ? mutations : chosen;
}

function lineOf({ name, rules, test, outcome, reason, milliseconds }: MutationOutcome): string {
  const time = `${String(milliseconds).padStart(6)} ms`;
  const what = `${outcome === "caught" ? "ok  " : "FAIL"}  ${time}  ${outcome.padEnd(8)}  ${name}`;
  const why = reason === undefined ? "" : `: ${reason}\n      ${test.file}: ${test.title}`;
  return `  ${what} (${rules.join(", ")})${why}`;
}

await main(async () => {
  endOnSignal();
  const chosen = chosenBy(process.argv.slice(2));
  if (chosen.length === 0) throw new Error(`No guard is called ${process.argv.slice(2).join(" or ")}.`);
  const gaps = whatNoneHolds(mutations);
  for (const gap of gaps) console.log(`  FAIL  no guard of the list holds ${gap}`);
  const started = performance.now();
  const outcomes = await runMutations({
    mutations: chosen,
    onOutcome: (outcome) => {
      console.log(lineOf(outcome));
    },
  });
  const passed = outcomes.filter(({ outcome }) => outcome === "caught").length;
  console.log(`\n${((performance.now() - started) / 1000).toFixed(1)} s`);
  console.log(`${passed} passed, ${outcomes.length - passed + gaps.length} failed`);
  process.exitCode = passed === outcomes.length && gaps.length === 0 ? 0 : 1;
});
