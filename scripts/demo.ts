/**
 * The real editor with the packaged extension and a real model, driven as a person would: the main job on this device,
 * then completion while code is typed, then setting up servers and models, then what happens at the bridge, inside a fake
 * internet. Prints what each step measured, and writes pictures and summary.json to demo-output/. `npm run demo`.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { playCompletionAct } from "./demo/completionAct.ts";
import { playFirstAct, type Act } from "./demo/firstAct.ts";
import { playSecondAct } from "./demo/secondAct.ts";
import { playSetupAct } from "./demo/setupAct.ts";
import { main } from "./main.ts";
import { packageVsix } from "./package.ts";
import { projectRoot } from "./tool.ts";

const output = join(projectRoot, "demo-output");

async function demo(): Promise<void> {
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  const vsix = await packageVsix();
  const first = await playFirstAct(vsix, output);
  const acts: Act[] = [first];
  for (const play of [playCompletionAct, playSetupAct, playSecondAct])
    acts.push(await play(vsix, output, acts.flatMap(({ steps }) => steps).length + 1));
  const ok = acts.every((act) => act.ok);
  const summary = { ok, engine: first.engine, steps: acts.flatMap(({ steps }) => steps) };
  await writeFile(join(output, "summary.json"), `${JSON.stringify(summary, null, 2)}\n`);
  console.log(
    ok
      ? "Every step held. Pictures and summary.json: demo-output/"
      : "A step did not hold; see demo-output/.",
  );
  if (!ok) process.exitCode = 1;
}

await main(demo);
