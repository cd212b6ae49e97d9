import { inTokens } from "../support/scripted/answerTokens.ts";
import type { FaultRule } from "../support/scripted/serverScript.ts";
import type { Session } from "./harness.ts";
import { openChat, type ChatPanel } from "./page/chatPanel.ts";

/** Asks in a new conversation, and waits until the answer is there, with its code. */
export async function codeAnswered(
  { page, ollama }: Pick<Session, "page" | "ollama">,
  answer: string,
  faults: readonly FaultRule[] = [],
): Promise<ChatPanel> {
  const chat = await openChat(page);
  await chat.startNew();
  ollama.script({ answer: { tokens: inTokens(answer) }, faults });
  await chat.ask("Change it");
  await chat.turn.locator(".code").first().waitFor();
  await chat.ended();
  return chat;
}
