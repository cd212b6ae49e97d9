import type { CommandHandlers } from "./commands.ts";
import type { LazyChat } from "./lazyChat.ts";

type ConversationCommand =
  | "drawbridge.newConversation"
  | "drawbridge.continueAnswer"
  | "drawbridge.editLastQuestion"
  | "drawbridge.chooseRules";

/** The commands about the conversation that is open. */
export function conversationCommands(
  chat: LazyChat,
  openChat: () => Promise<void>,
): Pick<CommandHandlers, ConversationCommand> {
  return {
    "drawbridge.newConversation": async () => {
      (await chat.load()).session.startNew();
    },
    "drawbridge.continueAnswer": async () => (await chat.load()).session.turns.goOn(),
    "drawbridge.editLastQuestion": async () => {
      await openChat();
      (await chat.load()).session.turns.beginEdit();
    },
    "drawbridge.chooseRules": async () => {
      const { session } = await chat.load();
      await (await import("./chooseRules.ts")).chooseRules(session.rules);
    },
  };
}
