import { chatState, turn } from "./chatStates.ts";
import type { OpenChat } from "./openChat.ts";

/** Draws some code, and waits until what colours it has been loaded: from then on code is coloured as it is drawn. */
export async function awaitColours(chat: OpenChat): Promise<void> {
  const code = turn("coloured", "Code?", { text: "```ts\nconst a = 1;\n```" });
  const conversation = { id: "coloured", title: "" };
  await chat.tell({ type: "state", state: chatState({ conversation, turns: [code] }) });
  await chat.page.locator(".hljs-keyword").waitFor();
}
