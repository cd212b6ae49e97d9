import { type RunningEngine, startEngine } from "../../scripts/engine/startEngine.ts";
import type { InfillFormat } from "../../src/models/infill.ts";
import { knownInfill } from "../../src/models/knownInfill.ts";
import { messageText } from "../../src/prompt/draft.ts";
import type { Route } from "../../src/routing/route.ts";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import { bootstrap } from "../replay/figures/bootstrap.ts";
import type { BenchOptions, Measurement, Measurements } from "../run.ts";
import { mean } from "../support/mean.ts";
import { NotHere } from "../support/notHere.ts";
import { type Layout, layouts, leastBefore } from "./promptsAt.ts";
import type { Score } from "./scoreOf.ts";
import { chooseSites } from "./site.ts";
import { type Answerer, type Trial, tryLayouts } from "./trial.ts";
import { lossOf, mostLost, verdictOn, verdictWords } from "./verdict.ts";

const contextTokens = 4096;

/**
 * What a model makes of each way to split the prompt, which decides whether it may keep the anchor (src/models/
 * keepsAnchor.ts). `DRAWBRIDGE_ENGINE_MODEL` names the weights; without infill tokens there is nothing to measure.
 */
export async function benchAblation({ full }: BenchOptions): Promise<Measurements> {
  const engine = await startEngine();
  try {
    const route = routeTo(engine);
    const sites = chooseSites(full ? 1000 : 150, leastBefore, 1);
    const trials = await tryLayouts(sites, route, answererOf(engine));
    for (const line of verdictWords(verdictOn(trials), engine.model, trials.length)) console.log(line);
    const count: Measurements = { "ablation.sites": { value: trials.length, unit: "sites" } };
    return Object.assign({}, count, ...layouts.map((layout) => told(trials, layout))) as Measurements;
  } finally {
    await engine.stop();
  }
}

function routeTo({ url, model, title }: RunningEngine): Route {
  const infill = knownInfill({ name: model })?.format;
  if (infill?.order !== "prefixFirst") throw new NotHere(whyNot(title, infill));
  const provider = ollamaProvider(url);
  return { task: "completion", provider, model, wireModel: model, contextTokens, infill };
}

function whyNot(title: string, infill: InfillFormat | undefined): string {
  return infill === undefined
    ? `${title} has no infill tokens, so no layout can be measured: set DRAWBRIDGE_ENGINE_MODEL to the .gguf file of a model that fills in, such as Qwen2.5-Coder.`
    : `${title} reads the suffix first, so its prompt grows at the end without any anchor, and nothing is to be measured.`;
}

function answererOf({ url, model }: RunningEngine): Answerer {
  return async ({ messages, stop, maxTokens }) => {
    const options = { num_predict: maxTokens, num_ctx: contextTokens, temperature: 0, stop };
    const prompt = messages.map(messageText).join("");
    const response = await fetch(new URL("/api/generate", url), {
      method: "POST",
      body: JSON.stringify({ model, raw: true, stream: false, prompt, options }),
    });
    const told: unknown = await response.json();
    const answer: unknown =
      typeof told === "object" && told !== null && "response" in told ? told.response : undefined;
    if (typeof answer !== "string") throw new Error(`The engine answered ${response.status}.`);
    return answer;
  };
}

function told(trials: readonly Trial[], layout: Layout): Measurements {
  const of = (measure: keyof Score): Measurement => {
    const share = (some: readonly Trial[]): number =>
      100 * mean(some.map((trial) => Number(trial[layout][measure])));
    const interval = bootstrap(trials, share);
    return { value: share(trials), unit: "%", ...(interval && { interval }) };
  };
  const lost = (right: "firstLine" | "whole"): Measurement => {
    const { points, interval } = lossOf(trials, layout, right);
    return {
      ...{ value: points, unit: "points", interval },
      ...(layout.startsWith("middle") && { budget: mostLost }),
    };
  };
  return {
    [`ablation.${layout}.firstLine`]: of("firstLine"),
    [`ablation.${layout}.whole`]: of("whole"),
    [`ablation.${layout}.similarity`]: of("similarity"),
    ...(layout !== "cursorSplit" && {
      [`ablation.${layout}.lostFirstLine`]: lost("firstLine"),
      [`ablation.${layout}.lostWhole`]: lost("whole"),
    }),
  };
}
