import type { MentionView, ToHost } from "../../src/protocol/messages.ts";
import { mentionAt } from "./mentionAt.ts";
import { SuggestionStore } from "./suggestionStore.ts";

/** Behind a word of the same line that ends no sentence. */
const inSentence = /[^\s.?!:][ \t]*$/;

/**
 * Follows what is typed behind an `@`: what is chosen goes beside the question. Its word goes where a sentence could begin;
 * in the midst of one the name of what was chosen takes its place, or there would be a hole.
 */
export function createMentionStore(post: (message: ToHost) => void): SuggestionStore<MentionView> {
  return new SuggestionStore({
    wordAt: mentionAt,
    ask: (request, query) => {
      post({ type: "suggest", request, query });
    },
    take: ({ id, kind, label }, before, after) => {
      post({ type: "attach", mention: id });
      // What a search finds has no name.
      const isNamed = inSentence.test(before) && kind !== "search";
      const goesOn = /^\S/.test(after);
      const taken = before + (isNamed ? label + (goesOn ? "" : " ") : "");
      return { text: taken + after.trimStart(), caret: taken.length };
    },
  });
}
