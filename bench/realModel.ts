import { temporaryFolder } from "../scripts/editor/temporaryFolder.ts";
import { digest } from "./replay/figures/digest.ts";
import { figures } from "./replay/figures/figures.ts";
import type { Job } from "./replay/job.ts";
import { runJobs } from "./replay/run/runJobs.ts";
import type { Subject } from "./replay/subject.ts";
import { subjectsIn } from "./replay/subjects.ts";
import { type EngineCost, withDevelopmentEngine } from "./replay/withDevelopmentEngine.ts";
import type { BenchOptions, Measurement, Measurements } from "./run.ts";
import { mean } from "./support/mean.ts";
import { percentile } from "./support/percentile.ts";

/** One of each kind of editing that a model which only continues can do something with. */
const scenarios = ["ts-who-asked", "py-digest-header", "go-validate", "rs-greater", "java-unescape"];

/** What is set for a model that only continues a text, which completion takes only when it was picked. */
const settings: Readonly<Record<string, Subject["settings"]>> = {
  "": { "drawbridge.completion.model": "ollama/${model}" },
  baseline: { "replayBaseline.fillsIn": false },
};

/**
 * The typing replay against a real model: how many tokens of its prompts the development engine has to evaluate, which it
 * counts itself, and how long ghost text takes. Against the wall clock, and both with an engine of their own: the times
 * are those of this machine, with what else it had to do. Drawbridge's requests ahead of time are among its requests.
 */
export async function benchRealModel({ full }: BenchOptions): Promise<Measurements> {
  const mostKeys = full ? Number.MAX_SAFE_INTEGER : 35;
  const folder = await temporaryFolder("real-model");
  try {
    const subjects = (await subjectsIn(folder.path)).filter(({ name }) => name in settings);
    const found: Record<string, Measurement> = {};
    for (const subject of subjects) Object.assign(found, await measure(subject, mostKeys));
    return { ...found, ...ratiosIn(found) };
  } finally {
    await folder.remove();
  }
}

async function measure(subject: Subject, mostKeys: number): Promise<Measurements> {
  const { result, cost } = await withDevelopmentEngine(({ url, model }) => {
    const own = { ...subject, model, settings: { ...subject.settings, ...settings[subject.name] } };
    const job: Job = {
      subject: own,
      profile: "L",
      seed: 1,
      scenarios,
      time: "wall",
      serverUrl: url,
      mostKeys,
    };
    return runJobs([job], 1);
  });
  const sessions = result.map(digest);
  const times = ["ttgtP50", "ttgtP90"].flatMap((name) => {
    const value = figures[name]?.of(sessions);
    return value === undefined ? [] : [[name, { value, unit: "ms" }] as const];
  });
  const shown = sessions.reduce((sum, { cachedMs, askedMs }) => sum + cachedMs.length + askedMs.length, 0);
  return named(subject.name, {
    ...costs(subject.name, cost),
    keys: { value: sessions.reduce((sum, { keys }) => sum + keys, 0), unit: "keys" },
    shown: { value: shown, unit: "items" },
    ...Object.fromEntries(times),
  });
}

function costs(name: string, { evaluatedTokens, abandoned }: EngineCost): Measurements {
  if (evaluatedTokens.length === 0) throw new Error(`${name || "drawbridge"} asked the engine for nothing.`);
  const budget = name === "" ? { budget: 16 } : {};
  return {
    requests: { value: evaluatedTokens.length, unit: "requests" },
    abandoned: { value: abandoned, unit: "requests" },
    evaluatedPerRequest: { value: percentile(evaluatedTokens, 0.5), unit: "tokens", ...budget },
    evaluatedPerRequestMean: { value: mean(evaluatedTokens), unit: "tokens" },
  };
}

function named(name: string, found: Measurements): Measurements {
  const prefix = name === "" ? "realModel" : `realModel.${name}`;
  return Object.fromEntries(Object.entries(found).map(([key, each]) => [`${prefix}.${key}`, each]));
}

/** What Drawbridge's tokens are in proportion to the baseline's. */
function ratiosIn(found: Measurements): Measurements {
  const ratios = ["evaluatedPerRequest", "evaluatedPerRequestMean"].map((name) => {
    const [own, other] = [found[`realModel.${name}`], found[`realModel.baseline.${name}`]];
    const value = (own?.value ?? Number.NaN) / (other?.value ?? Number.NaN);
    return [`realModel.ratio.${name}`, { value, unit: "times" }] as const;
  });
  return Object.fromEntries(ratios);
}
