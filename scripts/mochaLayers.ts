import { join } from "node:path";
import { projectRoot, tool } from "./tool.ts";

const neverDial = ["--require", join(projectRoot, "test/support/neverDial.ts")];
const limit = (milliseconds: number): readonly string[] => ["--timeout", String(milliseconds)];

const layers = {
  unit: neverDial,
  integration: [...neverDial, ...limit(20_000)],
  providers: [...neverDial, ...limit(20_000)],
  rules: limit(300_000),
  engine: limit(60_000),
  proof: limit(120_000),
  webview: limit(60_000),
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A folder of `test/` whose tests mocha runs. */
export type MochaLayer = keyof typeof layers;

/** Whether a folder of `test/` is one whose tests mocha runs. */
export function isMochaLayer(folder: string): folder is MochaLayer {
  return Object.hasOwn(layers, folder);
}

/** The arguments that run test files of a layer in this very Node; `rest` names the files, or is for mocha. */
export function mochaOn(layer: MochaLayer, ...rest: readonly string[]): readonly string[] {
  return tool("mocha", "mocha", ...layers[layer], ...rest);
}
