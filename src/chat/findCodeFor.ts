import { chipId } from "./chatTurns.ts";
import type { ChatParts } from "./chatPorts.ts";
import type { Conversation, ConversationEvent } from "./conversation.ts";
import { asJudged, judgeAll } from "./verdictNow.ts";

/** Share of what the model can read that code found for a question takes, and estimated tokens of it, at most. */
const [share, mostTokens] = [0.4, 6_000];
/** Estimated tokens where nothing is known of the model. */
const fewTokens = 1_500;

/** What was found for a question: what happened in its conversation, and what to tell. */
export type FoundForQuestion = { readonly event?: ConversationEvent; readonly leftOut?: string };

/** Finds code of the workspace with the words of a question, but for what is beside it already. */
export async function findCodeFor(
  turn: string,
  conversation: Conversation,
  { sending, mentions, editor, now }: Pick<ChatParts, "sending" | "mentions" | "editor" | "now">,
  signal: AbortSignal,
): Promise<FoundForQuestion> {
  const { question = "", attachments: beside = [] } = conversation.turns.find(({ id }) => id === turn) ?? {};
  const outlook = sending.outlook("chat", { conversation: conversation.id });
  const room = outlook.ok ? Math.min(mostTokens, outlook.value.route.contextTokens * share) : fewTokens;
  const found = await mentions.findCode(question, { mostTokens: Math.floor(room), signal });
  const known = new Set(beside.map(chipId));
  const fresh = found.attachments.filter((one) => !known.has(chipId(one)));
  await judgeAll(fresh, editor);
  const attachments = fresh.map((one) => asJudged(one, editor));
  return {
    ...(attachments.length > 0 && { event: { type: "found", turn, attachments, time: now() } }),
    ...(found.leftOut !== undefined && { leftOut: found.leftOut }),
  };
}
