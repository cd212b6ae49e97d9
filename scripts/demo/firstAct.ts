import { cp } from "node:fs/promises";
import { join } from "node:path";
import { modelSettings } from "../editor/modelSettings.ts";
import { openEditor } from "../editor/openEditor.ts";
import { startEditor } from "../editor/startEditor.ts";
import { temporaryFolder } from "../editor/temporaryFolder.ts";
import { startEngine } from "../engine/startEngine.ts";
import { projectRoot } from "../tool.ts";
import { createAlbum } from "./album.ts";
import { play } from "./play.ts";
import { pictureSettings, pictureViewport } from "./shot.ts";
import { createStage } from "./stage.ts";
import type { Outcome } from "./step.ts";
import { steps } from "./steps.ts";

/** What an act came to; the first says which model there is. */
export type Act = {
  readonly steps: readonly Outcome[];
  readonly ok: boolean;
  readonly engine?: { readonly kind: string; readonly model: string };
};

/** A cloud provider that is configured and never reached: the mode forbids it. */
const cloud = { kind: "openai", url: "https://api.openai.com/v1", label: "OpenAI", models: ["gpt-4o-mini"] };

/** The main job, on this device alone. */
export async function playFirstAct(vsix: string, output: string): Promise<Act> {
  const project = await temporaryFolder("demo");
  const logFile = join(project.path, "engine.jsonl");
  const folder = join(project.path, "corner-shop");
  await cp(join(projectRoot, "sample"), folder, { recursive: true });
  const engine = await startEngine({ logFile });
  const base = modelSettings(engine);
  const providers = { ...(base["drawbridge.providers"] as object), openai: cloud };
  const server = await startEditor({
    folder,
    extension: { kind: "vsix", file: vsix },
    trust: true,
    settings: { ...base, ...pictureSettings, "drawbridge.providers": providers },
  });
  const editor = await openEditor(server.url(), { viewport: pictureViewport });
  const album = createAlbum(editor.page, output, 1);
  const stage = createStage(editor.page, server, { engine, logFile, album });
  try {
    await editor.page.emulateMedia({ colorScheme: "dark" });
    const outcomes = await play(steps, stage, album);
    const ok = outcomes.length === steps.length && outcomes.every((outcome) => outcome.ok);
    return { steps: outcomes, ok, engine: { kind: engine.label, model: engine.model } };
  } finally {
    await editor.stop();
    await server.stop();
    await stage.engine().stop();
    await project.remove();
  }
}
