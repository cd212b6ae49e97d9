import { processorMs } from "../../src/base/processorMs.ts";
import { postprocess } from "../../src/completion/postprocess.ts";
import { createStopRule } from "../../src/completion/stopRule.ts";
import type { Site } from "../../src/completion/site.ts";
import type { Syntax } from "../../src/completion/syntax.ts";

const lines = "const value = compute(1, 2);\n".repeat(40_000);
const line = "x".repeat(200_000);
/** Documents and answers that nobody should have to wait for. */
const giants = [
  { prefix: lines, suffix: `\n${lines}`, answer: "const other = compute(3);" },
  { prefix: `const text = "${line}`, suffix: "", answer: 'abc";' },
  { prefix: "const text = [", suffix: `${"1, ".repeat(70_000)}]`, answer: "0, 0, " },
  { prefix: "(".repeat(200_000), suffix: "", answer: "abc);" },
  { prefix: "const a = ", suffix: "", answer: ")".repeat(200_000) },
  { prefix: "function f() {", suffix: "\n}", answer: "\n  a();".repeat(50_000) },
  { prefix: "const a = ", suffix: ";", answer: line },
] as const;
const rounds = 20;

/** The processor time, in milliseconds, that the worst of the giants takes: reading the answer, and post-processing it. */
export function slowestGiant(syntax: Syntax): number {
  const took = giants.map(({ prefix, suffix, answer }) => {
    const site: Site = { languageId: "typescript", prefix, suffix, manual: false, mostLines: 8 };
    const parts = { syntax, stop: ["<|endoftext|>"], keepsFences: false };
    const started = processorMs();
    for (let round = 0; round < rounds; round += 1) {
      createStopRule(site, parts).push(answer);
      postprocess(answer, site, parts);
    }
    return (processorMs() - started) / rounds;
  });
  return Math.max(...took);
}
