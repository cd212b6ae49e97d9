import { digest } from "../figures/digest.ts";
import { figures } from "../figures/figures.ts";
import type { Job, SessionRecord } from "../job.ts";
import { runJobs } from "../run/runJobs.ts";
import type { Subject } from "../subject.ts";
import { percentile } from "../../support/percentile.ts";
import type { Measurement, Measurements } from "../../run.ts";

/** One where much is typed at one place, and one where the caret moves about. */
const scenarios = ["ts-who-asked", "py-digest-header"];

/**
 * What completion costs the processor, which only real time can tell, the typist's own share included; and whether
 * simulated time tells the same of the rest.
 */
export async function byWallClock(subjects: readonly Subject[], mostKeys: number): Promise<Measurements> {
  const jobs = subjects.flatMap((subject) =>
    scenarios.map(
      (scenario) => ({ subject, profile: "M", seed: 1, scenarios: [scenario], mostKeys }) as const,
    ),
  );
  const simulated = await runJobs(
    jobs.map((job): Job => ({ ...job, time: "simulated" })),
    2,
  );
  const laps = jobs.map((job): Job => ({ ...job, time: "wall", meter: "laps" }));
  const blocks = jobs.map((job): Job => ({ ...job, time: "wall", meter: "blocks" }));
  // All of them wait most of the time.
  const real = await runJobs([...laps, ...blocks], laps.length + blocks.length);
  const [lapped, blocked] = [real.slice(0, laps.length), real.slice(laps.length)];
  return Object.assign(
    {},
    ...subjects.map(({ name }) => {
      const of = (records: readonly SessionRecord[]): readonly SessionRecord[] =>
        records.filter(({ subject }) => subject === name);
      return { ...processor(name, of(lapped), of(blocked)), ...agreement(name, of(simulated), of(lapped)) };
    }),
  ) as Measurements;
}

function processor(
  name: string,
  lapped: readonly SessionRecord[],
  blocked: readonly SessionRecord[],
): Measurements {
  const prefix = name === "" ? "replay.M" : `replay.M.${name}`;
  const budgeted = (value: number, budget: number): Measurement => ({
    value,
    unit: "ms",
    ...(name === "" && { budget }),
  });
  return {
    [`${prefix}.cpuPerKeyP95`]: budgeted(
      percentile(
        lapped.flatMap(({ cpuMs }) => cpuMs),
        0.95,
      ),
      5,
    ),
    [`${prefix}.longestBlock`]: budgeted(
      Math.max(...blocked.map(({ longestBlockMs }) => longestBlockMs)),
      15,
    ),
  };
}

/** How far simulated time is from the wall clock, where both say anything. */
function agreement(
  name: string,
  simulated: readonly SessionRecord[],
  real: readonly SessionRecord[],
): Measurements {
  const prefix = name === "" ? "replay.simulation" : `replay.simulation.${name}`;
  const [here, there] = [simulated.map(digest), real.map(digest)];
  const both = (figure: string): readonly [number, number] | undefined => {
    const [one, other] = [figures[figure]?.of(here), figures[figure]?.of(there)];
    return one === undefined || other === undefined ? undefined : [one, other];
  };
  const told: Record<string, Measurement> = {};
  const requests = both("requestsPer100Keys");
  if (requests !== undefined) {
    const percent = (100 * Math.abs(requests[0] - requests[1])) / requests[1];
    told[`${prefix}.requestsDifference`] = { value: percent, unit: "%", budget: 10 };
  }
  const waits = both("ttgtP50");
  if (waits !== undefined)
    told[`${prefix}.ttgtP50Difference`] = { value: Math.abs(waits[0] - waits[1]), unit: "ms", budget: 15 };
  return {
    ...told,
    [`${prefix}.impatient`]: {
      value: simulated.reduce((sum, { impatient }) => sum + impatient, 0),
      unit: "times",
      budget: 0,
    },
  };
}
