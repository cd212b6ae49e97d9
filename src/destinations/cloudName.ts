/**
 * Whether an Ollama server would forward this model name to its cloud whatever its own list says: the tag, the last
 * `:` segment, is `cloud`, or ends in `-cloud` (Ollama ≥ 0.18.0, `internal/modelref`). Upper case and blanks do not
 * hide it: Ollama trims both the name and its tag, of U+0085 too. Even asking `/api/show` for such a name leaves the
 * machine, so this is looked at before anything is sent.
 */
export function isCloudName(model: string): boolean {
  const name = model
    .replace(/[\s\u0085]/g, "")
    .toLowerCase()
    .replace(/:local$/, "");
  const tag = name.slice(name.lastIndexOf(":") + 1);
  return tag === "cloud" || (tag.endsWith("-cloud") && !tag.includes("/"));
}
