import { mayGo } from "../gate/pathAllowance.ts";
import { chatRoom, type ChatRoom } from "../prompt/chatDraft.ts";
import { turnsAsked, turnsBeforeNext } from "./chatTurns.ts";
import type { ViewFacts } from "./viewFacts.ts";

/** The room that the next question takes; while one is being answered, the room of that one. */
export function roomOf({
  conversation,
  running,
  chips,
  outlook,
  verdict,
}: Pick<ViewFacts, "conversation" | "running" | "chips" | "outlook" | "verdict">): ChatRoom {
  const turns =
    running === undefined ? turnsBeforeNext(conversation, chips) : turnsAsked(conversation, running.turn);
  if (!outlook.ok) return chatRoom(turns, { contextTokens: Number.POSITIVE_INFINITY }, () => false);
  const { route, destination } = outlook.value;
  return chatRoom(turns, route, ({ uri }) => {
    const said = verdict(uri);
    return said !== undefined && !mayGo(said, destination);
  });
}
