import type { ChatViewState } from "../../src/protocol/messages.ts";
import { chatState, measured, turn } from "../../test/webview/chatStates.ts";
import { markdownCorpus } from "../../test/unit/media/markdownCorpus.ts";

/** A conversation of 500 turns with ordinary answers. */
export function longConversation(): ChatViewState {
  const text = markdownCorpus["an ordinary answer"] ?? "";
  const turns = Array.from({ length: 500 }, (_, n) =>
    turn(`turn-${n}`, `Question ${n}`, { text, measured: measured() }),
  );
  return chatState({ turns });
}
