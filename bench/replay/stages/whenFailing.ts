import { faults, type Job } from "../job.ts";
import { runJobs } from "../run/runJobs.ts";
import type { Subject } from "../subject.ts";
import type { Measurement, Measurements } from "../../run.ts";

const scenario = "ts-who-asked";
const mostKeys = 60;

/**
 * How many messages come up while somebody types sixty keys and the server fails, all the ways in which it does together:
 * one for each cause is what a person can bear.
 */
export async function whenFailing(subjects: readonly Subject[]): Promise<Measurements> {
  const found: Record<string, Measurement> = {};
  for (const subject of subjects) {
    const jobs = faults.map((fault): Job => {
      return { subject, profile: "M", seed: 1, scenarios: [scenario], time: "simulated", mostKeys, fault };
    });
    const records = await runJobs(jobs, 2);
    const prefix = subject.name === "" ? "replay.M" : `replay.M.${subject.name}`;
    found[`${prefix}.messagesWhenFailing`] = {
      value: records.reduce((sum, { messages }) => sum + messages, 0),
      unit: "messages",
      ...(subject.name === "" && { budget: faults.length }),
    };
  }
  return found;
}
