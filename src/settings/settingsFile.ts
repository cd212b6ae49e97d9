import { parse } from "jsonc-parser";

/**
 * Where a file has its settings. `folder`: it is one, as `.vscode/settings.json`. `workspace`: under `settings`, as in a
 * `.code-workspace` file. `container`: under `customizations.vscode.settings`, or `settings` as was once written, as in
 * `devcontainer.json`.
 */
export type SettingsFileKind = "folder" | "workspace" | "container";

/** Largest settings file that is read, in bytes. */
export const largestSettingsFile = 256 * 1024;

/** What stands under a name, when the value can have anything under names. */
export function valueUnder(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

const settingsOf: { readonly [K in SettingsFileKind]: (file: unknown) => readonly unknown[] } = {
  folder: (file) => [file],
  workspace: (file) => [valueUnder(file, "settings")],
  container: (file) => [
    valueUnder(valueUnder(valueUnder(file, "customizations"), "vscode"), "settings"),
    valueUnder(file, "settings"),
  ],
};

function parseTolerantly(text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch (error) {
    // Nested deeper than the stack holds: the editor's own parser, which is built alike, reads no settings from it.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The settings in a file's text, unchecked: JSON with comments, and of what is broken as much as can be read. */
export function settingsIn(kind: SettingsFileKind, text: string): readonly unknown[] {
  return settingsOf[kind](parseTolerantly(text));
}
