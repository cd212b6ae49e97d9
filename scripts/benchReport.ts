/**
 * `node scripts/benchReport.ts FILE...`: writes docs/benchmarks.md from what `npm run bench -- --json FILE` measured. Every
 * number in it is one from those files; where several hold it, from the last of them.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { format } from "prettier";
import type { BenchAbout, Measurement } from "../bench/run.ts";
import { benchmarksPage } from "./benchmarksPage.ts";
import { main } from "./main.ts";
import { projectRoot } from "./tool.ts";

type Results = Readonly<Record<string, Measurement>>;

async function read(file: string): Promise<{ readonly about: BenchAbout; readonly results: Results }> {
  return JSON.parse(await readFile(resolve(file), "utf8")) as { about: BenchAbout; results: Results };
}

await main(async () => {
  const files = process.argv.slice(2);
  const [first, ...later] = await Promise.all(files.map(read));
  if (first === undefined) throw new Error("Name the file that `npm run bench -- --full --json FILE` wrote.");
  const results = Object.assign({}, ...[first, ...later].map((one) => one.results)) as Results;
  const { about } = later.at(-1) ?? first;
  const page = join(projectRoot, "docs", "benchmarks.md");
  const text = await format(benchmarksPage(about, results), { parser: "markdown", printWidth: 120 });
  await writeFile(page, text);
  console.log(`wrote ${page}`);
});
