import type { ScriptedModel, ServerScript } from "./serverScript.ts";

/** What a name in a request stands for. */
export type Named =
  | { readonly kind: "local"; readonly model: ScriptedModel }
  | {
      readonly kind: "alias";
      readonly model: ScriptedModel;
      readonly remote: { host: string; model: string };
    }
  /** Handed on to Ollama's cloud by the name alone; `base` is what the cloud is asked for. */
  | { readonly kind: "cloud"; readonly base: string }
  | { readonly kind: "missing" };

/** Finds what a name stands for, by the rules of the scripted version. */
export function named(script: ServerScript, name: string): Named {
  const suffixes = atLeast(script.version, "0.18.0");
  if (suffixes) {
    const base = cloudBase(name);
    if (base !== undefined) return { kind: "cloud", base };
  }
  const onlyLocal = suffixes && /:local$/iu.test(name);
  const sought = fullName(onlyLocal ? name.slice(0, -":local".length) : name);
  const model = script.models.find((candidate) => fullName(candidate.name) === sought);
  if (model === undefined) return { kind: "missing" };
  if (model.remote === undefined || !atLeast(script.version, "0.12.0")) return { kind: "local", model };
  return onlyLocal ? { kind: "missing" } : { kind: "alias", model, remote: model.remote };
}

/** A name with its tag, as lists show it. */
export function fullName(name: string): string {
  return name.includes(":") ? name : `${name}:latest`;
}

/** Whether a version is that one or a later one; both are three numbers. */
export function atLeast(version: string, least: string): boolean {
  return version.localeCompare(least, "en", { numeric: true }) >= 0;
}

/** The name without its cloud suffix, or `undefined` when it has none. */
function cloudBase(name: string): string | undefined {
  const at = name.trim().lastIndexOf(":");
  if (at < 0) return undefined;
  const tag = name.trim().slice(at + 1);
  if (tag.toLowerCase() === "cloud") return name.trim().slice(0, at);
  if (!tag.toLowerCase().endsWith("-cloud") || tag.includes("/")) return undefined;
  return name.trim().slice(0, -"-cloud".length);
}
