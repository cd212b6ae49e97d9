import type { Complaint } from "./complaint.ts";
import type { SettingLevel } from "./pathRules.ts";
import { plainHttp } from "./plainHttp.ts";
import { table, usersOwn, type Authority, type Row, type SettingKey, type SettingValue } from "./table.ts";
import { say } from "../terms/words.ts";

/** A document that a setting is asked about. */
export type Here = { readonly languageId: string; readonly uri: string };

/** What an adapter can tell about the raw values of a key. Raw means unchecked: anyone may have written them. */
export type RawSettings = {
  /** The user's own value or the built-in default; never a workspace, folder or remote value. */
  user(key: SettingKey): unknown;
  /**
   * Every value that is set, with the level it was set at. For a document the value for its language stands for the
   * general one of the same level, and of the workspace's folders only its own counts.
   */
  levels(key: SettingKey, here?: Here): readonly SettingLevel[];
};

/** A value, or a part of one, that was not usable; the sentence is whole and is shown once. */
export type Rejected = Complaint & { readonly key: SettingKey };

/** A setting that somebody set although only the user may. */
export type IgnoredSetting = {
  readonly key: SettingKey;
  /** A project's settings or those of the remote machine. */
  readonly by: Exclude<SettingLevel["level"], "user">;
};

/** The settings in force, checked, and what was wrong with the rest. */
export type Settings = { readonly [K in SettingKey]: SettingValue<K> } & {
  readonly rejected: readonly Rejected[];
  /** What somebody else tried to set although only the user may. It was not used. */
  readonly ignored: readonly IgnoredSetting[];
};

const keys = Object.keys(table) as readonly SettingKey[];

const readers: {
  readonly [A in Authority]: (raw: RawSettings, key: SettingKey, here?: Here) => unknown;
} = {
  user: (raw, key) => raw.user(key),
  tighten: (raw, key) => valuesOf(raw.levels(key)),
  tightenHere: (raw, key, here) => valuesOf(raw.levels(key, here).filter(isHeard(here))),
  add: (raw, key) => raw.levels(key),
};

/** What one folder says of itself says nothing about the window. */
function isHeard(here: Here | undefined): (level: SettingLevel) => boolean {
  return ({ folder }) => here !== undefined || folder === undefined;
}

function valuesOf(levels: readonly SettingLevel[]): readonly unknown[] | undefined {
  return levels.length === 0 ? undefined : levels.map(({ value }) => value);
}

type Read = { readonly value: unknown; readonly rejected: readonly Rejected[] };

function readOne(key: SettingKey, raw: RawSettings, here?: Here): Read {
  const row: Row<unknown> = table[key];
  const value = readers[row.authority](raw, key, here);
  if (value === undefined) return { value: row.fallback, rejected: [] };
  const parsed = row.parse(value);
  const wrong = (complaint: Complaint): Rejected => ({
    ...complaint,
    key,
    sentence: `drawbridge.${key} ${complaint.sentence}`,
  });
  if (parsed.ok) return { value: parsed.value, rejected: (row.leftOut?.(value) ?? []).map(wrong) };
  const instead =
    "whenWrong" in row ? say("It counts as the strictest value.") : say("Its default is used instead.");
  const stop = parsed.error.endsWith("?") ? "" : ".";
  const sentence = `${parsed.error}${stop} ${instead}`;
  return {
    value: row.whenWrong ?? row.fallback,
    rejected: [wrong({ path: [], sentence, severity: "error" })],
  };
}

/** Reads and checks every setting. A wrong value falls back to its default and is named in `rejected`. */
export function readSettings(raw: RawSettings): Settings {
  const read = keys.map((key) => ({ key, ...readOne(key, raw) }));
  const values = Object.fromEntries(read.map(({ key, value }) => [key, value])) as {
    readonly [K in SettingKey]: SettingValue<K>;
  };
  const readable = plainHttp(values["ollama.url"], values.providers, values["network.hosts"]);
  return {
    ...values,
    rejected: [...read.flatMap(({ rejected }) => rejected), ...readable],
    ignored: usersOwn.flatMap((key) => ignoredOf(key, raw)),
  };
}

/** Whether code is completed in a document. */
export function completesIn(here: Here, raw: RawSettings): boolean {
  return readOne("completion.enabled", raw, here).value === true;
}

function ignoredOf(key: SettingKey, raw: RawSettings): readonly IgnoredSetting[] {
  const by = new Set(raw.levels(key).map(({ level }) => level));
  return [...by].filter((level) => level !== "user").map((level) => ({ key, by: level }));
}
