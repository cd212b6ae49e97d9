import { classify } from "../destinations/classify.ts";
import { isRequestRow, type LedgerRow } from "../ledger/ledgerRows.ts";
import { detectInfill } from "../models/detectInfill.ts";
import { findModel } from "../routing/knownServer.ts";
import { evidenceFor } from "../sending/evidence.ts";
import type { OpenSending } from "../sending/openSending.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { roamingTasks, type RoamingTask } from "../terms/task.ts";
import type { TrialEnd } from "./tryInfill.ts";
import type {
  DiagnosedFailure,
  DiagnosedGap,
  DiagnosedModel,
  DiagnosedProvider,
  DiagnosisFacts,
} from "./diagnosis.ts";

/** What only the editor knows. */
export type WindowFacts = Pick<DiagnosisFacts, "versions" | "place" | "trusted" | "silence">;

/** What a diagnosis is gathered from. */
export type DiagnoseParts = Pick<OpenSending, "parts" | "servers" | "sending" | "questionRefusal"> & {
  /** The ledger, newest first. */
  readonly rows: () => AsyncIterable<LedgerRow>;
  readonly window: WindowFacts;
  /** Tries how the model for completion fills in. */
  readonly tryInfill: () => Promise<TrialEnd>;
};

/** How far back the ledger is read, in rows: a report is about what just happened. */
const mostRows = 2_000;

/** Outcomes that are no failures: what came to its end, and what a person ended. */
const fine: ReadonlySet<string> = new Set(["done", "stopped", "revoked"]);

/**
 * Asks every server that may be asked what it is and has, as a person's look, and gathers what is known besides. While
 * paused nobody is asked; what the gate would refuse is not asked either, so that looking leaves no refusal behind.
 */
export async function diagnose(parts: DiagnoseParts): Promise<DiagnosisFacts> {
  const { mode, setBy, paused } = parts.parts.policy.current();
  const configs = parts.parts.providers();
  const providers = await Promise.all(configs.map((config) => diagnosedProvider(config, parts)));
  // Before the models are gathered: it learns more of the one that it tries.
  const trial = await parts.tryInfill();
  return {
    ...parts.window,
    now: parts.parts.now(),
    ...{ mode, setBy, paused, providers },
    models: roamingTasks.map((task) => diagnosedModel(task, trial, parts)),
    failures: await lastFailures(parts.rows()),
  };
}

async function diagnosedProvider(
  config: ProviderConfig,
  { parts, servers, questionRefusal }: DiagnoseParts,
): Promise<DiagnosedProvider> {
  const refusal = questionRefusal({ kind: "list" }, config);
  const server = refusal === undefined ? await servers.look(config, "person") : servers.known(config);
  const { destination } = classify(evidenceFor(config, { kind: "errand" }, parts));
  return { config, destination, server, ...(refusal && { unasked: refusal.kind }) };
}

function diagnosedModel(
  task: RoamingTask,
  trial: TrialEnd,
  { parts, sending, servers }: DiagnoseParts,
): DiagnosedModel | DiagnosedGap {
  const outlook = sending.outlook(task);
  if (!outlook.ok) return { task, kind: outlook.error.kind };
  const { provider, model, contextTokens } = outlook.value.route;
  const server = servers.known(provider);
  const listed = server.kind === "up" ? findModel(server, model) : undefined;
  return {
    task,
    chosen: parts.chosen(task) === undefined ? "automatic" : "you",
    provider: parts.providers().findIndex(({ id }) => id === provider.id),
    ...{ model, contextTokens },
    ...(listed?.can && { can: listed.can }),
    ...(task === "completion" && {
      completes: { infill: detectInfill(listed ?? { name: model }), trial },
    }),
  };
}

async function lastFailures(rows: AsyncIterable<LedgerRow>): Promise<readonly DiagnosedFailure[]> {
  const failures: DiagnosedFailure[] = [];
  let read = 0;
  for await (const row of rows) {
    const failure = failureOf(row);
    if (failure !== undefined) failures.push(failure);
    read += 1;
    if (read >= mostRows) break;
  }
  return failures;
}

function failureOf(row: LedgerRow): DiagnosedFailure | undefined {
  if (!isRequestRow(row)) return undefined;
  const { subject, end, time } = row;
  const kind = subject.phase === "refused" ? subject.refusal : end?.outcome;
  if (kind === undefined || fine.has(kind)) return undefined;
  return { time, purpose: subject.purpose, class: subject.class, kind, origin: subject.origin };
}
