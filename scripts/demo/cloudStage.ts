import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { drawbridgeStatus, type StatusItem } from "../../test/e2e/page/statusItem.ts";
import { inTokens } from "../../test/support/scripted/answerTokens.ts";
import { startScriptedServer, type ScriptedServer } from "../../test/support/scriptedServer.ts";
import { recordSchema, type LedgerEntry } from "../../src/ledger/record.ts";
import { modelSettings } from "../editor/modelSettings.ts";
import { openEditor } from "../editor/openEditor.ts";
import { startEditor } from "../editor/startEditor.ts";
import { temporaryFolder } from "../editor/temporaryFolder.ts";
import { startEngine, type RunningEngine } from "../engine/startEngine.ts";
import type { Album } from "./album.ts";
import { fakeCloud, startFakeCloud } from "./fakeCloud.ts";
import { makeHostileProject, obedientAnswer } from "./hostileProject.ts";
import { pictureSettings, pictureViewport } from "./shot.ts";

/** Where the second act plays: the editor on a hostile project, and all servers that there are. */
export type CloudStage = {
  readonly page: Page;
  readonly status: StatusItem;
  readonly picture: Album["take"];
  /** The same in the high contrast themes. */
  readonly pictureInContrast: () => Promise<void>;
  readonly engine: RunningEngine;
  /** A provider beside the engine, with {@link scriptedModels}. */
  readonly ollama: ScriptedServer;
  readonly cloud: ScriptedServer;
  /** The copy of the project that is open. */
  readonly folder: string;
  /** The folder of the ledger's files. */
  readonly ledgerFolder: string;
  /** Everything in the ledger so far. */
  readonly ledger: () => Promise<readonly LedgerEntry[]>;
};

/** The scripted Ollama's models: one that does as it is told by a README, and a cloud model under an innocent name. */
export const scriptedModels = { obedient: "obedient:1b", alias: "fast-coder:7b" } as const;

function startOllama(): Promise<ScriptedServer> {
  return startScriptedServer({
    models: [
      { name: scriptedModels.obedient },
      { name: scriptedModels.alias, remote: { host: "https://ollama.com:443", model: "qwen3-coder:480b" } },
    ],
    answer: { tokens: inTokens(obedientAnswer) },
  });
}

/** What the stage is set with. */
export type CloudStageOptions = {
  readonly vsix: string;
  /** Of the fake cloud: PEM texts. */
  readonly tls: { readonly key: string; readonly cert: string };
  readonly album: (page: Page) => Album;
  /** An extension beside Drawbridge, by its folder. */
  readonly beside?: string;
  /** Over the settings and providers of every stage. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly providers?: Readonly<Record<string, unknown>>;
};

/** Starts all of it. What was started ends with `close`, also when starting fails half-way. */
export async function openCloudStage(
  options: CloudStageOptions,
): Promise<{ readonly stage: CloudStage; readonly album: Album; readonly close: () => Promise<void> }> {
  await using started = new AsyncDisposableStack();
  const project = await temporaryFolder("demo");
  started.defer(project.remove);
  const folder = join(project.path, "corner-shop");
  await makeHostileProject(folder);
  const [engine, ollama, cloud] = await Promise.all([
    startEngine(),
    startOllama(),
    startFakeCloud(options.tls),
  ]);
  started.defer(() => engine.stop());
  started.defer(ollama.stop);
  started.defer(cloud.stop);
  const server = await startEditor({
    folder,
    extension: { kind: "vsix", file: options.vsix },
    ...(options.beside !== undefined && { beside: options.beside }),
    trust: true,
    settings: { ...pictureSettings, ...userSettings(engine, ollama, options) },
  });
  started.defer(server.stop);
  const editor = await openEditor(server.url(), { viewport: pictureViewport, resolver: "system" });
  started.defer(editor.stop);
  await editor.page.emulateMedia({ colorScheme: "dark" });
  const album = options.album(editor.page);
  const storage = join(server.dataDir, "user", "User", "globalStorage", "drawbridge.drawbridge");
  const ledgerFolder = join(storage, "ledger");
  const { page } = editor;
  const stage: CloudStage = {
    ...{ page, status: drawbridgeStatus(page), picture: album.take, engine, ollama, cloud },
    ...{ folder, ledgerFolder },
    pictureInContrast: () => album.takeInContrast(server.settingsFile),
    ledger: () => readLedger(ledgerFolder),
  };
  const all = started.move();
  return { stage, album, close: () => all.disposeAsync() };
}

/** What a person has set: the engine for chat, two more providers, and a file that is to stay on this device. */
function userSettings(
  engine: RunningEngine,
  ollama: ScriptedServer,
  { settings, providers }: CloudStageOptions,
): Readonly<Record<string, unknown>> {
  const base = modelSettings(engine);
  const { host, model } = fakeCloud;
  const scripted = { kind: "ollama", url: ollama.url, label: "Scripted Ollama" };
  const openai = { kind: "openai", url: `https://${host}/v1`, label: "OpenAI", models: [model] };
  return {
    ...base,
    "drawbridge.providers": { ...(base["drawbridge.providers"] as object), scripted, openai, ...providers },
    "drawbridge.context.deviceOnly": ["src/prices.ts"],
    "drawbridge.completion.enabled": false,
    ...settings,
  };
}

async function readLedger(folder: string): Promise<readonly LedgerEntry[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".jsonl")).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  const lines = texts.flatMap((text) => text.split("\n").filter((line) => line !== ""));
  return lines.map((line) => recordSchema.parse(JSON.parse(line)).entry);
}
