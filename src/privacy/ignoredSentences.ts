import type { IgnoredSetting } from "../settings/readSettings.ts";

/** More names would fill the hover. */
const mostNamed = 3;

const whose: { readonly [B in IgnoredSetting["by"]]: string } = {
  project: "This workspace",
  machine: "The remote machine",
};

function sentence(by: IgnoredSetting["by"], keys: readonly string[]): string {
  const names = keys.map((key) => `drawbridge.${key}`);
  const [first = "", ...others] = names;
  if (others.length === 0) return `${whose[by]} tries to set ${first}. Only you can; it was ignored.`;
  const more = names.length - mostNamed;
  const listed = more > 0 ? [...names.slice(0, mostNamed), `${more} more`] : names;
  const count = more > 0 ? `${names.length} settings: ` : "";
  const list = `${listed.slice(0, -1).join(", ")} and ${listed.at(-1) ?? ""}`;
  return `${whose[by]} tries to set ${count}${list}. Only you can; they were ignored.`;
}

/** Says what a project and a remote machine tried to set although only the user may: at most one sentence for each. */
export function ignoredSentences(ignored: readonly IgnoredSetting[]): readonly string[] {
  return (["project", "machine"] as const).flatMap((by) => {
    const keys = new Set(ignored.filter((one) => one.by === by).map(({ key }) => key));
    return keys.size === 0 ? [] : [sentence(by, [...keys])];
  });
}
