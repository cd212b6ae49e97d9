import { processorMs } from "../../src/base/processorMs.ts";
import { postprocess, type PostprocessParts } from "../../src/completion/postprocess.ts";
import type { Fitting, Site } from "../../src/completion/site.ts";
import { createStopRule } from "../../src/completion/stopRule.ts";
import type { Seeded } from "../support/seeded.ts";
import type { Middle } from "./middles.ts";

/** What came of one spoiled answer. */
export type Trial = {
  /** What would be shown of it when it comes whole; `undefined`: nothing. */
  readonly whole: Fitting | undefined;
  /** The same when it comes in pieces, and is stopped by the rule for that. */
  readonly streamed: Fitting | undefined;
  /** Processor time of post-processing, in milliseconds. */
  readonly cpuMs: number;
};

const stop = ["<|endoftext|>", "<|file_sep|>", "<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"];

/** Post-processes an answer at the place a middle was taken from, as the engine does. */
export function tryAnswer(
  { prefix, suffix, source }: Middle,
  answer: string,
  { syntax, random }: Pick<PostprocessParts, "syntax"> & { readonly random: Seeded },
): Trial {
  const site: Site = { languageId: source.languageId, prefix, suffix, manual: false, mostLines: 8 };
  const parts = { ...(syntax === undefined ? {} : { syntax }), stop, keepsFences: false };
  const started = processorMs();
  const whole = postprocess(answer, site, parts);
  const cpuMs = processorMs() - started;
  const rule = createStopRule(site, parts);
  for (let at = 0; at < answer.length;) {
    const length = 1 + random.below(9);
    if (rule.push(answer.slice(at, at + length)).kind === "done") break;
    at += length;
  }
  const streamed = postprocess(rule.visible(), site, parts);
  return { whole: shown(whole), streamed: shown(streamed), cpuMs };
}

function shown(result: ReturnType<typeof postprocess>): Fitting | undefined {
  return result.ok ? result.value : undefined;
}
