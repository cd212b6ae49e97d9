import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Scenario } from "./scenario.ts";
import type { ScenarioFile, ScenarioKind } from "./scenarioFile.ts";
import { texts } from "./scenarios/texts.ts";

const folder = join(import.meta.dirname, "scenarios");

/** A scenario with what kind of editing it is. */
export type LoadedScenario = Scenario & { readonly kind: ScenarioKind };

/** The editing sessions by name: all forty, or the ten of the short run, one of each kind. */
export async function loadScenarios(which: "all" | "plain"): Promise<readonly LoadedScenario[]> {
  const names = (await readdir(join(folder, "sessions"))).sort();
  const loaded = await Promise.all(names.map(load));
  return loaded.filter(({ isPlain }) => isPlain || which === "all").map(({ scenario }) => scenario);
}

async function load(file: string): Promise<{ readonly isPlain: boolean; readonly scenario: LoadedScenario }> {
  const session = await readFile(join(folder, "sessions", file), "utf8");
  const { kind, isPlain, text, missing, steps } = JSON.parse(session) as ScenarioFile;
  const final = await readText(text);
  const start = missing.reduce((now, { from, to, was }) => now.slice(0, from) + was + now.slice(to), final);
  const { languageId, path, origin, beside } = about(text);
  const openFiles = await Promise.all(
    beside.map(async (other) => {
      const known = about(other);
      return { path: known.path, languageId: known.languageId, text: await readText(other) };
    }),
  );
  const name = file.replace(/\.json$/u, "");
  return { isPlain, scenario: { name, kind, languageId, path, origin, start, steps, final, openFiles } };
}

function readText(name: string): Promise<string> {
  return readFile(join(folder, "texts", name), "utf8");
}

function about(name: string): (typeof texts)[string] {
  const known = texts[name];
  if (known === undefined) throw new Error(`scenarios/texts.ts does not know ${name}.`);
  return known;
}
