import { roomBeside } from "../prompt/chatDraft.ts";
import { ruleParts } from "../prompt/ruleParts.ts";
import { chipId, turnsUpTo } from "./chatTurns.ts";
import type { ChatParts } from "./chatPorts.ts";
import type { Conversation, ConversationEvent } from "./conversation.ts";
import type { FindCodeOptions } from "./mentions.ts";
import { asJudged, judgeAll } from "./verdictNow.ts";
import { say } from "../terms/words.ts";

/** Share of what the model can read that code found for a question takes, and estimated tokens of it, at most. */
const [share, mostTokens] = [0.4, 6_000];
/** Estimated tokens where nothing is known of the model. */
const fewTokens = 1_500;
/** Share of the room that is left which code may fill: each piece is told with its path, too. */
const shareOfRest = 0.9;
/** Less code than this, in estimated tokens, says nothing. */
const fewestTokens = 100;

/** What was found for a question: what happened in its conversation, and what to tell. */
export type FoundForQuestion = { readonly event?: ConversationEvent; readonly leftOut?: string };

type FindingParts = Pick<ChatParts, "sending" | "mentions" | "editor" | "rules" | "now">;

/** Estimated tokens of code that may be found for a question. */
function roomFor(turn: string, conversation: Conversation, { sending, rules }: FindingParts): number {
  const outlook = sending.outlook("chat", { conversation: conversation.id });
  if (!outlook.ok) return fewTokens;
  const { route } = outlook.value;
  const asked = turnsUpTo(conversation, turn).at(-1);
  if (asked === undefined) return 0;
  const rest = roomBeside(asked, route, { rules: ruleParts(rules.current().rules) });
  return Math.min(mostTokens, route.contextTokens * share, rest * shareOfRest);
}

/** Finds code of the workspace with the words of a question, but for what is beside it already. */
export async function findCodeFor(
  turn: string,
  conversation: Conversation,
  parts: FindingParts,
  ends: Pick<FindCodeOptions, "signal" | "enough">,
): Promise<FoundForQuestion> {
  const { mentions, editor, now } = parts;
  const { question = "", attachments: beside = [] } = conversation.turns.find(({ id }) => id === turn) ?? {};
  const room = roomFor(turn, conversation, parts);
  if (room < fewestTokens)
    return { leftOut: say("There is no room for code beside what is beside your question.") };
  const found = await mentions.findCode(question, { mostTokens: Math.floor(room), ...ends });
  const known = new Set(beside.map(chipId));
  const fresh = found.attachments.filter((one) => !known.has(chipId(one)));
  await judgeAll(fresh, editor);
  const attachments = fresh.map((one) => asJudged(one, editor));
  return {
    ...(attachments.length > 0 && { event: { type: "found", turn, attachments, time: now() } }),
    ...(found.leftOut !== undefined && { leftOut: found.leftOut }),
  };
}
