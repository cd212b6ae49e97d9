import * as z from "zod/mini";
import { openChat, type ChatPanel } from "../../test/e2e/page/chatPanel.ts";
import { reviewPanel } from "../../test/e2e/page/reviewPanel.ts";
import { openFile } from "../../test/e2e/page/textEditor.ts";
import type { LoggedRequest } from "../../test/support/scripted/requestLog.ts";
import type { ScriptedServer } from "../../test/support/scriptedServer.ts";
import type { CloudStage } from "./cloudStage.ts";

/** The requests that carried a question. */
export function questions({ requests }: ScriptedServer): readonly LoggedRequest[] {
  return requests.filter(({ path }) => ["/api/chat", "/v1/chat/completions"].includes(path));
}

/** Opens a file, which becomes the chip of the next question of a new conversation. */
export async function beside(file: string, { page }: CloudStage): Promise<ChatPanel> {
  const chat = await openChat(page);
  await chat.startNew();
  return openBeside(file, page);
}

/** Opens a file in the conversation that is open; it becomes the chip of the next question. */
export async function openBeside(file: string, page: CloudStage["page"]): Promise<ChatPanel> {
  await openFile(page, file);
  const chat = await openChat(page);
  await chat.chips.filter({ hasText: file.split("/").at(-1) ?? file }).waitFor();
  return chat;
}

const asked = z.object({ messages: z.array(z.object({ role: z.string() })) });

/** Who speaks in the messages of a question: earlier turns would show as more of them. */
export function rolesIn(body: string): string {
  return asked
    .parse(JSON.parse(body))
    .messages.map(({ role }) => role)
    .join(", ");
}

/** Asks, sends once, and returns the body as the cloud got it. */
export async function askCloud(
  { page, cloud }: CloudStage,
  chat: ChatPanel,
  question: string,
): Promise<string> {
  const before = questions(cloud).length;
  await chat.ask(question);
  await (await reviewPanel(page)).choose("Send once");
  const { body } = await cloud.waitFor((request) => questions(cloud).indexOf(request) === before);
  await chat.ended();
  return body;
}
