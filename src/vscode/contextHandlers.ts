import type { ChatSession } from "../chat/chatSession.ts";
import { pastedPicture } from "../chat/pastedPicture.ts";
import type { ToHost } from "../protocol/messages.ts";

type ContextMessage =
  | "addChip"
  | "removeChip"
  | "suggest"
  | "attach"
  | "attachPicture"
  | "attachPasted"
  | "attachDropped"
  | "chipAsText"
  | "wantPicture"
  | "pickContext"
  | "showChip";

/** What the view's messages do that are about texts and pictures beside a question. */
export function contextHandlers(session: ChatSession): {
  readonly [T in ContextMessage]: (message: Extract<ToHost, { type: T }>) => unknown;
} {
  return {
    addChip: () => {
      session.chips.restoreActive();
    },
    removeChip: ({ chip }) => {
      session.chips.remove(chip);
    },
    suggest: ({ request, query }) => session.mentioning.suggest(request, query),
    attach: ({ mention }) => session.mentioning.read(mention),
    attachPicture: (handed) => {
      session.mentioning.take(pastedPicture(handed));
    },
    attachPasted: ({ text }) => session.chips.paste(text),
    attachDropped: ({ uris, of }) => session.mentioning.readAt(uris, of),
    chipAsText: ({ chip }) => {
      session.chips.asText(chip);
    },
    wantPicture: ({ picture }) => {
      session.chips.showPicture(picture);
    },
    pickContext: async () => (await import("./pickContext.ts")).pickContext(session.mentioning),
    showChip: async ({ chip, turn }) => {
      const shown = session.chips.find(chip, turn);
      if (shown !== undefined) await (await import("./showChip.ts")).showChip(shown);
    },
  };
}
