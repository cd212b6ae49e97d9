import * as vscode from "vscode";
import type { Disposable } from "../base/disposable.ts";
import { createEmitter, type Event } from "../base/event.ts";
import { readSettings, type RawSettings, type Settings } from "../settings/readSettings.ts";
import type { SettingLevel } from "../settings/pathRules.ts";
import { table, type SettingKey } from "../settings/table.ts";

/** What `inspect` really returns: the local and remote halves of the user's value exist at run time only. */
type Inspected = {
  readonly defaultValue?: unknown;
  readonly globalValue?: unknown;
  readonly globalLocalValue?: unknown;
  readonly globalRemoteValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
};

function inspect(key: SettingKey, scope?: vscode.ConfigurationScope): Inspected {
  return vscode.workspace.getConfiguration("drawbridge", scope).inspect(key) ?? {};
}

/**
 * The user's own value. `get` is never used for these: editors before 1.136.2 let a nested key of a workspace's settings
 * win over any scope, and a remote's machine settings are merged into `globalValue`.
 */
function userValue(key: SettingKey): unknown {
  const { globalLocalValue, globalRemoteValue, globalValue, defaultValue } = inspect(key);
  return globalLocalValue ?? (globalRemoteValue === undefined ? globalValue : undefined) ?? defaultValue;
}

function scopes(): readonly (vscode.Uri | undefined)[] {
  return [undefined, ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri)];
}

function levels(key: SettingKey): readonly SettingLevel[] {
  const { globalLocalValue, globalRemoteValue, globalValue, workspaceValue } = inspect(key);
  const user = globalLocalValue ?? (globalRemoteValue === undefined ? globalValue : undefined);
  const everywhere: readonly SettingLevel[] = [
    { level: "user", value: user },
    { level: "machine", value: globalRemoteValue },
    { level: "project", value: workspaceValue },
  ];
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }): SettingLevel => ({
    level: "project",
    value: inspect(key, uri).workspaceFolderValue,
    folder: uri.toString(),
  }));
  return [...everywhere, ...folders].filter(({ value }) => value !== undefined);
}

const raw: RawSettings = {
  user: userValue,
  everywhere: (key) => {
    const values = scopes().flatMap((scope) => {
      const { globalValue, globalRemoteValue, workspaceValue, workspaceFolderValue } = inspect(key, scope);
      return [globalValue, globalRemoteValue, workspaceValue, workspaceFolderValue];
    });
    const set = values.filter((value) => value !== undefined);
    return set.length === 0 ? [table[key].fallback] : set;
  },
  levels,
  effective: (key, languageId) =>
    vscode.workspace
      .getConfiguration("drawbridge", languageId === undefined ? undefined : { languageId })
      .get(key),
};

/** The settings in force, read at use. */
export type SettingsSource = Disposable & {
  readonly current: () => Settings;
  /** Whether completion is on for a language. */
  readonly completesLanguage: (languageId: string) => boolean;
  readonly onDidChange: Event<Settings>;
};

/** Watches the settings. */
export function watchSettings(): SettingsSource {
  const changed = createEmitter<Settings>();
  let settings = readSettings(raw);
  const listener = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration("drawbridge")) return;
    settings = readSettings(raw);
    changed.fire(settings);
  });
  return {
    current: () => settings,
    completesLanguage: (languageId) => readSettings(raw, languageId)["completion.enabled"],
    onDidChange: changed.event,
    dispose: () => {
      listener.dispose();
    },
  };
}

/** Writes a user setting, as the user asked by picking a value. */
export async function writeUserSetting(key: SettingKey, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration("drawbridge").update(key, value, vscode.ConfigurationTarget.Global);
}
