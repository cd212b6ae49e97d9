/** A model of a provider, written `provider/model`: `ollama/qwen2.5-coder:7b`. */
export type ModelRef = { readonly provider: string; readonly model: string };

/** Reads `provider/model`; the model part may hold further slashes. `undefined` when either part is missing. */
export function parseModelRef(text: string): ModelRef | undefined {
  const slash = text.indexOf("/");
  if (slash <= 0 || slash === text.length - 1) return undefined;
  return { provider: text.slice(0, slash), model: text.slice(slash + 1) };
}

/** Writes a reference the way settings hold it. */
export function formatModelRef(ref: ModelRef): string {
  return `${ref.provider}/${ref.model}`;
}

/** Whether two references name one model. */
export function isSameModel(one: ModelRef, other: ModelRef): boolean {
  return one.provider === other.provider && one.model === other.model;
}
