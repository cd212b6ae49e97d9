import type { InfillFormat } from "../models/infill.ts";
import { judgeTrial, trialItems, type InfillVerdict, type TrialItem } from "../models/infillTrial.ts";
import { infillTrialDraft } from "../prompt/infillTrialDraft.ts";
import { findModel } from "../routing/knownServer.ts";
import type { Route } from "../routing/route.ts";
import type { OpenSending } from "../sending/openSending.ts";
import type { Outlook } from "../sending/send.ts";
import type { SendFailure } from "../sending/sendEvent.ts";
import { isCloud, type Destination } from "../terms/destination.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import type { InfillVerdicts } from "./infillVerdicts.ts";
import { scout } from "./scout.ts";

/** What a model is tried with. */
export type TryInfillParts = Pick<OpenSending, "parts" | "sending" | "servers" | "questionRefusal"> & {
  readonly verdicts: InfillVerdicts;
};

/** Why a model was not tried. */
export type Untried =
  | "paused"
  /** Completion has no model, or the server of its model is left alone for now. */
  | "noModel"
  /** It only continues a text: there is nothing to try. */
  | "noInfill"
  /** It is not on this device or on a confirmed host of the user's own: nothing goes farther unasked. */
  | "elsewhere"
  | "stopped";

/** What came of a trial. */
export type TrialEnd =
  | { readonly kind: "judged"; readonly verdict: InfillVerdict }
  | { readonly kind: "untried"; readonly because: Untried }
  | { readonly kind: "failed"; readonly failure: SendFailure };

/** A model that may be tried, and where it is. */
type Tryable = { readonly route: Route; readonly format: InfillFormat; readonly destination: Destination };

/**
 * Tries whether the model of completion, or another one, fills in as its layout promises: three short requests, sent and
 * recorded like every other, with Drawbridge's own words. Once per weights; what was found before is found again at once.
 */
export async function tryInfill(
  model: ModelRef | undefined,
  parts: TryInfillParts,
  signal: AbortSignal,
): Promise<TrialEnd> {
  const found = await findTryable(model, parts);
  if (typeof found === "string") return { kind: "untried", because: found };
  const { route, format } = found;
  const server = parts.servers.known(route.provider);
  const digest = server.kind === "up" ? findModel(server, route.model)?.digest : undefined;
  const before = parts.verdicts.of(digest, format);
  if (before !== undefined) return { kind: "judged", verdict: before };
  const answers: string[] = [];
  for (const item of trialItems) {
    const answer = await ask(item, found, { parts, signal });
    if (typeof answer !== "string") return unanswered(answer);
    answers.push(answer);
  }
  const verdict = judgeTrial(answers);
  await parts.verdicts.keep(verdict, digest, format);
  return { kind: "judged", verdict };
}

async function findTryable(model: ModelRef | undefined, open: TryInfillParts): Promise<Tryable | Untried> {
  const { parts, questionRefusal } = open;
  if (parts.policy.current().paused) return "paused";
  const wanted = (model ?? parts.chosen("completion"))?.provider;
  const provider = parts.providers().find(({ id }) => wanted === undefined || id === wanted);
  if (provider === undefined) return "noModel";
  // What the gate would refuse is not asked, so that looking leaves no refusal in the ledger.
  if (questionRefusal({ kind: "list" }, provider) !== undefined) return "elsewhere";
  const wish = model && { model };
  // The model's own page may say more of how it fills in, and whether it stays where it is.
  await scout({ task: "completion", trigger: "automatic", ...wish }, open);
  return tryable(open.sending.outlook("completion", wish));
}

function tryable(outlook: Outlook): Tryable | Untried {
  if (!outlook.ok || outlook.value.insteadOf !== undefined) return "noModel";
  const { route, destination, refusal } = outlook.value;
  if (refusal !== undefined || isCloud(destination.class)) return "elsewhere";
  return route.infill === undefined ? "noInfill" : { route, format: route.infill, destination };
}

async function ask(
  item: TrialItem,
  { route, format, destination }: Tryable,
  { parts, signal }: { readonly parts: TryInfillParts; readonly signal: AbortSignal },
): Promise<string | SendFailure> {
  const about = {
    task: "completion",
    trigger: "automatic",
    noStandIn: true,
    noFartherThan: destination,
  } as const;
  const model = { provider: route.provider.id, model: route.model };
  const order = { ...about, model, files: [], draft: () => infillTrialDraft(item, format) };
  let text = "";
  for await (const event of parts.sending.send(order, signal)) {
    if (event.kind === "text") text += event.text;
    if (event.kind === "failed") return event.failure;
  }
  return text;
}

function unanswered(failure: SendFailure): TrialEnd {
  if (failure.kind !== "stopped" && failure.kind !== "paused") return { kind: "failed", failure };
  return { kind: "untried", because: failure.kind };
}
