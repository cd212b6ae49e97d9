/**
 * The one editor that all files of end-to-end tests share: a copy of the sample project, two scripted model servers,
 * VS Code's own server with the built checkout installed, and Chromium. Pictures go to test-output/.
 */
import { cp } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openEditor } from "../../scripts/editor/openEditor.ts";
import { startEditor, type EditorServer } from "../../scripts/editor/startEditor.ts";
import { temporaryFolder } from "../../scripts/editor/temporaryFolder.ts";
import { projectRoot } from "../../scripts/tool.ts";
import type { LedgerEntry } from "../../src/ledger/record.ts";
import type { Task } from "../../src/terms/task.ts";
import { readLedger } from "../support/ledgers.ts";
import { inTokens } from "../support/scripted/answerTokens.ts";
import type { ScriptPart } from "../support/scripted/serverScript.ts";
import { startScriptedServer, type ScriptedServer } from "../support/scriptedServer.ts";
import { openChat } from "./page/chatPanel.ts";
import { modalDialog } from "./page/modalDialog.ts";
import { drawbridgeStatus } from "./page/statusItem.ts";
import { changeUserSettings } from "./page/userSettings.ts";

/** The running editor with a person's view of it, and the servers it may use. */
export type Session = {
  readonly page: Page;
  readonly server: EditorServer;
  /** The copy of the project that is open. */
  readonly folder: string;
  /** Where Drawbridge keeps what is not the project's. */
  readonly storage: string;
  /** What listens where Ollama would. */
  readonly ollama: ScriptedServer;
  /** The provider `team`, on this machine: it speaks OpenAI's API and wants the key `right-key`. */
  readonly team: ScriptedServer;
  /** Everything in the ledger so far, oldest first. */
  readonly ledger: () => readonly LedgerEntry[];
  /** The same about one task: errands come and go on their own, and completion reads ahead wherever the cursor rests. */
  readonly sends: (task: Task) => readonly LedgerEntry[];
  /** Edits settings.json in the editor; `undefined` removes a setting. */
  readonly changeSettings: (changes: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Writes `test-output/<name>.png`. */
  readonly screenshot: (name: string) => Promise<string>;
};

/** A cloud that is never dialled, as no mode of these tests lets anything go there: there is no such host. */
export const cloudHost = "api.faraway.example";

const ollamaScript: ScriptPart = {
  models: [{ name: "qwen2.5-coder:1.5b" }, { name: "smollm2:135m" }],
  answer: { tokens: inTokens("One two three four five six.") },
  pace: "atOnce",
  faults: [],
  refusing: false,
};
const teamScript: ScriptPart = {
  speaks: ["openai"],
  keys: ["right-key"],
  models: [{ name: "team-model" }],
  answer: { tokens: inTokens("An answer of the team's.") },
};

const stops: (() => Promise<void>)[] = [];
let running: Promise<Session> | undefined;

after("the editor ends", async () => {
  for (const stop of stops.toReversed()) await stop();
});

async function start(): Promise<Session> {
  const ollama = await startScriptedServer(ollamaScript);
  const team = await startScriptedServer(teamScript);
  const own = await temporaryFolder("project");
  stops.push(ollama.stop, team.stop, own.remove);
  const folder = join(own.path, "sample");
  await cp(join(projectRoot, "sample"), folder, { recursive: true });
  const server = await startEditor({
    folder,
    extension: { kind: "linked", path: projectRoot },
    settings: {
      "drawbridge.ollama.url": ollama.url,
      "drawbridge.providers": {
        team: {
          kind: "openaiCompatible",
          url: `${team.url}/v1`,
          label: "Team server",
          models: ["team-model"],
        },
        faraway: {
          kind: "openaiCompatible",
          url: `https://${cloudHost}/v1`,
          label: "Faraway",
          models: ["big-1"],
        },
      },
      // Lets Chromium's own preference choose between light and dark.
      "window.autoDetectColorScheme": true,
    },
    trust: true,
  });
  stops.push(server.stop);
  const { page, screenshot, stop } = await openEditor(server.url());
  stops.push(stop);
  await drawbridgeStatus(page).item.waitFor({ timeout: 60_000 });
  const storage = join(server.dataDir, "user", "User", "globalStorage", "drawbridge.drawbridge");
  const ledger = (): readonly LedgerEntry[] =>
    readLedger(join(storage, "ledger")).flatMap(({ records }) => records.map(({ entry }) => entry));
  return {
    page,
    server,
    folder,
    storage,
    ollama,
    team,
    ledger,
    sends: (task) => ofTask(ledger(), task),
    changeSettings: (changes) => changeUserSettings(page, server.settingsFile, changes),
    screenshot: (name) => screenshot(join(projectRoot, "test-output"), name),
  };
}

function ofTask(entries: readonly LedgerEntry[], task: Task): readonly LedgerEntry[] {
  const isOfTask = (entry: LedgerEntry): boolean => "purpose" in entry && entry.purpose === task;
  const sent = new Set(entries.filter(isOfTask).map(({ id }) => id));
  return entries.filter(({ id }) => sent.has(id));
}

/** As a person who has used Drawbridge before: this machine is confirmed, and a new conversation is open. */
async function settle({ page, ollama, team }: Session): Promise<void> {
  ollama.script(ollamaScript);
  team.script(teamScript);
  const status = drawbridgeStatus(page);
  await status.shows("qwen2.5-coder:1.5b");
  const chat = await openChat(page);
  if ((await status.text()).includes("needs your confirmation")) {
    await chat.ask("Are you there?");
    await (await modalDialog(page)).choose("Use it");
    await chat.ended();
  }
  await chat.startNew();
}

/**
 * Gives the tests of a `describe` the editor that all files share, settled: Ollama runs, this machine is confirmed, the
 * conversation is new. What a file changes beyond that it changes back. A failed test leaves a picture named FAILED.
 */
export function useEditor(): { readonly session: () => Session } {
  let session: Session | undefined;
  before("the editor is there", async function () {
    this.timeout(120_000);
    running ??= start();
    session = await running;
    await settle(session);
  });
  afterEach("a failed test leaves a picture", async function () {
    const { currentTest } = this;
    if (currentTest?.state === "failed")
      await session?.screenshot(`FAILED-${currentTest.title.replaceAll(/\W+/g, "-").slice(0, 60)}`);
  });
  return {
    session: () => {
      if (session === undefined) throw new Error("Ask for this inside a test, not beside it.");
      return session;
    },
  };
}
