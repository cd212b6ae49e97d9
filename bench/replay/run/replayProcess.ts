/** One process of the typing replay: plays the job it is sent with one extension, and sends back what it came to. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Job, SessionRecord } from "../job.ts";
import { loadScenarios } from "../loadScenarios.ts";
import type { Observation } from "../observation.ts";
import { settingsFor } from "../subject.ts";
import { createHost, type Host } from "../host/host.ts";
import { loadExtension } from "../host/loadExtension.ts";
import { Uri } from "../host/uri.ts";
import { realTime, type ReplayTime, simulateTime } from "../time/simulateTime.ts";
import type { RequestRecord } from "../modelServer.ts";
import type { Scenario } from "../scenario.ts";
import { type FaultFront, startFaultFront } from "./faultFront.ts";
import { type Lap, meterBlocks, meterLaps } from "./processorMeter.ts";
import { type ReplayServer, serverElsewhere, serverHere, serverThere } from "./replayServer.ts";
import type { Outcome } from "./runJobs.ts";
import { playSession } from "./session.ts";

/** After activation: extensions look for their server and get ready. */
const readyMs = 3000;

type Stage = {
  readonly job: Job;
  readonly host: Host;
  readonly server: ReplayServer;
  readonly front: FaultFront | undefined;
  readonly time: ReplayTime;
};

async function replay(job: Job, time: ReplayTime): Promise<readonly SessionRecord[]> {
  const temporary = await mkdtemp(join(tmpdir(), "typing-replay-"));
  try {
    return await replayIn(temporary, job, time);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function replayIn(temporary: string, job: Job, time: ReplayTime): Promise<readonly SessionRecord[]> {
  const server = await serverFor(job);
  const front = job.fault === undefined ? undefined : await startFaultFront(server.url);
  const host = createHost(Uri.file(join(temporary, "project")));
  const { folder } = job.subject;
  const settings = settingsFor(job.subject, front?.url ?? server.url);
  const extension = await loadExtension(host, { folder, settings, storage: join(temporary, "storage") });
  await new Promise((resolve) => setTimeout(resolve, readyMs));
  const all = await loadScenarios("all");
  const scenarios = job.scenarios.flatMap((name) => all.filter((scenario) => scenario.name === name));
  const records: SessionRecord[] = [];
  for (const scenario of scenarios) records.push(await record({ job, host, server, front, time }, scenario));
  await extension.deactivate();
  await Promise.all([front?.close(), server.close()]);
  return records;
}

function serverFor({ subject, profile, time, serverUrl }: Job): Promise<ReplayServer> {
  if (serverUrl !== undefined) return Promise.resolve(serverThere(serverUrl));
  const choice = { profile, model: subject.model };
  return time === "wall" ? serverElsewhere(choice) : serverHere(choice);
}

async function record(stage: Stage, scenario: Scenario): Promise<SessionRecord> {
  const { job, host, server, front, time } = stage;
  await server.use(scenario.final);
  const requestsBefore = (await server.requests()).length;
  const observations: Observation[] = [];
  const laps: Lap[] = [];
  const meter = job.time === "simulated" ? undefined : job.meter === "blocks" ? meterBlocks() : meterLaps();
  let messagesBefore = host.messages.length;
  const observe = (observation: Observation): void => {
    observations.push(observation);
    if (observation.kind === "key" && meter !== undefined) laps.push(meter.lap());
  };
  const begin = (): Promise<void> => {
    if (job.fault !== undefined) front?.breakWith(job.fault);
    messagesBefore = host.messages.length;
    meter?.lap();
    return Promise.resolve();
  };
  const { seed, mostKeys } = job;
  const keysAlone = await playSession({ host, scenario, seed, mostKeys, observe, begin });
  meter?.stop();
  const requests = (await server.requests()).slice(requestsBefore).filter(asksForText).map(withoutPrompt);
  return {
    ...{ scenario: scenario.name, subject: job.subject.name, profile: job.profile, seed },
    ...{ observations, requests, keysAlone, laps },
    messages: host.messages.length - messagesBefore,
    longestBlockMs: meter?.longestBlockMs() ?? 0,
    impatient: time.impatient(),
  };
}

function asksForText({ promptTokens }: RequestRecord): boolean {
  return promptTokens > 0;
}

function withoutPrompt(request: RequestRecord): Omit<RequestRecord, "prompt"> {
  return Object.fromEntries(Object.entries(request).filter(([key]) => key !== "prompt")) as Omit<
    RequestRecord,
    "prompt"
  >;
}

/** Sends what it came to, and ends once that is on its way: what the extension left running does not keep it. */
function end(outcome: Outcome): void {
  process.send?.(outcome, () => process.exit(0));
}

process.once("disconnect", () => process.exit(1));
process.once("message", (job: Job) => {
  const time = job.time === "wall" ? realTime : simulateTime();
  time
    .run(() => replay(job, time))
    .then(
      (records) => {
        end({ records });
      },
      (error: unknown) => {
        end({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      },
    );
});
