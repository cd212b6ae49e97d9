import { parse } from "jsonc-parser";
import { valueUnder } from "./valueUnder.ts";

/**
 * Where a file has its settings. `folder`: it is one, as `.vscode/settings.json`. `workspace`: under `settings`, as in a
 * `.code-workspace` file. `container`: under `customizations.vscode.settings`, or `settings` as was once written, as in
 * `devcontainer.json`.
 */
export type SettingsFileKind = "folder" | "workspace" | "container";

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
