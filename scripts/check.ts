/**
 * `npm run check`: every check that needs no editor, two at a time. Names as arguments run only those:
 * `npm run check -- types lint`. Caches go by content, so an unchanged file costs nothing.
 */
import { join } from "node:path";
import { main } from "./main.ts";
import { run } from "./run.ts";
import { projectRoot, tool } from "./tool.ts";

type Check = { readonly name: string; readonly command: readonly string[] };
type Outcome = {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: string;
  readonly output: string;
};

// A folder of our own: the tools keep their default caches beside it.
const cache = join("node_modules", ".cache", "check");
const contentCache = (name: string): readonly string[] => [
  "--cache",
  "--cache-strategy",
  "content",
  "--cache-location",
  join(cache, name),
];

// The slowest first, so that the two lanes end together.
const checks: readonly Check[] = [
  { name: "lint", command: tool("eslint", "eslint", ".", "--max-warnings", "0", ...contentCache("eslint")) },
  {
    name: "types",
    command: tool(
      "typescript",
      "tsc",
      "--incremental",
      "--tsBuildInfoFile",
      join(cache, "types.tsbuildinfo"),
    ),
  },
  { name: "bundle", command: [join("scripts", "checkBundle.ts")] },
  {
    name: "rooms",
    command: tool("dependency-cruiser", "depcruise", "src", "media", "--config", ".dependency-cruiser.cjs"),
  },
  {
    name: "format",
    command: tool("prettier", "prettier", "--check", ".", "--log-level", "warn", ...contentCache("prettier")),
  },
  { name: "unused", command: tool("knip", "knip") },
  { name: "manifest", command: [join("scripts", "checkManifest.ts")] },
  { name: "words", command: [join("scripts", "checkWords.ts")] },
  { name: "picture", command: [join("scripts", "roomPicture.ts"), "--check"] },
];

/** Colours would stand in the output that is collected; some tools use them because `CI` is set. */
const plain: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" };

async function runCheck({ name, command }: Check): Promise<Outcome> {
  const started = performance.now();
  const { code, output } = await run(process.execPath, command, { cwd: projectRoot, env: plain });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`  ${name.padEnd(10)} ${code === 0 ? "ok    " : "FAILED"} ${seconds.padStart(6)} s`);
  return { name, ok: code === 0, seconds, output };
}

async function runAll(chosen: readonly Check[], lanes: number): Promise<readonly Outcome[]> {
  const queue = [...chosen];
  const outcomes: Outcome[] = [];
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      outcomes.push(await runCheck(next));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return outcomes;
}

await main(async () => {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0)
    throw new Error(
      `No check named ${unknown.join(", ")}: choose from ${checks.map(({ name }) => name).join(", ")}.`,
    );

  const started = performance.now();
  const outcomes = await runAll(
    checks.filter(({ name }) => names.length === 0 || names.includes(name)),
    2,
  );
  const failed = outcomes.filter(({ ok }) => !ok);
  for (const { name, output } of failed) console.log(`\n── ${name} ──\n${output.trim()}`);
  console.log(`\ncheck took ${((performance.now() - started) / 1000).toFixed(1)} s`);
  console.log(`${outcomes.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
});
