/** Where Ollama fetches a model from whose name says nothing else. */
const usualRegistry = "registry.ollama.ai";

/** Longest name of a model, in characters; Ollama's own are far shorter. */
const longestName = 200;

const part = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}";
const pattern = new RegExp(
  `^(?:(?:[A-Za-z0-9][A-Za-z0-9.-]*(?::\\d{1,5})?/)?${part}/)?${part}(?::${part})?$`,
);

/**
 * Whether a text can be the name of a model to fetch, as Ollama parses it (`types/model/name.go`):
 * `[[host/]namespace/]model[:tag]`. No scheme, no digest, no blank.
 */
export function isModelName(text: string): boolean {
  return text.length <= longestName && pattern.test(text);
}

/** The host that an Ollama fetches a model from, by its name: the first of three parts, else its usual one. */
export function registryOf(model: string): string {
  const parts = model.split("/");
  return parts.length >= 3 ? (parts[0] ?? usualRegistry) : usualRegistry;
}
