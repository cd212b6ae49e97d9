import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { release } from "node:os";
import { join } from "node:path";
import { readCaptureLog, type CaptureLine } from "./captureLog.ts";
import { areHeld, type GuardProof } from "./guards.ts";
import type { LayerProof } from "./layers.ts";
import { inNamespace, whyNoNamespace } from "./namespace.ts";
import type { ProofPlan } from "./step.ts";
import { judge, type Judgement, type Verdict } from "./verdict.ts";

/** One run inside the walls: what must happen in it, and how it is started. */
export type ProofPart = {
  /** In a file's name, too. */
  readonly name: string;
  readonly plan: ProofPlan;
  /** Of what it runs in. */
  readonly versions?: Readonly<Record<string, string>>;
  /** Runs it, so that the catcher writes its log to this file. Returns what it printed. */
  readonly run: (log: string) => Promise<string>;
};

/** What one run proved. */
export type PartProof = Judgement & {
  readonly part: string;
  /** What it printed last, when it proved nothing. */
  readonly reason?: string;
};

/** What a proof found out. */
export type Proof = {
  readonly ok: boolean;
  /** The worst of its parts, or `impossible` when there were no walls to run them in. */
  readonly verdict: Verdict | "impossible";
  /** Why it was impossible, with the cure. */
  readonly reason?: string;
  readonly startedAt: string;
  readonly seconds: number;
  readonly kernel: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly parts: readonly PartProof[];
  /** Absent when no guard was taken out. */
  readonly guards?: GuardProof;
  /** The layers of the tests that were run as part of it. */
  readonly layers: readonly LayerProof[];
};

/** What to prove, and the folder for what was seen. */
export type ProofSettings = {
  readonly parts: readonly ProofPart[];
  readonly folder: string;
  /** Takes the guards out; absent: they are not looked at. */
  readonly guards?: () => Promise<GuardProof>;
  /** Runs layers of the tests; absent: none are. */
  readonly layers?: () => Promise<readonly LayerProof[]>;
};

/**
 * Runs the layers, then the parts one after the other inside the walls, judges what the catcher saw, takes the guards
 * out, and writes `proof.json`.
 */
export async function prove(settings: ProofSettings): Promise<Proof> {
  const { parts, folder } = settings;
  const startedAt = new Date();
  const file = join(folder, "proof.json");
  await mkdir(folder, { recursive: true });
  await rm(file, { force: true });
  const reason = await whyNoNamespace();
  const layers = (await settings.layers?.()) ?? [];
  const proved: Proved[] = [];
  if (reason === undefined) for (const part of parts) proved.push(await provePart(part, folder));
  const guards = await settings.guards?.();
  const verdicts = proved.map(({ proof }) => proof.verdict);
  const areWhole = layers.every(({ failed }) => failed === 0);
  if (!areWhole || (guards !== undefined && !areHeld(guards))) verdicts.push("failed");
  const verdict = reason === undefined ? worst(verdicts) : "impossible";
  const proof: Proof = {
    ok: verdict === "proved",
    verdict,
    ...(reason !== undefined && { reason }),
    startedAt: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    kernel: `${process.platform} ${release()}`,
    versions: Object.fromEntries([
      ...proved.flatMap((one) => Object.entries(one.versions)),
      ...Object.entries(await ownVersions()),
    ]),
    parts: proved.map((one) => one.proof),
    ...(guards !== undefined && { guards }),
    layers,
  };
  await writeFile(file, `${JSON.stringify(inSections(proof), null, 2)}\n`);
  return proof;
}

/** A job of this project's that the catcher starts without anything around it. */
export function bareJob(job: string, deadlineSeconds = 60): ProofPart["run"] {
  return async (log) => {
    const catcher = join(import.meta.dirname, "catcher.py");
    const flags = ["--log", log, "--deadline", String(deadlineSeconds)];
    const { output } = await inNamespace("python3", [catcher, ...flags, "--", process.execPath, job]);
    return output;
  };
}

type Proved = { readonly proof: PartProof; readonly versions: Readonly<Record<string, string>> };

async function provePart({ name, plan, run, versions }: ProofPart, folder: string): Promise<Proved> {
  const log = join(folder, `capture-${name}.jsonl`);
  await rm(log, { force: true });
  const output = await run(log);
  const lines = await readLog(log);
  const judgement = judge(plan, lines);
  const said = output.trim().slice(-2000);
  const python = lines.find((line) => line.kind === "ready")?.python;
  return {
    proof: {
      part: name,
      ...judgement,
      ...(judgement.verdict !== "proved" && said !== "" && { reason: said }),
    },
    versions: { ...versions, ...(python !== undefined && { python }) },
  };
}

/** The log as far as it goes: judging tells what a log without its end is worth. */
async function readLog(file: string): Promise<readonly CaptureLine[]> {
  const text = await readFile(file, "utf8").catch(() => "");
  return readCaptureLog(text.slice(0, text.lastIndexOf("\n") + 1));
}

function worst(verdicts: readonly Verdict[]): Verdict {
  const order: readonly Verdict[] = ["leak", "void", "failed"];
  return order.find((verdict) => verdicts.includes(verdict)) ?? "proved";
}

async function ownVersions(): Promise<Record<string, string>> {
  const text = await readFile(join(import.meta.dirname, "../../package.json"), "utf8");
  const version = /"version": "(?<version>[^"]+)"/u.exec(text)?.groups?.["version"] ?? "unknown";
  return { drawbridge: version, node: process.versions.node };
}

/** The proof by tables, each line with the part it is of: easier to read than one part after the other. */
function inSections({ parts, guards, ...proof }: Proof): Record<string, unknown> {
  const tagged = (key: "events" | "leaks" | "explained"): readonly object[] =>
    parts.flatMap((part) => part[key].map((entry) => ({ part: part.part, ...entry })));
  const findings = parts.flatMap(({ part, findings: all }) => all.map((entry) => ({ part, ...entry })));
  const ofKind = (...kinds: readonly string[]): readonly object[] =>
    findings.filter(({ kind }) => kinds.includes(kind));
  return {
    ...proof,
    reasons: parts.flatMap(({ part, reason }) => (reason === undefined ? [] : [{ part, reason }])),
    controls: ofKind("control"),
    baselines: ofKind("baseline"),
    steps: ofKind("step"),
    variants: ofKind("variant"),
    allowed: ofKind("allowed"),
    checks: ofKind("job", "catcher"),
    events: tagged("events"),
    leaks: tagged("leaks"),
    explained: tagged("explained"),
    mutations: guards?.outcomes ?? [],
    gaps: guards?.gaps ?? [],
  };
}
