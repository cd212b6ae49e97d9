import { temporaryFolder } from "../scripts/editor/temporaryFolder.ts";
import { digest } from "./replay/figures/digest.ts";
import { figures } from "./replay/figures/figures.ts";
import { measurements, ratios } from "./replay/figures/measurements.ts";
import { faults, type Job, type SessionRecord } from "./replay/job.ts";
import { loadScenarios } from "./replay/loadScenarios.ts";
import { runJobs } from "./replay/run/runJobs.ts";
import type { Subject } from "./replay/subject.ts";
import { subjectsIn } from "./replay/subjects.ts";
import { percentile } from "./support/percentile.ts";
import type { BenchOptions, Measurement, Measurements } from "./run.ts";

const plainSeeds = [1];
const fullSeeds = [1, 2, 3];
/** So many sessions of one extension share a process. */
const batch = 5;
/** Played by the wall clock, too: one where much is typed at one place, one where the caret moves about. */
const wallScenarios = ["ts-who-asked", "py-digest-header"];
const wallKeys = 150;
const faultKeys = 60;

/**
 * The typing replay: what completion costs and gives while somebody types, for Drawbridge, a plain baseline and every
 * extension in `DRAWBRIDGE_BENCH_EXTENSIONS`, on simulated machines. Names without an extension's are Drawbridge's.
 */
export async function benchReplay({ full }: BenchOptions): Promise<Measurements> {
  const folder = await temporaryFolder("replay");
  try {
    const subjects = await subjectsIn(folder.path);
    const scenarios = (await loadScenarios(full ? "all" : "plain")).map(({ name }) => name);
    const replayed: Record<string, Measurement> = {};
    for (const profile of full ? (["L", "M", "G", "C"] as const) : (["M"] as const)) {
      const seeds = full ? fullSeeds : plainSeeds;
      const jobs = seeds.flatMap((seed) =>
        subjects.flatMap((subject) => jobsOf({ ...whole, subject, profile, seed, scenarios })),
      );
      Object.assign(replayed, told(await runJobs(jobs, 2), { subjects, profile, full }));
    }
    return { ...replayed, ...(await byTheWallClock(subjects, full)), ...(await withFaults(subjects)) };
  } finally {
    await folder.remove();
  }
}

const whole = { time: "simulated", mostKeys: Number.MAX_SAFE_INTEGER } as const;

function jobsOf(job: Job): readonly Job[] {
  const parts = Math.ceil(job.scenarios.length / batch);
  return Array.from({ length: parts }, (_, part) => ({
    ...job,
    scenarios: job.scenarios.slice(part * batch, (part + 1) * batch),
  }));
}

type Told = {
  readonly subjects: readonly Subject[];
  readonly profile: Job["profile"];
  readonly full: boolean;
};

/** The figures of a profile: everybody's own, and everybody's in proportion to the baseline's. */
function told(records: readonly SessionRecord[], { subjects, profile, full }: Told): Measurements {
  const prefixOf = (name: string): string =>
    ["replay", profile, name].filter((part) => part !== "").join(".");
  const own = subjects.map(({ name }) => {
    const sessions = records.filter(({ subject }) => subject === name).map(digest);
    const telling = { withBudgets: name === "" && profile === "M", withIntervals: full };
    return { name, found: measurements(sessions, { prefix: prefixOf(name), ...telling }) };
  });
  const baseline = own.find(({ name }) => name === "baseline")?.found ?? {};
  const inProportion = own
    .filter(({ name }) => name !== "baseline")
    .map(({ name, found }) =>
      ratios(found, baseline, {
        of: prefixOf(name),
        to: prefixOf("baseline"),
        name: prefixOf(name === "" ? "ratio" : `${name}.ratio`),
      }),
    );
  return Object.assign({}, ...own.map(({ found }) => found), ...inProportion) as Measurements;
}

/** What it costs the processor, which only real time can tell; and whether simulated time tells the same otherwise. */
async function byTheWallClock(subjects: readonly Subject[], full: boolean): Promise<Measurements> {
  const mostKeys = full ? Number.MAX_SAFE_INTEGER : wallKeys;
  const found: Record<string, Measurement> = {};
  const judgedSubjects = subjects.filter(({ name }) => name === "" || name === "baseline");
  const jobs = judgedSubjects.flatMap((subject) =>
    wallScenarios.map(
      (scenario) => ({ subject, profile: "M", seed: 1, scenarios: [scenario], mostKeys }) as const,
    ),
  );
  const simulated = await runJobs(
    jobs.map((job) => ({ ...job, time: "simulated" })),
    2,
  );
  const real = await runJobs(
    jobs.map((job) => ({ ...job, time: "wall" })),
    jobs.length,
  );
  for (const { name } of judgedSubjects) {
    const of = (records: readonly SessionRecord[]): readonly SessionRecord[] =>
      records.filter(({ subject }) => subject === name);
    const suffix = name === "" ? "" : `.${name}`;
    Object.assign(found, agreement(of(simulated), of(real), `replay.simulation${suffix}`));
    const cpu = percentile(
      of(real).flatMap(({ cpuMs }) => cpuMs),
      0.95,
    );
    const block = Math.max(...of(real).map(({ longestBlockMs }) => longestBlockMs));
    found[`replay.M${suffix}.cpuPerKeyP95`] = { value: cpu, unit: "ms", ...(name === "" && { budget: 5 }) };
    found[`replay.M${suffix}.longestBlock`] = {
      value: block,
      unit: "ms",
      ...(name === "" && { budget: 15 }),
    };
  }
  return found;
}

function agreement(
  simulated: readonly SessionRecord[],
  real: readonly SessionRecord[],
  prefix: string,
): Measurements {
  const [here, there] = [simulated.map(digest), real.map(digest)];
  const difference = (figure: string): number | undefined => {
    const [one, other] = [figures[figure]?.of(here), figures[figure]?.of(there)];
    return one === undefined || other === undefined ? undefined : Math.abs(one - other);
  };
  const requests = difference("requestsPer100Keys");
  const ttgt = difference("ttgtP50");
  return {
    ...(requests !== undefined && {
      [`${prefix}.requestsPer100KeysDifference`]: { value: requests, unit: "requests", budget: 2 },
    }),
    ...(ttgt !== undefined && { [`${prefix}.ttgtP50Difference`]: { value: ttgt, unit: "ms", budget: 15 } }),
    [`${prefix}.impatient`]: {
      value: simulated.reduce((sum, { impatient }) => sum + impatient, 0),
      unit: "times",
      budget: 0,
    },
  };
}

/** How many messages come up while somebody types and the server fails, of all the ways in which it does together. */
async function withFaults(subjects: readonly Subject[]): Promise<Measurements> {
  const found: Record<string, Measurement> = {};
  const job = {
    ...whole,
    profile: "M",
    seed: 1,
    scenarios: wallScenarios.slice(0, 1),
    mostKeys: faultKeys,
  } as const;
  for (const subject of subjects) {
    const records = await runJobs(
      faults.map((fault) => ({ ...job, subject, fault })),
      2,
    );
    const suffix = subject.name === "" ? "" : `.${subject.name}`;
    found[`replay.M${suffix}.messagesWhenFailing`] = {
      value: records.reduce((sum, { messages }) => sum + messages, 0),
      unit: "messages",
      ...(subject.name === "" && { budget: faults.length }),
    };
  }
  return found;
}
