/**
 * `npm run bench`: measures every area in this folder and prints what it found beside its budget. Each file here but
 * this one is an area: it exports one function, given {@link BenchOptions}, returning {@link Measurements}; what areas
 * share lives in folders below. `-- --json FILE` writes the results, `-- --full` takes as long as it needs, and names
 * choose areas: `npm run bench -- gate door`. A missed budget is shown, not fatal; an area that throws is. `-- --ablation`
 * runs an area of its own that needs other weights than this project has: bench/ablation/benchAblation.ts.
 */
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { cpus, platform, release, totalmem } from "node:os";
import { basename, dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import manifest from "../package.json" with { type: "json" };
import { main } from "../scripts/main.ts";
import { NotHere } from "./support/notHere.ts";

/**
 * One number and its unit. `ok` decides whether the budget was kept; without it, at most `budget` is. `interval` holds the
 * number with 95 % probability.
 */
export type Measurement = {
  readonly value: number;
  readonly unit: string;
  readonly budget?: number;
  readonly ok?: boolean;
  readonly interval?: readonly [low: number, high: number];
};

/** What an area found, by `<area>.<metric>`. */
export type Measurements = Readonly<Record<string, Measurement>>;

/** `full` asks for the long form: more rounds, larger inputs. */
export type BenchOptions = { readonly full: boolean };

async function areaNames(): Promise<readonly string[]> {
  const files = await readdir(import.meta.dirname, { withFileTypes: true });
  return files
    .filter(
      (file) => file.isFile() && file.name.endsWith(".ts") && file.name !== basename(import.meta.filename),
    )
    .map((file) => file.name.slice(0, -".ts".length))
    .sort();
}

/** Areas that run for their own flag only, and where they are. */
const onDemand: ReadonlyMap<string, string> = new Map([["ablation", "ablation/benchAblation"]]);

type Area = (options: BenchOptions) => Measurements | Promise<Measurements>;

function isArea(value: unknown): value is Area {
  return typeof value === "function";
}

async function measure(area: string, options: BenchOptions): Promise<Measurements> {
  const exported = Object.values(
    (await import(new URL(`${onDemand.get(area) ?? area}.ts`, import.meta.url).href)) as Readonly<
      Record<string, unknown>
    >,
  );
  const [bench] = exported;
  if (exported.length !== 1 || !isArea(bench))
    throw new Error(
      `bench/${area}.ts must export exactly one function; what areas share goes into a folder.`,
    );
  const found = await bench(options);
  const results = Object.entries(found).map(
    ([key, measurement]) => [key, judged(area, key, measurement)] as const,
  );
  if (results.length === 0) throw new Error(`bench/${area}.ts measured nothing.`);
  return Object.fromEntries(results);
}

function judged(area: string, key: string, measurement: Measurement): Measurement {
  if (!/^[a-z]+(\.[\w-]+)+$/i.test(key))
    throw new Error(`bench/${area}.ts: "${key}" is not <area>.<metric>.`);
  if (!Number.isFinite(measurement.value))
    throw new Error(`bench/${area}.ts: ${key} is ${measurement.value}.`);
  const { budget, ok = budget === undefined ? undefined : measurement.value <= budget } = measurement;
  return { ...measurement, ...(ok === undefined ? {} : { ok }) };
}

function row(key: string, { value, unit, budget, ok }: Measurement): string {
  const verdict = ok === undefined ? "" : ok ? "ok" : "OVER BUDGET";
  const limit = budget === undefined ? "" : `budget ${budget} ${unit}`;
  return `  ${key.padEnd(36)} ${rounded(value).padStart(12)} ${unit.padEnd(10)} ${limit.padEnd(22)} ${verdict}`.trimEnd();
}

function rounded(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toPrecision(4);
}

/** What the numbers were measured on, and with. */
export type BenchAbout = {
  /** As in ISO 8601. */
  readonly date: string;
  readonly machine: string;
  readonly node: string;
  readonly drawbridge: string;
  readonly full: boolean;
};

function about(full: boolean): BenchAbout {
  const processors = cpus();
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  return {
    date: new Date().toISOString(),
    machine: `${processors.length} × ${processors[0]?.model.trim() ?? "unknown"}, ${memoryGb} GB, ${platform()} ${release()}`,
    node: process.version,
    drawbridge: manifest.version,
    full,
  };
}

await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "string" },
      full: { type: "boolean", default: false },
      ablation: { type: "boolean", default: false },
    },
  });
  const known = await areaNames();
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`No area named ${unknown.join(", ")}: choose from ${known.join(", ")}.`);

  const results: Record<string, Measurement> = {};
  const broken: string[] = [];
  const chosen = values.ablation ? ["ablation"] : positionals;
  for (const area of chosen.length > 0 ? chosen : known) {
    const started = performance.now();
    try {
      const found = await measure(area, { full: values.full });
      for (const [key, measurement] of Object.entries(found)) {
        if (key in results) throw new Error(`bench/${area}.ts: ${key} was measured before.`);
        results[key] = measurement;
        console.log(row(key, measurement));
      }
    } catch (error) {
      broken.push(area);
      if (error instanceof NotHere) console.error(error.message);
      else console.error(`bench/${area}.ts failed:`, error);
    }
    console.log(`${area} took ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }

  if (values.json !== undefined) {
    // npm runs scripts from the package's folder; a relative path is meant from where the person stood.
    const file = resolve(process.env["INIT_CWD"] ?? ".", values.json);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify({ about: about(values.full), results }, undefined, 2)}\n`);
    console.log(`wrote ${file}`);
  }
  const over = Object.values(results).filter(({ ok }) => ok === false).length;
  console.log(`${Object.keys(results).length} measured, ${over} over budget, ${broken.length} areas broken`);
  process.exitCode = broken.length === 0 ? 0 : 1;
});
