import {
  type Calibration,
  calibrationOf,
  type Reported,
  simulatedTimings,
  situations,
  speedsFrom,
  type Timings,
  timingsOf,
} from "./replay/againstEngine.ts";
import { withDevelopmentEngine } from "./replay/withDevelopmentEngine.ts";
import type { BenchOptions, Measurement, Measurements } from "./run.ts";

/** What a whole prompt takes should be foretold this well; what one or two tokens take is reported only. */
const budgetPercent = 25;

/**
 * How well the simulated server foretells a real model: the same prompts go to both, the simulated one having the speeds
 * that two other prompts showed. Errors are those of the time for evaluating the prompt, in percent of the real one. Of
 * several rounds the fastest counts: what the machine does besides only adds.
 */
export async function benchServerModel({ full }: BenchOptions): Promise<Measurements> {
  const rounds = full ? 8 : 3;
  const { result } = await withDevelopmentEngine(async (engine) => {
    const calibrations: Calibration[] = [];
    const real: Timings[] = [];
    for (let round = 0; round < rounds; round += 1) {
      calibrations.push(await calibrationOf(engine));
      real.push(await timingsOf(engine));
    }
    const short = fastest(calibrations.map((calibration) => calibration.short));
    const speeds = speedsFrom({ short, long: fastest(calibrations.map(({ long }) => long)) });
    return { speeds, real, simulated: await simulatedTimings(engine.model, speeds) };
  });
  const { speeds, real, simulated } = result;
  const compared = situations.flatMap((situation) => {
    const budget = situation === "grown" || situation === "same" ? {} : { budget: budgetPercent };
    const best = fastest(real.map((timings) => timings[situation]));
    const found = comparison(best, simulated[situation], budget);
    return Object.entries(found).map(([name, value]) => [`serverModel.${situation}.${name}`, value] as const);
  });
  return {
    "serverModel.prefillPerS": { value: speeds.prefillPerS, unit: "tokens/s" },
    "serverModel.decodePerS": { value: speeds.decodePerS, unit: "tokens/s" },
    ...Object.fromEntries(compared),
  };
}

function fastest(reported: readonly Reported[]): Reported {
  return reported.reduce((best, next) => ({
    ...(next.promptMs < best.promptMs ? next : best),
    answerMs: Math.min(best.answerMs, next.answerMs),
  }));
}

function comparison(
  real: Reported,
  simulated: Reported,
  budget: Pick<Measurement, "budget">,
): Readonly<Record<string, Measurement>> {
  const error = (100 * Math.abs(simulated.promptMs - real.promptMs)) / real.promptMs;
  return {
    realMs: { value: real.promptMs, unit: "ms" },
    simulatedMs: { value: simulated.promptMs, unit: "ms" },
    realTokens: { value: real.evaluatedTokens, unit: "tokens" },
    simulatedTokens: { value: simulated.evaluatedTokens, unit: "tokens" },
    error: { value: error, unit: "%", ...budget },
  };
}
