import type { Outlook } from "../sending/send.ts";
import type { Turn } from "./conversation.ts";

/**
 * Whether the answer that a turn shows can go on: it is not complete, and the model that would be asked is the one that made
 * it. So one answer has one model, and no file decides which one is asked.
 */
export function mayGoOn(turn: Turn | undefined, outlook: Outlook): boolean {
  const answer = turn?.versions[turn.version]?.answer;
  if (answer === undefined || !outlook.ok) return false;
  const { provider, model } = outlook.value.route;
  const isCut = answer.outcome !== "done" || answer.reachedLimit === true;
  return isCut && provider.id === answer.provider && model === answer.model;
}
