import { cp } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { drawbridgeStatus, type StatusItem } from "../../test/e2e/page/statusItem.ts";
import type { ScriptedServer } from "../../test/support/scriptedServer.ts";
import { modelSettings } from "../editor/modelSettings.ts";
import { openEditor } from "../editor/openEditor.ts";
import { startEditor } from "../editor/startEditor.ts";
import { temporaryFolder } from "../editor/temporaryFolder.ts";
import type { RunningEngine } from "../engine/startEngine.ts";
import { projectRoot } from "../tool.ts";
import { createAlbum, type Album } from "./album.ts";
import type { SetStage } from "./playAct.ts";
import { pictureSettings, pictureViewport } from "./shot.ts";

/** The sample project in an editor of its own. */
export type Shop = {
  readonly page: Page;
  readonly status: StatusItem;
  readonly picture: Album["take"];
  readonly settingsFile: string;
  /** The copy of the project that is open. */
  readonly folder: string;
  /** Where Drawbridge keeps what is not the project's. */
  readonly storage: string;
};

/** What is opened, and where its pictures go. */
export type ShopWish = { readonly vsix: string; readonly output: string; readonly firstNumber: number };

/** The servers that an editor is to know, and the user settings that it knows them by. */
export type Stocked<T> = { readonly servers: T; readonly settings: Readonly<Record<string, unknown>> };

/** Starts the servers; it may put more into the folder of the project. */
export type Stock<T> = (onClose: (end: () => Promise<void>) => void, folder: string) => Promise<Stocked<T>>;

/** What was opened, and the end of all of it. */
export type OpenShop<T> = SetStage<Shop & T>;

/**
 * Opens the sample project with servers that `stock` starts, and lets `settle` do what comes before every step. What was started ends also
 * when starting fails half-way.
 */
export async function openShop<T>(
  { vsix, output, firstNumber }: ShopWish,
  stock: Stock<T>,
  settle: (stage: Shop & T) => Promise<void> = () => Promise.resolve(),
): Promise<OpenShop<T>> {
  await using started = new AsyncDisposableStack();
  const project = await temporaryFolder("shop");
  started.defer(project.remove);
  const folder = join(project.path, "corner-shop");
  await cp(join(projectRoot, "sample"), folder, { recursive: true });
  const { servers, settings } = await stock((end) => {
    started.defer(end);
  }, folder);
  const server = await startEditor({
    folder,
    extension: { kind: "vsix", file: vsix },
    trust: true,
    settings: { ...pictureSettings, ...settings },
  });
  started.defer(server.stop);
  const editor = await openEditor(server.url(), { viewport: pictureViewport });
  started.defer(editor.stop);
  const { page } = editor;
  await page.emulateMedia({ colorScheme: "dark" });
  const album = createAlbum(page, output, firstNumber);
  const { settingsFile } = server;
  const storage = join(server.dataDir, "user", "User", "globalStorage", "drawbridge.drawbridge");
  const seen = { page, status: drawbridgeStatus(page), picture: album.take };
  const shop: Shop = { ...seen, settingsFile, folder, storage };
  const stage = { ...shop, ...servers };
  await settle(stage);
  const all = started.move();
  return { stage, album, close: () => all.disposeAsync() };
}

/** User settings that name an engine and, under a label, a scripted server beside it. */
export function settingsWith(
  engine: RunningEngine,
  ollama: ScriptedServer,
  label: string,
): Readonly<Record<string, unknown>> {
  const base = modelSettings(engine);
  const scripted = { kind: "ollama", url: ollama.url, label };
  return { ...base, "drawbridge.providers": { ...(base["drawbridge.providers"] as object), scripted } };
}
