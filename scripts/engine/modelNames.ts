import { ApiError } from "./apiError.ts";

/** What a client meant by a model's name: `base` is the name without `:local`, `:cloud` or `-cloud`. */
export type ModelReference = { readonly base: string; readonly source: "unspecified" | "local" | "cloud" };

type FullName = {
  readonly host: string;
  readonly namespace: string;
  readonly model: string;
  readonly tag: string;
};

/**
 * Reads a name as Ollama does. Undefined for an empty one, which each endpoint refuses in its own words; throws for
 * one that no model can have.
 */
export function parseModelReference(raw: string): ModelReference | undefined {
  const name = raw.trim();
  if (name === "") return undefined;
  const reference = splitSource(name);
  if (reference.source !== "unspecified" && splitSource(reference.base).source !== "unspecified") {
    throw new ApiError(400, `use either :local or :cloud, not both: ${JSON.stringify(name)}`);
  }
  if (!isValid(fullName(reference.base))) throw new ApiError(400, "invalid model name");
  return reference;
}

/** Whether two names mean the same model: case, default host, namespace and tag make no difference. */
export function isSameModel(one: string, other: string): boolean {
  return displayFullName(one).toLowerCase() === displayFullName(other).toLowerCase();
}

/** The name with its registry, as Ollama writes it in some errors: `registry.ollama.ai/library/smollm2:135m`. */
export function displayFullName(name: string): string {
  const { host, namespace, model, tag } = fullName(name);
  return `${host}/${namespace}/${model}:${tag}`;
}

function splitSource(name: string): ModelReference {
  const colon = name.lastIndexOf(":");
  const suffix = colon < 0 ? "" : name.slice(colon + 1).trim();
  const base = name.slice(0, Math.max(colon, 0));
  if (/^cloud$/iu.test(suffix)) return { base, source: "cloud" };
  if (/^local$/iu.test(suffix)) return { base, source: "local" };
  if (/-cloud$/iu.test(suffix) && !suffix.includes("/")) {
    return { base: `${base}:${suffix.slice(0, -"-cloud".length)}`, source: "cloud" };
  }
  return { base: name, source: "unspecified" };
}

function fullName(name: string): FullName {
  const tagAt = name.lastIndexOf(":");
  const hasTag = tagAt > name.lastIndexOf("/");
  const parts = (hasTag ? name.slice(0, tagAt) : name).split("/");
  return {
    tag: hasTag ? name.slice(tagAt + 1) : "latest",
    model: parts.at(-1) ?? "",
    namespace: parts.at(-2) ?? "library",
    host: parts.length > 2 ? parts.slice(0, -2).join("/") : "registry.ollama.ai",
  };
}

function isValid({ host, namespace, model, tag }: FullName): boolean {
  const part = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}$/u;
  return (
    /^[A-Za-z0-9_][A-Za-z0-9_.:-]{0,349}$/u.test(host) &&
    /^[A-Za-z0-9_][A-Za-z0-9_-]{0,79}$/u.test(namespace) &&
    part.test(model) &&
    part.test(tag)
  );
}
