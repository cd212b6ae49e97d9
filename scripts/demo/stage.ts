import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { drawbridgeStatus, type StatusItem } from "../../test/e2e/page/statusItem.ts";
import { recordSchema, type LedgerEntry } from "../../src/ledger/record.ts";
import type { EditorServer } from "../editor/startEditor.ts";
import { startEngine, type RunningEngine } from "../engine/startEngine.ts";
import type { Album } from "./album.ts";
import { openPanel, type Panel } from "./panel.ts";

/** Where the demo plays: the editor, the panel, the model, and what both sides wrote down. */
export type Stage = {
  readonly page: Page;
  readonly status: StatusItem;
  readonly panel: () => Promise<Panel>;
  readonly engine: () => RunningEngine;
  /** Ends the engine and starts it again at the same address. */
  readonly stopEngine: () => Promise<void>;
  readonly startEngineAgain: () => Promise<void>;
  /** Takes a picture of the step, which else has one of its end. */
  readonly picture: Album["take"];
  /** Everything in the ledger so far. */
  readonly ledger: () => Promise<readonly LedgerEntry[]>;
};

async function readLedgerOf(server: EditorServer): Promise<readonly LedgerEntry[]> {
  const folder = await findFolder(server.dataDir, "ledger");
  const names =
    folder === undefined ? [] : (await readdir(folder)).filter((name) => name.endsWith(".jsonl")).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder ?? "", name), "utf8")));
  const lines = texts.flatMap((text) => text.split("\n").filter((line) => line !== ""));
  return lines.map((line) => recordSchema.parse(JSON.parse(line)).entry);
}

async function findFolder(dataDir: string, name: string): Promise<string | undefined> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const found = entries.find(
    (entry) =>
      entry.isDirectory() && entry.name === name && entry.parentPath.endsWith("drawbridge.drawbridge"),
  );
  return found && join(found.parentPath, found.name);
}

/** Sets the stage for an editor that is open already. */
export function createStage(
  page: Page,
  server: EditorServer,
  first: { readonly engine: RunningEngine; readonly logFile: string; readonly album: Album },
): Stage {
  let { engine } = first;
  return {
    page,
    picture: first.album.take,
    status: drawbridgeStatus(page),
    panel: () => openPanel(page),
    engine: () => engine,
    stopEngine: () => engine.stop(),
    startEngineAgain: async () => {
      engine = await startEngine({ port: engine.port, logFile: first.logFile });
    },
    ledger: () => readLedgerOf(server),
  };
}
