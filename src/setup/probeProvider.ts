import { probeDraft } from "../prompt/probeDraft.ts";
import type { Usage } from "../providers/provider.ts";
import type { Route } from "../routing/route.ts";
import type { ProblemView } from "../protocol/messages.ts";
import { explain } from "../sending/explain.ts";
import type { Sending } from "../sending/send.ts";
import type { SendEvent, SendFailure } from "../sending/sendEvent.ts";
import { destinationLabel, type Destination } from "../terms/destination.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import { say } from "../terms/words.ts";

/** What a trial of a provider measured. */
export type Probe = {
  /** From the request's leaving to the first text, in milliseconds; absent: there was none. */
  readonly firstTokenMs?: number;
  /** From the first token to the last; absent where the server did not count its tokens, or too few. */
  readonly tokensPerS?: number;
  readonly model: string;
  /** As measured on the connection. */
  readonly destination: Destination;
};

/** How a trial ended. */
export type ProbeEnd =
  | { readonly kind: "answered"; readonly probe: Probe }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly problem: ProblemView };

type Marks = { sentMs: number; firstMs?: number; destination?: Destination; route?: Route };

function rate({ answerTokens, answerMs }: Usage): number | undefined {
  return answerTokens === undefined || answerMs === undefined || answerMs <= 0
    ? undefined
    : answerTokens / (answerMs / 1000);
}

function measured({ sentMs, firstMs, route }: Marks, usage: Usage): Omit<Probe, "destination"> {
  const tokensPerS = firstMs === undefined ? undefined : rate(usage);
  return {
    model: route?.model ?? "",
    ...(firstMs !== undefined && { firstTokenMs: Math.round(firstMs - sentMs) }),
    ...(tokensPerS !== undefined && { tokensPerS: Math.round(tokensPerS) }),
  };
}

function mark(event: SendEvent, marks: Marks, nowMs: number): void {
  if (event.kind === "routed") marks.route = event.route;
  else if (event.kind === "opened") {
    marks.sentMs = nowMs - event.firstByteMs;
    marks.destination = event.destination;
  } else if (event.kind === "text" || event.kind === "thinking") marks.firstMs ??= nowMs;
}

/**
 * Asks a model for a few words, the way every message goes: cleared by the gate, recorded in the ledger. What it answers
 * does not matter. `clock`: milliseconds, monotonic.
 */
export async function probeProvider(
  model: ModelRef,
  { sending, clock }: { readonly sending: Pick<Sending, "send">; readonly clock: () => number },
  signal: AbortSignal,
): Promise<ProbeEnd> {
  const marks: Marks = { sentMs: clock() };
  const about = { task: "chat", trigger: "person", model, noStandIn: true } as const;
  const order = { ...about, files: [], draft: probeDraft } as const;
  for await (const event of sending.send(order, signal)) {
    mark(event, marks, clock());
    if (event.kind === "failed") return failed(event.failure, marks, model);
    if (event.kind === "end" && marks.destination !== undefined)
      return {
        kind: "answered",
        probe: { ...measured(marks, event.usage), destination: marks.destination },
      };
  }
  return failed({ kind: "cut", code: "" }, marks, model);
}

function failed(failure: SendFailure, { route }: Marks, { provider, model }: ModelRef): ProbeEnd {
  if (failure.kind === "stopped") return { kind: "stopped" };
  const server = route?.provider.label ?? provider;
  return {
    kind: "failed",
    problem: explain(failure, { server, model, ...(route && { url: route.provider.url }) }),
  };
}

/** What was measured, as a sentence; what was not says so. */
export function probeSentence(
  label: string,
  { firstTokenMs, tokensPerS, model, destination }: Probe,
): string {
  const first =
    firstTokenMs === undefined ? say("without any text") : say("first token after {0} ms", firstTokenMs);
  const speed = tokensPerS === undefined ? say("speed not reported") : say("{0} tokens/s", tokensPerS);
  return say(
    "{0} answered: {1}, {2}, model {3}. Destination: {4} ({5}).",
    label,
    first,
    speed,
    model,
    destinationLabel(destination),
    destination.origin,
  );
}
