/**
 * `node scripts/benchReport.ts FILE`: writes docs/benchmarks.md from what `npm run bench -- --json FILE` measured. Every
 * number in it is one from that file.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { format } from "prettier";
import type { BenchAbout, Measurement } from "../bench/run.ts";
import { benchmarksPage } from "./benchmarksPage.ts";
import { main } from "./main.ts";
import { projectRoot } from "./tool.ts";

await main(async () => {
  const [, , file] = process.argv;
  if (file === undefined) throw new Error("Name the file that `npm run bench -- --full --json FILE` wrote.");
  const { about, results } = JSON.parse(await readFile(resolve(file), "utf8")) as {
    about: BenchAbout;
    results: Readonly<Record<string, Measurement>>;
  };
  const page = join(projectRoot, "docs", "benchmarks.md");
  const text = await format(benchmarksPage(about, results), { parser: "markdown", printWidth: 120 });
  await writeFile(page, text);
  console.log(`wrote ${page}`);
});
