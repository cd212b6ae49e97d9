import { usersOwn, type SettingKey } from "./table.ts";
import { valueUnder } from "./valueUnder.ts";

/** Also those of its prototype: the editor takes them for settings, and a parser makes one of `__proto__`. */
function namesIn(value: unknown): readonly string[] {
  const names: string[] = [];
  if (typeof value === "object") for (const name in value) names.push(name);
  return names;
}

/** Whether the path is set under any division into names, or something below it. Goes no deeper than the path. */
function sets(value: unknown, path: string): boolean {
  return namesIn(value).some(
    (name) =>
      name === path ||
      name.startsWith(`${path}.`) ||
      (path.startsWith(`${name}.`) && sets(valueUnder(value, name), path.slice(name.length + 1))),
  );
}

/** What is said for languages, `[go]` or `[go][rust]`. */
function languageBlocks(settings: unknown): readonly unknown[] {
  const blocks = namesIn(settings).filter((name) => /^(?:\[[^\]]+\])+$/.test(name));
  return blocks.map((name) => valueUnder(settings, name));
}

/**
 * The settings that are the user's alone and are set in these, which somebody else wrote: dotted, nested or half-nested,
 * also for one language. The values do not matter.
 */
export function triedSettings(settings: unknown): readonly SettingKey[] {
  const places = [settings, ...languageBlocks(settings)];
  return usersOwn.filter((key) => places.some((place) => sets(place, `drawbridge.${key}`)));
}
