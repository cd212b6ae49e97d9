/**
 * Architectures of llama.cpp, by Ollama's names and its own, whose state cannot be taken back to where two prompts part:
 * recurrent ones, and those that mix attention with recurrence.
 */
const recurrent =
  /mamba|rwkv|jamba|hybrid|falcon-?h1|nemotron_h|lfm2|plamo2|qwen3-?next|qwen3\.?5|kimi-linear/i;

function figure(info: Readonly<Record<string, unknown>>, ending: string): number | undefined {
  const value = Object.entries(info).find(([key]) => key.endsWith(ending))?.[1];
  return typeof value === "number" ? value : undefined;
}

/**
 * Whether a model can go on from what it has read of an earlier prompt, as far as `model_info` of Ollama's `/api/show`
 * tells: one with a recurrent state or with attention to a window cannot, and reads everything anew. `undefined`: nothing
 * speaks against it.
 */
export function keepsPrefix(
  architecture: string | undefined,
  info: Readonly<Record<string, unknown>> = {},
): false | undefined {
  if (recurrent.test(architecture ?? "")) return false;
  if (Object.keys(info).some((key) => key.includes(".ssm."))) return false;
  const window = figure(info, ".attention.sliding_window") ?? 0;
  return window > 0 && window < (figure(info, ".context_length") ?? Infinity) ? false : undefined;
}
