import type { IgnoredSetting } from "../settings/readSettings.ts";
import { say } from "../terms/words.ts";

/** More names would fill the hover. */
const mostNamed = 3;

const whose: { readonly [B in IgnoredSetting["by"]]: string } = {
  project: say("This workspace"),
  machine: say("The remote machine"),
};

function sentence(by: IgnoredSetting["by"], keys: readonly string[]): string {
  const names = keys.map((key) => `drawbridge.${key}`);
  const [first = "", ...others] = names;
  if (others.length === 0)
    return say("{0} tries to set {1}. Only you can; it was ignored.", whose[by], first);
  const more = names.length - mostNamed;
  if (more > 0)
    return say(
      "{0} tries to set {1} settings: {2} and {3} more. Only you can; they were ignored.",
      ...[whose[by], names.length, names.slice(0, mostNamed).join(", "), more],
    );
  return say(
    "{0} tries to set {1} and {2}. Only you can; they were ignored.",
    ...[whose[by], names.slice(0, -1).join(", "), names.at(-1) ?? ""],
  );
}

/** Says what a project and a remote machine tried to set although only the user may: at most one sentence for each. */
export function ignoredSentences(ignored: readonly IgnoredSetting[]): readonly string[] {
  return (["project", "machine"] as const).flatMap((by) => {
    const keys = new Set(ignored.filter((one) => one.by === by).map(({ key }) => key));
    return keys.size === 0 ? [] : [sentence(by, [...keys])];
  });
}
