/**
 * The main job in the real editor with the packaged extension and a real model: drives it as a person would, prints
 * what each step measured, and writes pictures and summary.json to demo-output/. `npm run demo`.
 */
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createStage, type Stage } from "./demo/stage.ts";
import { shootBothThemes, themeSettings } from "./demo/shot.ts";
import { steps, type Measured } from "./demo/steps.ts";
import { modelSettings } from "./editor/modelSettings.ts";
import { openEditor } from "./editor/openEditor.ts";
import { startEditor } from "./editor/startEditor.ts";
import { temporaryFolder } from "./editor/temporaryFolder.ts";
import { startEngine } from "./engine/startEngine.ts";
import { main } from "./main.ts";
import { packageVsix } from "./package.ts";
import { projectRoot } from "./tool.ts";

type Outcome = { readonly name: string; readonly ok: boolean; readonly measured: Measured };

const output = join(projectRoot, "demo-output");

/** A cloud provider that is configured and never reached: the mode forbids it. */
const cloud = { kind: "openai", url: "https://api.openai.com/v1", label: "OpenAI", models: ["gpt-4o-mini"] };

async function play(stage: Stage): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [index, { name, run }] of steps.entries()) {
    const picture = `${String(index + 1).padStart(2, "0")}-${name}`;
    try {
      const measured = await run(stage);
      outcomes.push({ name, ok: true, measured });
      console.log(`ok    ${name}  ${JSON.stringify(measured)}`);
    } catch (error) {
      const measured = { error: error instanceof Error ? error.message : String(error) };
      outcomes.push({ name, ok: false, measured });
      console.log(`FAIL  ${name}  ${measured.error}`);
    }
    await shootBothThemes(stage.page, output, picture);
    if (outcomes.at(-1)?.ok !== true) break;
  }
  return outcomes;
}

async function demo(): Promise<void> {
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  const vsix = await packageVsix();
  const project = await temporaryFolder("demo");
  const logFile = join(project.path, "engine.jsonl");
  const folder = join(project.path, "sample");
  await cp(join(projectRoot, "sample"), folder, { recursive: true });
  const engine = await startEngine({ logFile });
  const base = modelSettings(engine);
  const providers = { ...(base["drawbridge.providers"] as object), openai: cloud };
  const server = await startEditor({
    folder,
    extension: { kind: "vsix", file: vsix },
    trust: true,
    settings: { ...base, ...themeSettings, "drawbridge.providers": providers },
  });
  const editor = await openEditor(server.url());
  const stage = createStage(editor.page, server, { engine, logFile });
  try {
    await editor.page.emulateMedia({ colorScheme: "dark" });
    const outcomes = await play(stage);
    const ok = outcomes.length === steps.length && outcomes.every((outcome) => outcome.ok);
    const summary = { ok, engine: { kind: engine.label, model: engine.model }, steps: outcomes };
    await writeFile(join(output, "summary.json"), `${JSON.stringify(summary, null, 2)}\n`);
    console.log(
      ok
        ? `Every step held. Pictures and summary.json: demo-output/`
        : "A step did not hold; see demo-output/.",
    );
    if (!ok) process.exitCode = 1;
  } finally {
    await editor.stop();
    await server.stop();
    await stage.engine().stop();
    await project.remove();
  }
}

await main(demo);
