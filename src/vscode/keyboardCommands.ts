import type { ChatPage } from "./chatPage.ts";
import type { OpenPanel } from "./chatView.ts";

type Chat = { readonly load: () => Promise<{ readonly page: Pick<ChatPage, "copyCode"> }> };

/** The commands that move the keyboard within the panel. To copy code leaves it where it is, unless the panel is not there. */
export function keyboardCommands(chat: Chat, openChat: OpenPanel) {
  return {
    "drawbridge.focusTranscript": () => openChat("transcript"),
    "drawbridge.nextTurn": () => openChat("nextTurn"),
    "drawbridge.previousTurn": () => openChat("previousTurn"),
    "drawbridge.nextCode": () => openChat("nextCode"),
    "drawbridge.previousCode": () => openChat("previousCode"),
    "drawbridge.copyCode": async () => {
      if (!(await chat.load()).page.copyCode()) await openChat();
    },
  };
}
