/** The bundle audit: sizes against their budgets, and what each bundle asks of the world against bundleManifest.ts. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import type { Metafile } from "esbuild";
import { build } from "./build.ts";
import { bundleManifest } from "./bundleManifest.ts";
import { main } from "./main.ts";
import { packageFolder } from "./packageFolder.ts";
import { readBundle, readStyleSheet, type BundleReading } from "./readBundle.ts";
import { projectRoot } from "./tool.ts";

/** One bundle as built; lazy bundles have no budget of their own. */
export type AuditedBundle = {
  readonly name: string;
  readonly bytes: number;
  readonly budget: number | undefined;
};

/** What an audit found: an empty list of problems is a pass. */
export type Audit = { readonly bundles: readonly AuditedBundle[]; readonly problems: readonly string[] };

const manifestFile = "scripts/bundleManifest.ts";

const budgets: Readonly<Record<string, number>> = {
  "extension.cjs": 300_000,
  "chat.js": 250_000,
  "chat.css": 30_000,
  "highlightCode.js": 130_000,
  "flow.js": 80_000,
  "flow.css": 20_000,
  "ledger.js": 100_000,
  "ledger.css": 20_000,
  "review.js": 80_000,
  "review.css": 20_000,
  "statistics.js": 60_000,
  "statistics.css": 20_000,
};

/** Audits the bundles in `folder`; each problem is a sentence, with the line of the manifest to add or remove. */
export function auditBundles(folder: string, manifest = bundleManifest): Audit {
  const names = readdirSync(folder).filter((name) => /\.(cjs|js|css)$/.test(name));
  const bundles = names.map((name) => ({
    name,
    bytes: readFileSync(join(folder, name)).length,
    budget: budgets[name],
  }));
  const all = new Set([...names, ...Object.keys(manifest)]);
  const missing = Object.keys(budgets).filter((name) => !names.includes(name));
  return {
    bundles,
    problems: [
      ...missing.map((name) => `${name} was not built.`),
      ...bundles.flatMap(({ name, bytes, budget }) =>
        budget !== undefined && bytes > budget
          ? [
              `${name} has ${bytes} bytes, ${bytes - budget} over its budget of ${budget}.${largest(folder, name)}`,
            ]
          : [],
      ),
      ...[...all].flatMap((name) => compare(folder, name, names, manifest[name] ?? {})),
    ],
  };
}

function compare(
  folder: string,
  name: string,
  names: readonly string[],
  explained: Readonly<Record<string, string>>,
): readonly string[] {
  const reading = names.includes(name) ? read(folder, name) : undefined;
  const found = [...(reading?.modules ?? []), ...(reading?.urls ?? [])];
  const unknown = found.filter((entry) => !(entry in explained)).map((entry) => [entry, "…"] as const);
  const vanished = Object.entries(explained).filter(([entry]) => !found.includes(entry));
  const unbuilt = (reading?.bundles ?? []).filter((bundle) => !names.includes(bundle.slice(2)));
  return [
    ...(reading?.forbidden ?? []).map((sentence) => `${name} ${sentence}.`),
    ...unbuilt.map((bundle) => `${name} loads ${bundle}, which was not built.`),
    ...edit(`${name} asks for what nobody explained. Add to "${name}" in ${manifestFile}:`, unknown),
    ...edit(`${name} no longer asks for this. Remove from "${name}" in ${manifestFile}:`, vanished),
    ...Object.entries(explained)
      .filter(([, purpose]) => !/\w/.test(purpose))
      .map(([entry]) => `${name} asks for ${entry}: ${manifestFile} does not say what for.`),
  ];
}

/** One problem with the exact lines to change, or none. */
function edit(sentence: string, entries: readonly (readonly [string, string])[]): readonly string[] {
  const lines = entries.map(
    ([entry, purpose]) => `    ${JSON.stringify(entry)}: ${JSON.stringify(purpose)},`,
  );
  return lines.length === 0 ? [] : [[sentence, ...lines].join("\n")];
}

function read(folder: string, name: string): BundleReading {
  const source = readFileSync(join(folder, name), "utf8");
  return name.endsWith(".css") ? readStyleSheet(source) : readBundle(source);
}

/** The five largest parts of a bundle, when the build left its metafile beside it. */
function largest(folder: string, name: string): string {
  const path = join(folder, "metafile.json");
  if (!existsSync(path)) return "";
  const { outputs } = JSON.parse(readFileSync(path, "utf8")) as Metafile;
  const inputs = Object.entries(outputs).find(([output]) => basename(output) === name)?.[1].inputs ?? {};
  const parts = new Map<string, number>();
  for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
    const part = packageFolder(input) ?? input.split("/").slice(0, 2).join("/");
    parts.set(part, (parts.get(part) ?? 0) + bytesInOutput);
  }
  const top = [...parts].sort(([, a], [, b]) => b - a).slice(0, 5);
  return ` Largest: ${top.map(([part, bytes]) => `${part} ${bytes}`).join(", ")}.`;
}

/** Prints sizes and problems; returns whether there were none. */
function reportAudit({ bundles, problems }: Audit): boolean {
  for (const { name, bytes, budget } of bundles) {
    const room =
      budget === undefined ? "loaded when needed" : `of ${budget} (${Math.round((100 * bytes) / budget)} %)`;
    console.log(`  ${name.padEnd(24)} ${String(bytes).padStart(8)} bytes ${room}`);
  }
  for (const problem of problems) console.log(problem);
  console.log(problems.length === 0 ? "bundle audit passed" : `bundle audit: ${problems.length} problems`);
  return problems.length === 0;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { built: { type: "string" } } });
  const folder = values.built ?? join(projectRoot, "node_modules", ".cache", "bundle");
  await main(async () => {
    if (values.built === undefined) await build({ minify: true, sourcemap: false, outdir: folder });
    process.exitCode = reportAudit(auditBundles(folder)) ? 0 : 1;
  });
}
