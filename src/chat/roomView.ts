import type { ComposerView } from "../protocol/messages.ts";
import type { Route } from "../routing/route.ts";
import { step } from "../sending/explain.ts";
import { roomLines } from "./roomLines.ts";
import { smallModelNotice } from "./smallModelNotice.ts";
import type { ViewFacts } from "./viewFacts.ts";

/** What a notice about a route's model is known by when it is dismissed. */
export function noticeSubject({ provider, model }: Pick<Route, "provider" | "model">): string {
  return `${provider.id}/${model}`;
}

function noticeView(facts: ViewFacts): Pick<ComposerView, "notice"> {
  const { outlook, dismissed } = facts;
  if (!outlook.ok || dismissed.has(noticeSubject(outlook.value.route))) return {};
  const sentence = smallModelNotice(facts);
  return sentence === undefined ? {} : { notice: { sentence, steps: [step("pickModel")] } };
}

type RoomView = Pick<ComposerView, "usedTokens" | "leftOutTurns" | "noRoomFor" | "summary" | "notice">;

/**
 * How much room the next question takes, what there is none for, and what to know about that. A summary is offered for turns
 * that are left out, unless one is being made.
 */
export function roomView(facts: ViewFacts): RoomView {
  const { tokens, dropped, leftOut } = facts.room;
  const { isRunning, problem } = facts.summaries;
  const isOffered = facts.readOnly === undefined && (dropped > 0 || isRunning);
  return {
    ...noticeView(facts),
    usedTokens: tokens,
    ...(dropped > 0 && { leftOutTurns: dropped }),
    ...(leftOut.length > 0 && { noRoomFor: roomLines(leftOut) }),
    ...(isOffered && { summary: { isRunning, ...(problem !== undefined && { problem }) } }),
  };
}
