import { cp } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { trialItems } from "../../src/models/infillTrial.ts";
import { drawbridgeStatus, type StatusItem } from "../../test/e2e/page/statusItem.ts";
import { continuing } from "../../test/support/scripted/continuing.ts";
import { startScriptedServer, type ScriptedServer } from "../../test/support/scriptedServer.ts";
import { modelSettings } from "../editor/modelSettings.ts";
import { openEditor } from "../editor/openEditor.ts";
import { startEditor } from "../editor/startEditor.ts";
import { temporaryFolder } from "../editor/temporaryFolder.ts";
import { startEngine, type RunningEngine } from "../engine/startEngine.ts";
import { projectRoot } from "../tool.ts";
import { createAlbum, type Album } from "./album.ts";
import { pictureSettings, pictureViewport } from "./shot.ts";

/** Where code is completed: an editor with a real model, and a server whose answers are known beforehand. */
export type CompletionStage = {
  readonly page: Page;
  readonly status: StatusItem;
  readonly picture: Album["take"];
  readonly engine: RunningEngine;
  /** Speaks Ollama's API, with {@link scriptedCoder}. */
  readonly ollama: ScriptedServer;
  readonly settingsFile: string;
};

/** The scripted server's model, of a family that can fill in code. */
export const scriptedCoder = "qwen2.5-coder:1.5b";

/** What the scripted server is called on screen: never Ollama. */
export const coderLabel = "Scripted server";

/** Requests with code in them that the scripted server got, those that only have it read among them. */
export function sent({ ollama }: CompletionStage): number {
  return ollama.requests.filter(({ path }) => path === "/api/generate").length;
}

/** Has the scripted model know how these texts go on, and what Drawbridge tries a model with. */
export function teach(
  { ollama }: Pick<CompletionStage, "ollama">,
  known: Readonly<Record<string, string>>,
): void {
  const tried = Object.fromEntries(trialItems.map(({ prefix, expected }) => [prefix, expected]));
  ollama.script({ answer: continuing({ ...known, ...tried }) });
}

/** Starts all of it. What was started ends with `close`, also when starting fails half-way. */
export async function openCompletionStage(
  vsix: string,
  output: string,
  firstNumber: number,
): Promise<{ readonly stage: CompletionStage; readonly album: Album; readonly close: () => Promise<void> }> {
  const closings: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of closings.splice(0).toReversed()) await end();
  };
  try {
    const project = await temporaryFolder("completion");
    closings.push(project.remove);
    const folder = join(project.path, "corner-shop");
    await cp(join(projectRoot, "sample"), folder, { recursive: true });
    const [engine, ollama] = await Promise.all([
      startEngine(),
      startScriptedServer({ models: [{ name: scriptedCoder }] }),
    ]);
    closings.push(() => engine.stop(), ollama.stop);
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
    return { stage: { ...shown, engine, ollama, settingsFile }, album, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The engine answers in the panel; which model completes is picked on the stage. */
function userSettings(engine: RunningEngine, ollama: ScriptedServer): Readonly<Record<string, unknown>> {
  const base = modelSettings(engine);
  const scripted = { kind: "ollama", url: ollama.url, label: coderLabel };
  return {
    ...base,
    "drawbridge.providers": { ...(base["drawbridge.providers"] as object), scripted },
    // Else the list of the editor's own words stands in front of a suggestion.
    "editor.quickSuggestions": { other: "off" },
  };
}
