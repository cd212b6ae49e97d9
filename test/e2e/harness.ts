/**
 * One editor for each file of end-to-end tests: a copy of a project, a scripted model server, VS Code's own server
 * with the built checkout installed, and Chromium. Pictures go to test-output/.
 */
import { cp } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Page } from "playwright-core";
import { openEditor, type OpenOptions } from "../../scripts/editor/openEditor.ts";
import { startEditor, type EditorExtension, type EditorServer } from "../../scripts/editor/startEditor.ts";
import { temporaryFolder } from "../../scripts/editor/temporaryFolder.ts";
import { projectRoot } from "../../scripts/tool.ts";
import type { ServerScript } from "../support/scripted/serverScript.ts";
import { startScriptedServer, type ScriptedServer } from "../support/scriptedServer.ts";
import { drawbridgeStatus } from "./page/statusItem.ts";
import { changeUserSettings } from "./page/userSettings.ts";

/** What the editor of a test file is like; everything has a default. */
export type SessionOptions = {
  /** Begins the names of the pictures. */
  readonly name: string;
  /** The project to copy and open, from the root of this one. */
  readonly folder?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly trust?: boolean;
  readonly extension?: EditorExtension;
  /** Where Ollama listens for this editor. */
  readonly modelServerUrl: string;
  readonly viewport?: OpenOptions["viewport"];
};

/** A running editor with a person's view of it. */
export type Session = {
  readonly page: Page;
  readonly server: EditorServer;
  /** The copy of the project that is open. */
  readonly folder: string;
  /** Writes `test-output/<session>-<name>.png`. */
  readonly screenshot: (name: string) => Promise<string>;
  /** Edits settings.json in the editor; `undefined` removes a setting. */
  readonly changeSettings: (changes: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Starts a session, and waits until Drawbridge is in the status bar; whoever starts one stops it. */
async function startSession(options: SessionOptions): Promise<Session> {
  const own = await temporaryFolder("project");
  const stops = [own.remove];
  const stop = async (): Promise<void> => {
    for (const end of stops.toReversed()) await end();
  };
  try {
    const { folder: source = "sample" } = options;
    const folder = join(own.path, basename(source));
    await cp(join(projectRoot, source), folder, { recursive: true });
    const server = await startEditor({
      folder,
      extension: options.extension ?? { kind: "linked", path: projectRoot },
      settings: { "drawbridge.ollama.url": options.modelServerUrl, ...options.settings },
      trust: options.trust ?? true,
    });
    stops.push(server.stop);
    const editor = await openEditor(server.url(), options.viewport && { viewport: options.viewport });
    stops.push(editor.stop);
    const { page } = editor;
    await drawbridgeStatus(page).item.waitFor({ timeout: 60_000 });
    return {
      page,
      server,
      folder,
      screenshot: (name) => editor.screenshot(join(projectRoot, "test-output"), `${options.name}-${name}`),
      changeSettings: (changes) => changeUserSettings(page, server.settingsFile, changes),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the tests of a file share. */
export type Shared = { readonly session: () => Session; readonly models: () => ScriptedServer };

/**
 * Gives the tests of a `describe` one editor and one scripted model server (which does what `script` says), from
 * before its first test to after its last. A failed test leaves a picture named FAILED.
 */
export function useEditor(
  options: Omit<SessionOptions, "modelServerUrl">,
  script: Partial<ServerScript> = {},
): Shared {
  let models: ScriptedServer | undefined;
  let session: Session | undefined;
  before(async () => {
    models = await startScriptedServer(script);
    session = await startSession({ ...options, modelServerUrl: models.url });
  });
  afterEach(async function () {
    const { currentTest } = this;
    if (currentTest?.state === "failed")
      await session?.screenshot(`FAILED-${currentTest.title.replaceAll(/\W+/g, "-")}`);
  });
  after(async () => {
    await session?.stop();
    await models?.stop();
  });
  return { session: () => running(session), models: () => running(models) };
}

function running<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error("Ask for this inside a test, not beside it.");
  return thing;
}
