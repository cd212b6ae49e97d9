import * as vscode from "vscode";
import type { Disposable } from "../base/disposable.ts";
import { createEmitter, type Event } from "../base/event.ts";
import { proxyHost } from "../settings/proxyHost.ts";
import {
  completesIn,
  readSettings,
  type Here,
  type RawSettings,
  type Settings,
} from "../settings/readSettings.ts";
import type { SettingLevel } from "../settings/pathRules.ts";
import type { SettingKey } from "../settings/table.ts";
import { documentFile } from "./documentFile.ts";

/** What `inspect` really returns: the local and remote halves of the user's value exist at run time only. */
type Inspected = {
  readonly defaultValue?: unknown;
  readonly globalValue?: unknown;
  readonly globalLocalValue?: unknown;
  readonly globalRemoteValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
  readonly globalLanguageValue?: unknown;
  readonly globalLocalLanguageValue?: unknown;
  readonly globalRemoteLanguageValue?: unknown;
  readonly workspaceLanguageValue?: unknown;
  readonly workspaceFolderLanguageValue?: unknown;
};

function inspect(key: SettingKey, scope?: vscode.ConfigurationScope): Inspected {
  return vscode.workspace.getConfiguration("drawbridge", scope).inspect(key) ?? {};
}

/** What was set at each level, with the language's own value before the general one. */
function byLevel(
  inspected: Inspected,
): Readonly<Record<"user" | "machine" | "workspace" | "folder", unknown>> {
  const { globalLocalValue, globalRemoteValue, globalValue, workspaceValue } = inspected;
  const { globalLocalLanguageValue, globalRemoteLanguageValue, globalLanguageValue } = inspected;
  // `globalValue` is both halves in one, the machine's over the user's own.
  const user = globalLocalValue ?? (globalRemoteValue === undefined ? globalValue : undefined);
  const merged = globalRemoteLanguageValue === undefined ? globalLanguageValue : undefined;
  return {
    user: globalLocalLanguageValue ?? merged ?? user,
    machine: globalRemoteLanguageValue ?? globalRemoteValue,
    workspace: inspected.workspaceLanguageValue ?? workspaceValue,
    folder: inspected.workspaceFolderLanguageValue ?? inspected.workspaceFolderValue,
  };
}

/**
 * The user's own value. `get` is never used for these: editors before 1.136.2 let a nested key of a workspace's settings
 * win over any scope, and a remote's machine settings are merged into `globalValue`.
 */
export function userSetting(key: SettingKey): unknown {
  const inspected = inspect(key);
  return byLevel(inspected).user ?? inspected.defaultValue;
}

/** The folders whose settings count, each with the scope that its own are read in. */
function folderScopes(here: Here | undefined) {
  if (here === undefined)
    return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => ({ folder: uri, scope: uri }));
  const { languageId } = here;
  const uri = documentFile(vscode.Uri.parse(here.uri, true));
  const folder = uri && vscode.workspace.getWorkspaceFolder(uri)?.uri;
  return uri === undefined || folder === undefined ? [] : [{ folder, scope: { uri, languageId } }];
}

function levels(key: SettingKey, here?: Here): readonly SettingLevel[] {
  const { user, machine, workspace } = byLevel(inspect(key, here && { languageId: here.languageId }));
  const everywhere: readonly SettingLevel[] = [
    { level: "user", value: user },
    { level: "machine", value: machine },
    { level: "project", value: workspace },
  ];
  const folders = folderScopes(here).map(({ folder, scope }): SettingLevel => ({
    level: "project",
    value: byLevel(inspect(key, scope)).folder,
    folder: folder.toString(),
  }));
  return [...everywhere, ...folders].filter(({ value }) => value !== undefined);
}

const raw: RawSettings = { user: userSetting, levels };

/** The settings in force, read at use. */
export type SettingsSource = Disposable & {
  readonly current: () => Settings;
  /** Whether completion is on for a document. */
  readonly completesIn: (here: Here) => boolean;
  /** The user's own value or the default, unchecked. */
  readonly user: (key: SettingKey) => unknown;
  /** Whether the editor shows the suggestions of extensions in a document at all. */
  readonly editorShows: (document: vscode.TextDocument | undefined) => boolean;
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
    completesIn: (here) => completesIn(here, raw),
    user: userSetting,
    editorShows: editorShowsSuggestions,
    onDidChange: changed.event,
    dispose: () => {
      listener.dispose();
    },
  };
}

function editorShowsSuggestions(document: vscode.TextDocument | undefined): boolean {
  return vscode.workspace.getConfiguration("editor", document).get("inlineSuggest.enabled") !== false;
}

/** The proxy that the user set for the editor, `host:port`. */
export function editorProxy(): string | undefined {
  const inspected: Inspected = vscode.workspace.getConfiguration("http").inspect("proxy") ?? {};
  return proxyHost(byLevel(inspected).user ?? inspected.defaultValue);
}

/**
 * The globs of what the editor's own search leaves out of a folder, or of the window; those of `files.exclude` it leaves out
 * by itself.
 */
export function searchExcludes(folder?: vscode.Uri): readonly string[] {
  const excludes: unknown = vscode.workspace.getConfiguration("search", folder).get("exclude");
  const entries = typeof excludes === "object" && excludes !== null ? Object.entries(excludes) : [];
  return entries.flatMap(([glob, isOn]) => (isOn === true ? [glob] : []));
}
