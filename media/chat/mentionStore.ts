import type { MentionView, ToHost } from "../../src/protocol/messages.ts";
import { spelledOut } from "../parts/visibleRuns.ts";
import { mentionAt } from "./mentionAt.ts";
import { blanksAhead, SuggestionStore } from "./suggestionStore.ts";

/** What has a name that can stand in a sentence. A search has none, and a command or a commit is called by a text. */
const named: readonly MentionView["kind"][] = ["file", "folder", "symbol", "open", "problems", "selection"];

/** A longer name, in characters, is no word of a sentence. */
const longestName = 100;

/** Behind a word of the same line that ends no sentence. */
const inSentence = /[^\s.?!:][^\S\r\n]*$/;
/** Behind what is called: a sentence could begin there. */
const behindCall = /^\s*\/\S+\s+$/;
/** What is left of the word that was written, where the caret stood in the midst of it. */
const restOfWord = /^[\p{L}\p{N}_][\p{L}\p{N}_./-]*/u;

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
      const name = nameOf(kind, label);
      const rest = after.replace(restOfWord, "");
      const isNamed = name !== "" && inSentence.test(before) && !behindCall.test(before);
      const room = rest === "" || blanksAhead.test(rest) ? " " : "";
      const taken = before + (isNamed ? name + room : "");
      return { text: taken + rest.replace(blanksAhead, ""), caret: taken.length };
    },
  });
}

/** A project may call its files and symbols as it likes, and in the message box nothing tells what is not seen. */
function nameOf(kind: MentionView["kind"], label: string): string {
  const name = spelledOut(label.replaceAll(/\s+/g, " ").trim(), "prose");
  return named.includes(kind) && name.length <= longestName ? name : "";
}
