import type { Attachment } from "../context/attachment.ts";
import type { Route } from "../routing/route.ts";
import { hasAnswer } from "./chatTurns.ts";
import type { Conversation } from "./conversation.ts";
import { say } from "../terms/words.ts";

/** What {@link sightWords} looks at. */
export type SightFacts = {
  readonly chips: readonly Attachment[];
  readonly conversation: Conversation;
  readonly route: Pick<Route, "model" | "sees">;
};

/** Whether one of the texts beside a question is a picture. */
export function hasPicture(attachments: readonly Attachment[]): boolean {
  return attachments.some(({ picture }) => picture !== undefined);
}

/**
 * What a person should know before sending about the pictures of a conversation and the model that would answer, unless
 * that keeps from sending: that earlier ones are left out, or that nobody knows whether it can see.
 */
export function sightWords({ chips, conversation, route }: SightFacts): string | undefined {
  const { model, sees } = route;
  if (sees === true) return undefined;
  const isShown = hasPicture(chips);
  if (sees === undefined)
    return isShown
      ? say("Nothing tells whether {0} can see pictures. It may refuse this.", model)
      : undefined;
  const wereShown = conversation.turns.some((turn) => hasAnswer(turn) && hasPicture(turn.attachments));
  return wereShown && !isShown
    ? say("{0} cannot see pictures, so those of earlier questions are left out.", model)
    : undefined;
}
