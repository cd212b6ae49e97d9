import type { ChatPage } from "./chatPage.ts";
import type { OpenPanel } from "./chatView.ts";

type Chat = { readonly load: () => Promise<{ readonly page: Pick<ChatPage, "actOnCode"> }> };

/** The commands that move the keyboard within the panel. To copy or apply code leaves it where it is, unless the panel is not there. */
export function keyboardCommands(chat: Chat, openChat: OpenPanel) {
  const onCode = async (action: "copyCode" | "applyCode"): Promise<void> => {
    if (!(await chat.load()).page.actOnCode(action)) await openChat();
  };
  return {
    "drawbridge.focusTranscript": () => openChat("transcript"),
    "drawbridge.nextTurn": () => openChat("nextTurn"),
    "drawbridge.previousTurn": () => openChat("previousTurn"),
    "drawbridge.nextCode": () => openChat("nextCode"),
    "drawbridge.previousCode": () => openChat("previousCode"),
    "drawbridge.copyCode": () => onCode("copyCode"),
    "drawbridge.applyCode": () => onCode("applyCode"),
  };
}
