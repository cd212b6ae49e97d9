import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { processorMs } from "../src/base/processorMs.ts";
import { planApply } from "../src/edit/apply/planApply.ts";
import { projectRoot } from "../scripts/tool.ts";
import { percentile } from "./support/percentile.ts";
import type { BenchOptions, Measurements } from "./run.ts";

const rowsInFile = 20_000;

/** What it costs to find where an answer belongs in a file of 20,000 rows, by the form of the answer. */
export function benchApply({ full }: BenchOptions): Measurements {
  const rows = largeFile();
  const before = `${rows.join("\n")}\n`;
  const rounds = full ? 40 : 8;
  const measured = Object.entries(formsOf(rows)).map(([form, answer]) => {
    const times = Array.from({ length: rounds }, () => timed(before, answer));
    return [`apply.${form}`, { value: percentile(times, 0.95), unit: "ms", budget: 100 }] as const;
  });
  return Object.fromEntries(measured);
}

/** This project's own code, one file after the other. */
function largeFile(): readonly string[] {
  const files = globSync("{src,media,scripts,test}/**/*.ts", { cwd: projectRoot }).sort();
  const rows = files.flatMap((file) => readFileSync(join(projectRoot, file), "utf8").split("\n"));
  if (rows.length < rowsInFile) throw new Error(`this project has only ${rows.length} rows`);
  return rows.slice(0, rowsInFile);
}

function formsOf(rows: readonly string[]): Readonly<Record<string, string>> {
  const middle = rows.findIndex((row, index) => index > rowsInFile / 2 && /^export function \w+/.test(row));
  const part = rows.slice(middle, middle + 30);
  const fresh = "  const freshlyAdded = 1;";
  const changed = part.toSpliced(15, 1, fresh);
  return {
    part: changed.join("\n"),
    wholeFile: rows.toSpliced(middle + 15, 1, fresh).join("\n"),
    wholeFileChangedTwice: rows
      .toSpliced(rowsInFile - 100, 0, fresh)
      .toSpliced(100, 0, fresh)
      .join("\n"),
    markers: [
      part[0],
      "  // ... existing code ...",
      ...changed.slice(12, 18),
      "  // ... existing code ...",
    ].join("\n"),
    nothingOfIt: "function neverSeen() {\n  return unheardOf;\n}\n",
    commonRows: "  if (found === undefined) return undefined;\n  return;\n}\n",
  };
}

function timed(before: string, answer: string): number {
  const started = processorMs();
  const plan = planApply({ before, answer, languageId: "typescript" });
  const took = processorMs() - started;
  if (plan.kind === "refused") throw new Error(`an answer was refused: ${plan.reason}`);
  return took;
}
