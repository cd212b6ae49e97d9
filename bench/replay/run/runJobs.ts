import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Job, SessionRecord } from "../job.ts";

/** What a process sends at its end. */
export type Outcome = { readonly records: readonly SessionRecord[] } | { readonly error: string };

/** Runs jobs in processes of their own, so many at a time; what they came to, in the order of the jobs. Throws when one fails. */
export async function runJobs(jobs: readonly Job[], atOnce: number): Promise<readonly SessionRecord[]> {
  const found: (readonly SessionRecord[])[] = [];
  const waiting = [...jobs.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, job] = next;
      found[index] = await runJob(job);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return found.flat();
}

async function runJob(job: Job): Promise<readonly SessionRecord[]> {
  const child = fork(join(import.meta.dirname, "replayProcess.ts"), {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  child.send(job);
  const ended = once(child, "exit").then(() => ({ error: "it ended without a word" }));
  const told = once(child, "message").then(([message]) => message as Outcome);
  const outcome = await Promise.race([told, ended]);
  if ("records" in outcome) return outcome.records;
  const { subject, profile, scenarios } = job;
  throw new Error(`${subject.name || "drawbridge"}, ${profile}, ${scenarios.join(", ")}: ${outcome.error}`);
}
