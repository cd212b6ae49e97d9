import { digest } from "../figures/digest.ts";
import { figures } from "../figures/figures.ts";
import type { Job, SessionRecord } from "../job.ts";
import type { Lap } from "../run/processorMeter.ts";
import { runJobs } from "../run/runJobs.ts";
import type { Subject } from "../subject.ts";
import { mean } from "../../support/mean.ts";
import { percentile } from "../../support/percentile.ts";
import type { Measurement, Measurements } from "../../run.ts";

/** Much is typed at one place in it: it makes the process compile what an editor that is open for a while has compiled. */
const warming = "ts-who-asked";
/** The caret moves about in it. What a key costs is counted here. */
const settled = "ts-forget-all";
/** They wait most of the time, but each has a server beside it. */
const atOnce = 2;

/** What is replayed against the wall clock. */
export type Timed = {
  readonly subjects: readonly Subject[];
  /** An extension that completes nothing. */
  readonly silent: Subject;
  /** At most so many keys of each scenario. */
  readonly mostKeys: number;
};

/**
 * What completion costs the processor, which only real time can tell; and whether simulated time tells the same of the
 * rest.
 *
 * The processor's time is counted from one key to the next of the second scenario, for the whole process: the typist, the simulated editor and
 * the extension take turns on one thread, and what an extension goes on with later cannot be told from what they do. So
 * an extension that completes nothing is measured as well: that is the replay's own share, and hardly differs from key to
 * key. `cpuOnHostMean` is what is left of the mean without that share's mean, which is exact. `cpuOnHostP95` is what is
 * left of the 95th percentile without that share's median; without its 95th percentile it would be flattered, since the
 * slow keys of the two seldom meet. Somebody who stops to read stays with one key for seconds: what was asked ahead
 * meanwhile counts for it. From the longest block nothing is taken off: which part of it was whose is not known.
 */
export async function byWallClock({ subjects, silent, mostKeys }: Timed): Promise<Measurements> {
  const jobOf = (subject: Subject) =>
    ({ subject, profile: "M", seed: 1, scenarios: [warming, settled], mostKeys }) as const;
  const jobs = [...subjects, silent].map(jobOf);
  const simulated = await run(subjects.map(jobOf), { time: "simulated" });
  const lapped = await run(jobs, { time: "wall", meter: "laps" });
  const blocked = await run(
    jobs.map((job) => ({ ...job, scenarios: [warming] })),
    { time: "wall", meter: "blocks" },
  );
  const floor = mainMs(of(silent, lapped));
  const processors = [...subjects, silent].map((subject) =>
    processor(subject.name, of(subject, lapped), of(subject, blocked)),
  );
  const apart = subjects.map((subject) => ({
    ...onHost(subject.name, mainMs(of(subject, lapped)), floor),
    ...agreement(subject.name, of(subject, simulated), of(subject, lapped)),
  }));
  return Object.assign({}, ...processors, ...apart) as Measurements;
}

function run(
  jobs: readonly Omit<Job, "time">[],
  how: Pick<Job, "time" | "meter">,
): Promise<readonly SessionRecord[]> {
  return runJobs(
    jobs.map((job): Job => ({ ...job, ...how })),
    atOnce,
  );
}

function of({ name }: Subject, records: readonly SessionRecord[]): readonly SessionRecord[] {
  return records.filter(({ subject }) => subject === name);
}

function settledLaps(records: readonly SessionRecord[]): readonly Lap[] {
  return records.filter(({ scenario }) => scenario === settled).flatMap(({ laps }) => laps);
}

function mainMs(records: readonly SessionRecord[]): readonly number[] {
  return settledLaps(records).map((lap) => lap.mainMs);
}

function prefixOf(name: string): string {
  return name === "" ? "replay.M" : `replay.M.${name}`;
}

function processor(
  name: string,
  lapped: readonly SessionRecord[],
  blocked: readonly SessionRecord[],
): Measurements {
  const prefix = prefixOf(name);
  const all = settledLaps(lapped).map(({ allMs }) => allMs);
  const block = Math.max(...blocked.map(({ longestBlockMs }) => longestBlockMs));
  return {
    [`${prefix}.cpuPerKeyP50`]: { value: percentile(all, 0.5), unit: "ms" },
    [`${prefix}.cpuPerKeyP95`]: { value: percentile(all, 0.95), unit: "ms" },
    [`${prefix}.mainThreadPerKeyP95`]: { value: percentile(mainMs(lapped), 0.95), unit: "ms" },
    [`${prefix}.longestBlock`]: { value: block, unit: "ms", ...budgetOf(name, 15) },
  };
}

/** What is left of the main thread's time without the replay's own share of it. */
function onHost(name: string, times: readonly number[], floor: readonly number[]): Measurements {
  const without = (floorMs: number, ms: number): Measurement => {
    return { value: Math.max(0, ms - floorMs), unit: "ms" };
  };
  const median = percentile(floor, 0.5);
  const prefix = prefixOf(name);
  return {
    [`${prefix}.cpuOnHostMean`]: without(mean(floor), mean(times)),
    [`${prefix}.cpuOnHostP50`]: without(median, percentile(times, 0.5)),
    [`${prefix}.cpuOnHostP95`]: { ...without(median, percentile(times, 0.95)), ...budgetOf(name, 5) },
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
