import { digest } from "../figures/digest.ts";
import { figures } from "../figures/figures.ts";
import type { Job, SessionRecord } from "../job.ts";
import { runJobs } from "../run/runJobs.ts";
import type { Subject } from "../subject.ts";
import { percentile } from "../../support/percentile.ts";
import type { Measurement, Measurements } from "../../run.ts";

/** One where much is typed at one place, and one where the caret moves about. */
const scenarios = ["ts-who-asked", "py-digest-header"];
/** They wait most of the time, but each has a server beside it. */
const atOnce = 2;

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
  const run = (chosen: readonly (typeof jobs)[number][], how: Pick<Job, "time" | "meter">) =>
    runJobs(
      chosen.map((job): Job => ({ ...job, ...how })),
      atOnce,
    );
  const simulated = await run(jobs, { time: "simulated" });
  const lapped = await run(jobs, { time: "wall", meter: "laps" });
  const firsts = jobs.filter((job) => job.scenarios[0] === scenarios[0]);
  const blocked = await run(firsts, { time: "wall", meter: "blocks" });
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
  const laps = lapped.flatMap((record) => record.laps);
  const [all, main] = [laps.map(({ allMs }) => allMs), laps.map(({ mainMs }) => mainMs)];
  const block = Math.max(...blocked.map(({ longestBlockMs }) => longestBlockMs));
  return {
    [`${prefix}.cpuPerKeyP50`]: { value: percentile(all, 0.5), unit: "ms" },
    [`${prefix}.cpuPerKeyP95`]: { value: percentile(all, 0.95), unit: "ms", ...budgetOf(name, 5) },
    [`${prefix}.mainThreadPerKeyP95`]: { value: percentile(main, 0.95), unit: "ms" },
    [`${prefix}.longestBlock`]: { value: block, unit: "ms", ...budgetOf(name, 15) },
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
  const apart = (figure: string): { readonly by: number; readonly of: number } | undefined => {
    const [one, other] = [figures[figure]?.of(here), figures[figure]?.of(there)];
    return one === undefined || other === undefined ? undefined : { by: Math.abs(one - other), of: other };
  };
  const [requests, waits] = [apart("requestsPer100Keys"), apart("ttgtP50")];
  const share = requests && (100 * requests.by) / requests.of;
  const impatient = simulated.reduce((sum, record) => sum + record.impatient, 0);
  return {
    ...(share !== undefined && {
      [`${prefix}.requestsDifference`]: { value: share, unit: "%", ...budgetOf(name, 10) },
    }),
    ...(waits && {
      [`${prefix}.ttgtP50Difference`]: { value: waits.by, unit: "ms", ...budgetOf(name, 15) },
    }),
    [`${prefix}.impatient`]: { value: impatient, unit: "times", budget: 0 },
  };
}

/** A budget is Drawbridge's to keep. */
function budgetOf(name: string, budget: number): Pick<Measurement, "budget"> {
  return name === "" ? { budget } : {};
}
