import { tolerant } from "./tolerant.ts";

/** Settings by their whole names. */
export type Settings = Readonly<Record<string, unknown>>;

/** As `vscode.WorkspaceConfiguration`; every value is from the user, or declared. */
export type Configuration = {
  readonly get: (key: string, fallback?: unknown) => unknown;
  readonly has: (key: string) => boolean;
  readonly inspect: (key: string) => Readonly<Record<string, unknown>>;
  readonly update: (key: string, next: unknown) => Promise<void>;
};

/** The editor's own settings that extensions ask for. */
const editorDefaults: Settings = {
  "editor.inlineSuggest.enabled": true,
  "editor.insertSpaces": true,
  "editor.tabSize": 4,
  "editor.quickSuggestions": { other: "on", comments: "off", strings: "off" },
  "editor.suggest.preview": false,
  "files.eol": "\n",
  "files.exclude": {},
  "search.exclude": {},
  "http.proxy": "",
  "http.proxySupport": "override",
  "http.proxyStrictSSL": true,
  "telemetry.telemetryLevel": "off",
};

/** What an extension declares its settings to be, by their names; of a manifest's one section or its list of sections. */
export function declaredDefaults(manifest: unknown): Settings {
  const { contributes } = Object(manifest) as { contributes?: { configuration?: unknown } };
  const sections = [contributes?.configuration ?? []].flat() as { properties?: Record<string, unknown> }[];
  const properties = sections.flatMap(({ properties = {} }) => Object.entries(properties));
  return Object.fromEntries(
    properties.map(([name, declared]) => [name, (Object(declared) as { default?: unknown }).default]),
  );
}

/** `vscode.workspace.getConfiguration` for declared defaults and what the user has set; an update is a user's. */
export function createConfiguration(defaults: Settings, user: Settings): (section?: string) => Configuration {
  const all: Settings = { ...editorDefaults, ...defaults };
  const set: Record<string, unknown> = { ...user };
  return (section) => {
    const whole = (key: string): string =>
      section === undefined || section === "" ? key : `${section}.${key}`;
    const value = (key: string): unknown => structuredClone(key in set ? set[key] : (all[key] ?? below(key)));
    /** A section read as a whole: every setting below it, as an object. */
    const below = (key: string): unknown => {
      const names = [...new Set([...Object.keys(all), ...Object.keys(set)])];
      const inner = names.filter((name) => name.startsWith(`${key}.`));
      if (inner.length === 0) return undefined;
      return Object.fromEntries(inner.map((name) => [name.slice(key.length + 1), value(name)]));
    };
    return tolerant({
      get: (key: string, fallback?: unknown): unknown => value(whole(key)) ?? fallback,
      has: (key: string): boolean => value(whole(key)) !== undefined,
      inspect: (key: string) => ({
        key: whole(key),
        defaultValue: all[whole(key)],
        globalValue: set[whole(key)],
        globalLocalValue: set[whole(key)],
      }),
      update: (key: string, next: unknown): Promise<void> => {
        set[whole(key)] = next;
        return Promise.resolve();
      },
    });
  };
}
