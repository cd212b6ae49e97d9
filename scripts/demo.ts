/**
 * The real editor with the packaged extension and a real model, driven as a person would: the main job on this device,
 * then conversations, then completion while code is typed, then setting up servers and models, then what happens at the
 * bridge, inside a fake internet. Prints what each step measured, and writes pictures and summary.json to demo-output/.
 * `npm run demo`. Names choose acts, and single steps of the act `chat`; of any other act the whole is played, since its
 * steps build upon each other: `npm run demo -- completion keyboard-only`. Then there is no summary.json.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Act } from "./demo/firstAct.ts";
import { chosenActs } from "./demo/programme.ts";
import { main } from "./main.ts";
import { packageVsix } from "./package.ts";
import { projectRoot } from "./tool.ts";

const output = join(projectRoot, "demo-output");

async function demo(names: readonly string[]): Promise<void> {
  const chosen = chosenActs(names);
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  const vsix = await packageVsix();
  const acts: Act[] = [];
  for (const { play } of chosen) {
    const firstNumber = acts.flatMap(({ steps }) => steps).length + 1;
    acts.push(await play({ vsix, output, firstNumber }, names));
  }
  const ok = acts.every((act) => act.ok);
  if (names.length === 0) await summarise(acts, ok);
  console.log(ok ? "Every step held. What was seen: demo-output/" : "A step did not hold; see demo-output/.");
  if (!ok) process.exitCode = 1;
}

async function summarise(acts: readonly Act[], ok: boolean): Promise<void> {
  const engine = acts.find((act) => act.engine !== undefined)?.engine;
  const summary = { ok, engine, steps: acts.flatMap(({ steps }) => steps) };
  await writeFile(join(output, "summary.json"), `${JSON.stringify(summary, null, 2)}\n`);
}

await main(() => demo(process.argv.slice(2)));
