import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { release } from "node:os";
import { join } from "node:path";
import { readCaptureLog, type CaptureLine } from "./captureLog.ts";
import { inNamespace, whyNoNamespace } from "./namespace.ts";
import type { PlannedStep } from "./step.ts";
import { judge, type Judgement } from "./verdict.ts";

/** What a proof found out; written to `proof.json`. */
export type Proof = Omit<Judgement, "verdict"> & {
  readonly ok: boolean;
  /** As `judge` says, or `impossible` when there were no walls to run the job in. */
  readonly verdict: Judgement["verdict"] | "impossible";
  readonly reason?: string;
  readonly startedAt: string;
  readonly seconds: number;
  readonly kernel: string;
  readonly versions: Readonly<Record<string, string>>;
};

/** What to prove: a job that calls `runSteps`, the steps it must run, and the folder for what was seen. */
export type ProofSettings = {
  readonly job: string;
  readonly plan: readonly PlannedStep[];
  readonly folder: string;
  readonly deadlineSeconds?: number;
};

/** Runs the job inside the walls, judges what the catcher saw and writes `capture.jsonl` and `proof.json`. */
export async function prove(settings: ProofSettings): Promise<Proof> {
  const startedAt = new Date();
  const file = join(settings.folder, "proof.json");
  await mkdir(settings.folder, { recursive: true });
  await rm(file, { force: true });
  const refusal = await whyNoNamespace();
  const found = refusal === undefined ? await runJob(settings) : impossible(refusal);
  const proof = {
    ok: found.verdict === "proved",
    ...found,
    startedAt: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    kernel: `${process.platform} ${release()}`,
    versions: { ...found.versions, ...(await ownVersions()) },
  };
  await writeFile(file, `${JSON.stringify(inSections(proof), null, 2)}\n`);
  return proof;
}

function inSections({ findings, events, leaks, explained, ...proof }: Proof): Record<string, unknown> {
  const controls = findings.filter(({ kind }) => kind === "control");
  const steps = findings.filter(({ kind }) => kind === "step");
  const checks = findings.filter(({ kind }) => kind === "job" || kind === "catcher");
  return { ...proof, controls, steps, checks, events, leaks, explained };
}

type Found = Pick<Proof, "verdict" | "reason" | "findings" | "events" | "leaks" | "explained" | "versions">;

function impossible(reason: string): Found {
  return { verdict: "impossible", reason, findings: [], events: [], leaks: [], explained: [], versions: {} };
}

async function runJob({ job, plan, folder, deadlineSeconds = 60 }: ProofSettings): Promise<Found> {
  const log = join(folder, "capture.jsonl");
  await rm(log, { force: true });
  const catcher = [
    join(import.meta.dirname, "catcher.py"),
    "--log",
    log,
    "--deadline",
    String(deadlineSeconds),
  ];
  const { output } = await inNamespace("python3", [...catcher, "--", process.execPath, job]);
  const lines = await readLog(log);
  const judgement = judge(plan, lines);
  const python = lines.find((line) => line.kind === "ready")?.python;
  return {
    ...judgement,
    ...(judgement.verdict !== "proved" && output.trim() !== "" && { reason: output.trim().slice(-2000) }),
    versions: { ...(python !== undefined && { python }) },
  };
}

/** The log as far as it goes: judging tells what a log without its end is worth. */
async function readLog(file: string): Promise<readonly CaptureLine[]> {
  const text = await readFile(file, "utf8").catch(() => "");
  return readCaptureLog(text.slice(0, text.lastIndexOf("\n") + 1));
}

async function ownVersions(): Promise<Record<string, string>> {
  const text = await readFile(join(import.meta.dirname, "../../package.json"), "utf8");
  const version = /"version": "(?<version>[^"]+)"/u.exec(text)?.groups?.["version"] ?? "unknown";
  return { drawbridge: version, node: process.versions.node };
}
