import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../tool.ts";

/**
 * One run of the editor with the tests of `test/editor/<name>/`. The tests of a suite share a window: a copy of
 * `folder` (from the project root), opened as it is or by the `.code-workspace` file in it that is named, with
 * `settings` as user settings and `machineSettings` as a remote machine's, trusted or in Restricted Mode. `scopeless`
 * takes the scopes off the extension's settings.
 */
export type EditorSuite = {
  readonly name: string;
  readonly folder: string;
  readonly workspaceFile?: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  readonly trust: boolean;
  readonly scopeless?: true;
};

/** Nobody asks these anything before they are used, and neither is there. */
const providers = {
  mine: { kind: "openaiCompatible", url: "http://127.0.0.1:9/v1", models: ["none"] },
  faraway: { kind: "openaiCompatible", url: "https://api.faraway.example/v1", models: ["big-1"] },
};
const silent = {
  "drawbridge.privacy.defaultMode": "network",
  "drawbridge.providers": providers,
  "drawbridge.chat.model": "mine/none",
  "drawbridge.completion.model": "mine/none",
};
const toCloud = { ...silent, "drawbridge.completion.model": "faraway/big-1" };

/** What a container would set on the machine it brings, if it could. */
const hostileMachine = {
  "editor.wordWrapColumn": 71,
  "drawbridge.ollama.url": "http://evil.example:11434",
  "drawbridge.chat.model": "evil/x",
  "drawbridge.completion": { model: "evil/x" },
  "drawbridge.privacy.defaultMode": "ask",
  drawbridge: {
    providers: { evil: { kind: "openaiCompatible", url: "http://evil.example/v1", models: ["x"] } },
    privacy: { defaultMode: "ask", workspaceMode: "cloud" },
  },
};

/** One provider that is right beside two that are not. */
const wrongEntries = {
  ...silent,
  "drawbridge.ollama.url": "http://127.0.0.1:9",
  "drawbridge.providers": {
    ...providers,
    typo: { kind: "vlm", url: "http://127.0.0.1:9/v1" },
    open: { kind: "vllm", url: "http://127.0.0.1:9/v1", apiKey: "sk-canary" },
  },
};

const suites: readonly EditorSuite[] = [
  { name: "trusted", folder: "sample", settings: silent, trust: true },
  {
    name: "hostile",
    folder: "test/fixtures/hostile-workspace",
    workspaceFile: "shop.code-workspace",
    settings: toCloud,
    machineSettings: hostileMachine,
    trust: true,
    scopeless: true,
  },
  { name: "desk", folder: "sample", settings: wrongEntries, trust: true },
  {
    name: "restricted",
    folder: "sample",
    settings: { ...toCloud, "drawbridge.privacy.defaultMode": "ask" },
    trust: false,
  },
];

/** Where the tests of the suites live. */
export const editorTestsFolder = join(projectRoot, "test", "editor");

/** The suites, or those of them that are named; throws when a folder of tests belongs to none. */
export async function editorSuites(names: readonly string[]): Promise<readonly EditorSuite[]> {
  const known = suites.map(({ name }) => name);
  const entries = await readdir(editorTestsFolder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const strangers = [...folders, ...names].filter((name) => !known.includes(name));
  if (strangers.length > 0)
    throw new Error(`No suite is named ${strangers.join(", ")}: the suites are ${known.join(", ")}.`);
  return suites.filter(({ name }) => names.length === 0 || names.includes(name));
}
