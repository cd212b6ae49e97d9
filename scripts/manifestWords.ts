/** The properties of package.json that a person reads, wherever they stand in it. */
const spoken = new Set([
  "title",
  "name",
  "description",
  "markdownDescription",
  "altText",
  "enumItemLabels",
  "enumDescriptions",
  "markdownEnumDescriptions",
]);

/** A name is the same in every language. */
const names = new Set(["Drawbridge"]);

/** A manifest with `%key%` in place of its sentences, and the English sentences by their keys: package.nls.json. */
export type WordlessManifest = {
  readonly manifest: unknown;
  readonly words: Readonly<Record<string, string>>;
};

/** Takes the sentences out of a part of package.json, called `path` in the keys. */
export function manifestWords(part: unknown, path: readonly string[] = []): WordlessManifest {
  const words: Record<string, string> = {};
  const said = (text: string, at: readonly string[]): string => {
    if (text === "" || names.has(text)) return text;
    const key = at.join(".");
    words[key] = text;
    return `%${key}%`;
  };
  const taken = (value: unknown, at: readonly string[], isSpoken: boolean): unknown => {
    if (typeof value === "string") return isSpoken ? said(value, at) : value;
    if (Array.isArray(value))
      return value.map((item: unknown, index) => taken(item, [...at, nameOf(item, index)], isSpoken));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) =>
        // What a setting is when nobody sets it, and what an editor types, is no sentence.
        key === "default" || key === "defaultSnippets"
          ? [key, inner]
          : [key, taken(inner, [...at, key], spoken.has(key))],
      ),
    );
  };
  return { manifest: taken(part, path, false), words };
}

/** An item is told by its own name where it has one, so that a key stays when others come before it. */
function nameOf(item: unknown, index: number): string {
  const { command, id } = (typeof item === "object" && item !== null ? item : {}) as Readonly<
    Record<string, unknown>
  >;
  return [command, id].find((name) => typeof name === "string") ?? String(index);
}
