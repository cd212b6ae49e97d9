import { chatSteps } from "./chatSteps.ts";
import { openChatStage } from "./chatStage.ts";
import type { Act } from "./firstAct.ts";
import type { ShopWish } from "./openShop.ts";
import { playAct } from "./playAct.ts";

/** Conversations: what stands beside a question, what is kept, and how it feels; only the steps of these names, if any. */
export async function playChatAct(wish: ShopWish, names: readonly string[] = []): Promise<Act> {
  const named = chatSteps.filter(({ name }) => names.includes(name));
  return playAct(named.length > 0 ? named : chatSteps, await openChatStage(wish));
}
