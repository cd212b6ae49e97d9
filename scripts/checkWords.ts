/** Fails when a person could see a sentence that is not translated, or a translation holds what nobody says. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "./main.ts";
import { projectRoot } from "./tool.ts";
import { readSources } from "./words/readSources.ts";
import { wordProblems, type Table } from "./words/wordProblems.ts";

function read(...path: readonly string[]): Table {
  return JSON.parse(readFileSync(join(projectRoot, ...path), "utf8")) as Table;
}

/** The translations of a folder whose names match, by name. */
function translations(folder: string, name: RegExp): ReadonlyMap<string, Table> {
  const files = readdirSync(join(projectRoot, folder)).filter((file) => name.test(file));
  return new Map(files.map((file) => [file, read(folder, file)]));
}

await main(() => {
  const problems = wordProblems({
    sources: readSources(projectRoot),
    bundles: translations("l10n", /^bundle\.l10n\.[a-z-]+\.json$/),
    manifest: read("package.nls.json"),
    manifests: translations(".", /^package\.nls\.[a-z-]+\.json$/),
  });
  if (problems.length > 0) throw new Error(problems.join("\n"));
});
