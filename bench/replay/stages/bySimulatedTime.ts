import { digest } from "../figures/digest.ts";
import { measurements, ratios } from "../figures/measurements.ts";
import type { Job, SessionRecord } from "../job.ts";
import { runJobs } from "../run/runJobs.ts";
import type { Subject } from "../subject.ts";
import type { Measurement, Measurements } from "../../run.ts";

/** So many sessions of one extension share a process, and so many processes run at once. */
const batch = 5;
const atOnce = 2;

/** What is replayed in simulated time: every extension with every scenario, machine and person. */
export type Replayed = {
  readonly subjects: readonly Subject[];
  readonly scenarios: readonly string[];
  readonly profiles: readonly Job["profile"][];
  readonly seeds: readonly number[];
  readonly withIntervals: boolean;
};

/** Everybody's figures, and in proportion to the baseline's, by machine. */
export async function bySimulatedTime(replayed: Replayed): Promise<Measurements> {
  const found: Record<string, Measurement> = {};
  for (const profile of replayed.profiles) {
    const jobs = replayed.seeds.flatMap((seed) =>
      replayed.subjects.flatMap((subject) =>
        batches(replayed.scenarios).map((scenarios): Job => {
          return { subject, profile, seed, scenarios, time: "simulated", mostKeys: Number.MAX_SAFE_INTEGER };
        }),
      ),
    );
    Object.assign(found, told(await runJobs(jobs, atOnce), profile, replayed));
  }
  return found;
}

function batches(names: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(names.length / batch);
  return Array.from({ length: count }, (_, part) => names.slice(part * batch, (part + 1) * batch));
}

function told(
  records: readonly SessionRecord[],
  profile: Job["profile"],
  { subjects, withIntervals }: Replayed,
): Measurements {
  const prefixOf = (...names: readonly string[]): string =>
    ["replay", profile, ...names].filter((part) => part !== "").join(".");
  const own = subjects.map(({ name }) => {
    const sessions = records.filter(({ subject }) => subject === name).map(digest);
    const withBudgets = name === "" && profile === "M";
    return { name, found: measurements(sessions, { prefix: prefixOf(name), withBudgets, withIntervals }) };
  });
  const baseline = own.find(({ name }) => name === "baseline")?.found ?? {};
  const others = own.filter(({ name }) => name !== "baseline");
  const inProportion = others.map(({ name, found }) =>
    ratios(found, baseline, { of: prefixOf(name), to: prefixOf("baseline"), name: prefixOf(name, "ratio") }),
  );
  return Object.assign({}, ...own.map(({ found }) => found), ...inProportion) as Measurements;
}
