import { providersSchema } from "./providerSchema.ts";
import { table, type Authority, type SettingKey } from "./table.ts";

const sections = ["Privacy", "Models", "Completion", "Editing"] as const;

const implied: { readonly [A in Authority]: Readonly<Record<string, unknown>> } = {
  user: { scope: "application", ignoreSync: true },
  tighten: { scope: "resource" },
  add: { scope: "resource" },
  tightenHere: { scope: "language-overridable" },
};

/** What helps to write a value and nothing needs at run time. */
const schemas: { readonly [K in SettingKey]?: object } = { providers: providersSchema };

const keys = Object.keys(table) as readonly SettingKey[];

/** `contributes.configuration` of package.json. */
export function manifestConfiguration(): readonly Readonly<Record<string, unknown>>[] {
  return sections.map((title, index) => ({
    title,
    order: index + 1,
    properties: Object.fromEntries(
      keys
        .filter((key) => table[key].section === title)
        .map((key, order) => [
          `drawbridge.${key}`,
          { ...table[key].manifest, ...schemas[key], ...implied[table[key].authority], order: order + 1 },
        ]),
    ),
  }));
}

/**
 * Settings that are ignored in a workspace until it is trusted: all that it can set, but those that can only take files
 * away.
 */
export function restrictedConfigurations(): readonly string[] {
  const heard: ReadonlySet<Authority> = new Set(["user", "add"]);
  return keys.filter((key) => !heard.has(table[key].authority)).map((key) => `drawbridge.${key}`);
}

const authorities: { readonly [A in Authority]: string } = {
  user: "only you (user settings)",
  tighten: "anyone, and only to make it stricter",
  add: "anyone, and only to add to it",
  tightenHere: "anyone, per language, and only to make it stricter",
};

/** The documentation page of all settings, in Markdown. */
export function settingsPage(): string {
  const rows = keys.map((key) => {
    const { manifest, authority } = table[key];
    const initial = JSON.stringify(manifest["default"]);
    // A page outside the editor runs no commands.
    const meaning = String(manifest["markdownDescription"]).replaceAll(
      /\[([^\]]+)\]\(command:[^)]+\)/g,
      "*$1*",
    );
    return `| \`drawbridge.${key}\` | ${authorities[authority]} | \`${initial}\` | ${meaning} |`;
  });
  return [
    "# Settings",
    "",
    "Written by `npm run manifest` from `src/settings/table.ts`.",
    "",
    "| setting | who decides | default | meaning |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}
