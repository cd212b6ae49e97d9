import type * as z from "zod/mini";
import type { InfillFacts } from "../models/knownInfill.ts";
import { readInfillTemplate } from "../models/infillTemplate.ts";
import { keepsPrefix } from "../models/keepsPrefix.ts";
import type { KnownModel } from "../routing/knownServer.ts";
import { said, shownWord } from "./listedModels.ts";
import type { showSchema } from "./ollamaSchemas.ts";

type Shown = Pick<z.infer<typeof showSchema>, "details" | "model_info" | "template">;

/**
 * Keys of GGUF for the three tokens, after llama.cpp's gguf-py: those of today, and those that files of before October
 * 2024 have. The numbers say nothing without the vocabulary, which Ollama only sends when it is asked for a megabyte.
 */
const tokenKeys = [
  ["fim_pre_token_id", "fim_suf_token_id", "fim_mid_token_id"],
  ["prefix_token_id", "suffix_token_id", "middle_token_id"],
] as const;

function hasTokens(info: Readonly<Record<string, unknown>>): boolean {
  return tokenKeys.some((keys) => keys.every((key) => typeof info[`tokenizer.ggml.${key}`] === "number"));
}

function wordIn(info: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = info[`general.${key}`];
  return typeof value === "string" ? shownWord(value) : undefined;
}

/** `Qwen2.5-Coder-7B-Instruct`, put together as the makers of weights name their files. */
function baseOf(info: Readonly<Record<string, unknown>>): string | undefined {
  const base = wordIn(info, "basename");
  if (base === undefined) return undefined;
  return [base, wordIn(info, "size_label"), wordIn(info, "finetune")]
    .filter((word) => word !== undefined)
    .join("-");
}

/** What an Ollama's word about a model says of how it fills in; empty when it says nothing. */
export function infillFacts({ details, model_info: info = {}, template }: Shown): Pick<KnownModel, "infill"> {
  const architecture = shownWord(details?.family) ?? wordIn(info, "architecture");
  const infill: InfillFacts = said({
    architecture,
    base: baseOf(info),
    template: template === undefined ? undefined : readInfillTemplate(template),
    hasTokens: hasTokens(info) ? (true as const) : undefined,
    keepsPrefix: keepsPrefix(architecture, info),
  });
  return Object.keys(infill).length > 0 ? { infill } : {};
}
