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
      session.addChip();
    },
    removeChip: ({ chip }) => {
      session.removeChip(chip);
    },
    suggest: ({ request, query }) => session.mentioning.suggest(request, query),
    attach: ({ mention }) => session.mentioning.read(mention),
    attachPicture: (handed) => {
      session.mentioning.take(pastedPicture(handed));
    },
    attachPasted: ({ text }) => session.paste(text),
    attachDropped: ({ uris }) => session.mentioning.readAt(uris),
    chipAsText: ({ chip }) => {
      session.chipAsText(chip);
    },
    wantPicture: ({ picture }) => {
      session.showPicture(picture);
    },
    pickContext: async () => (await import("./pickContext.ts")).pickContext(session.mentioning),
    showChip: async ({ chip }) => {
      const shown = session.chip(chip);
      if (shown !== undefined) await (await import("./showChip.ts")).showChip(shown);
    },
  };
}
