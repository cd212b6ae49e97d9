import type { CommandView, ToHost } from "../../src/protocol/messages.ts";
import { slashAt } from "./slashAt.ts";
import { blanksAhead, SuggestionStore } from "./suggestionStore.ts";

/**
 * Follows what is typed behind a `/`: the name that is chosen is written out, with room for more behind it, which calls it as
 * if it had been typed.
 */
export function createSlashStore(post: (message: ToHost) => void): SuggestionStore<CommandView> {
  return new SuggestionStore({
    wordAt: slashAt,
    ask: (request, query) => {
      post({ type: "suggestCommands", request, query });
    },
    take: ({ name }, before, after) => {
      const called = `${before}/${name} `;
      return { text: called + after.replace(blanksAhead, ""), caret: called.length };
    },
  });
}
