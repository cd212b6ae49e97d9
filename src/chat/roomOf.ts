import { mayGo } from "../gate/pathAllowance.ts";
import { chatRoom, type ChatRoom } from "../prompt/chatDraft.ts";
import { ruleParts } from "../prompt/ruleParts.ts";
import { turnsAsked, turnsBeforeNext } from "./chatTurns.ts";
import { noRules, rulesFor } from "./rules.ts";
import type { ViewFacts } from "./viewFacts.ts";

type RoomFacts = Pick<ViewFacts, "conversation" | "running" | "chips" | "rules" | "outlook" | "verdict">;

/** The room that the next question takes with its chips, given the room without any. */
export function withChips(bare: ChatRoom, facts: RoomFacts): ChatRoom {
  return facts.chips.length === 0 ? bare : roomOf(facts);
}

/** The room that the next question takes; while one is being answered, the room of that one. */
export function roomOf({
  conversation,
  running,
  chips,
  rules = noRules,
  outlook,
  verdict,
}: RoomFacts): ChatRoom {
  const asked = running && conversation.turns.find(({ id }) => id === running.turn);
  const turns =
    asked === undefined ? turnsBeforeNext(conversation, chips) : turnsAsked(conversation, asked.id);
  const extras = { rules: ruleParts(rulesFor(asked, rules)) };
  if (!outlook.ok) return chatRoom(turns, { contextTokens: Number.POSITIVE_INFINITY }, () => false, extras);
  const { route, destination } = outlook.value;
  const withheld = ({ uri }: { readonly uri: string }): boolean => {
    const said = verdict(uri);
    return said !== undefined && !mayGo(said, destination);
  };
  return chatRoom(turns, route, withheld, extras);
}
