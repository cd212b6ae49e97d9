import { cp } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { drawbridgeStatus, type StatusItem } from "../../test/e2e/page/statusItem.ts";
import { inTokens } from "../../test/support/scripted/answerTokens.ts";
import { startScriptedServer, type ScriptedServer } from "../../test/support/scriptedServer.ts";
import { modelSettings } from "../editor/modelSettings.ts";
import { openEditor } from "../editor/openEditor.ts";
import { startEditor } from "../editor/startEditor.ts";
import { temporaryFolder } from "../editor/temporaryFolder.ts";
import { startEngine, type RunningEngine } from "../engine/startEngine.ts";
import { projectRoot } from "../tool.ts";
import { createAlbum, type Album } from "./album.ts";
import { pictureSettings, pictureViewport } from "./shot.ts";

/** Where a new user sets Drawbridge up: an editor that knows of one server, and others that it is to learn of. */
export type SetupStage = {
  readonly page: Page;
  readonly status: StatusItem;
  readonly picture: Album["take"];
  readonly engine: RunningEngine;
  /** Speaks OpenAI's API. */
  readonly second: ScriptedServer;
  /** Speaks Ollama's API, with {@link pulledModel} to be had from its registry. */
  readonly ollama: ScriptedServer;
  readonly settingsFile: string;
};

/** The model that the scripted registry has, and its size in bytes. */
export const pulledModel = { name: "tiny-coder:1b", bytes: 812_345_600 } as const;

/** What the scripted server is called on screen: never Ollama. */
export const scriptedLabel = "Scripted server";

/** Starts all of it. What was started ends with `close`, also when starting fails half-way. */
export async function openSetupStage(
  vsix: string,
  output: string,
  firstNumber: number,
): Promise<{ readonly stage: SetupStage; readonly album: Album; readonly close: () => Promise<void> }> {
  const closings: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of closings.splice(0).toReversed()) await end();
  };
  try {
    const project = await temporaryFolder("setup");
    closings.push(project.remove);
    const folder = join(project.path, "corner-shop");
    await cp(join(projectRoot, "sample"), folder, { recursive: true });
    const [engine, second, ollama] = await Promise.all([startEngine(), startSecond(), startOllama()]);
    closings.push(() => engine.stop(), second.stop, ollama.stop);
    const server = await startEditor({
      folder,
      extension: { kind: "vsix", file: vsix },
      trust: true,
      settings: { ...pictureSettings, ...userSettings(engine, ollama) },
    });
    closings.push(server.stop);
    const editor = await openEditor(server.url(), { viewport: pictureViewport });
    closings.push(editor.stop);
    const { page } = editor;
    await page.emulateMedia({ colorScheme: "dark" });
    const album = createAlbum(page, output, firstNumber);
    const { settingsFile } = server;
    const shown = { page, status: drawbridgeStatus(page), picture: album.take };
    return { stage: { ...shown, engine, second, ollama, settingsFile }, album, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function startSecond(): Promise<ScriptedServer> {
  const answer = { tokens: inTokens("The scripted server of the demo answers; no model speaks here.") };
  return startScriptedServer({ speaks: ["openai"], models: [{ name: "second-model" }], answer });
}

function startOllama(): Promise<ScriptedServer> {
  const { name, bytes: size } = pulledModel;
  return startScriptedServer({ models: [], registry: [{ name, size }], pace: "manual" });
}

/** The engine is chosen; the scripted server has nothing yet. */
function userSettings(engine: RunningEngine, ollama: ScriptedServer): Readonly<Record<string, unknown>> {
  const base = modelSettings(engine);
  const scripted = { kind: "ollama", url: ollama.url, label: scriptedLabel };
  return {
    ...base,
    "drawbridge.providers": { ...(base["drawbridge.providers"] as object), scripted },
    "drawbridge.completion.enabled": false,
  };
}
