import type { MentionView, ToHost } from "../../src/protocol/messages.ts";
import { mentionAt } from "./mentionAt.ts";
import { SuggestionStore } from "./suggestionStore.ts";

/** Follows what is typed behind an `@`: what is chosen goes beside the question, and its word goes. */
export function createMentionStore(post: (message: ToHost) => void): SuggestionStore<MentionView> {
  return new SuggestionStore({
    wordAt: mentionAt,
    ask: (request, query) => {
      post({ type: "suggest", request, query });
    },
    take: ({ id }, before, after) => {
      post({ type: "attach", mention: id });
      return { text: before + after, caret: before.length };
    },
  });
}
