import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build } from "../scripts/build.ts";
import { temporaryFolder } from "../scripts/editor/temporaryFolder.ts";
import type { Measurements } from "./run.ts";

const rounds = 9;

type Round = { readonly loadMs: number; readonly activateMs: number };

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/**
 * What starting costs of our own: processor time to load the packaged bundle and to run `activate()`, each round in a
 * fresh process, with an editor that answers at once. The editor's own part is not in it.
 */
export async function benchActivation(): Promise<Measurements> {
  const folder = await temporaryFolder("bench");
  await build({ minify: true, sourcemap: false, outdir: folder.path });
  const found = Array.from({ length: rounds }, (): Round => {
    const child = spawnSync(
      process.execPath,
      [join(import.meta.dirname, "activation", "round.ts"), join(folder.path, "extension.cjs")],
      { encoding: "utf8" },
    );
    if (child.status !== 0) throw new Error(`activation failed:\n${child.stderr}`);
    return JSON.parse(child.stdout) as Round;
  });
  await folder.remove();
  return {
    "activation.activateCpu": {
      value: median(found.map(({ activateMs }) => activateMs)),
      unit: "ms",
      budget: 30,
    },
    "activation.loadCpu": { value: median(found.map(({ loadMs }) => loadMs)), unit: "ms" },
  };
}
