import type { CommandView, MentionView, ToHost } from "../../src/protocol/messages.ts";
import { createMentionStore } from "./mentionStore.ts";
import { createSlashStore } from "./slashStore.ts";
import type { SuggestionStore } from "./suggestionStore.ts";

type List = SuggestionStore<MentionView> | SuggestionStore<CommandView>;

/** What can be chosen while a draft is written. Never more than one list is open. */
export type SuggestionLists = {
  /** What is mentioned in the draft. */
  readonly mentions: SuggestionStore<MentionView>;
  /** What the draft calls by a `/`. */
  readonly commands: SuggestionStore<CommandView>;
  /** The list that is open above the message box. */
  readonly open: () => List | undefined;
  /** The list that would be open, had the host said by now what is in it. */
  readonly awaited: () => List | undefined;
  /** The text of the message box or its caret has changed. */
  readonly look: (text: string, caret: number) => void;
  /** Whoever wrote has left the message box, or sent what is in it: no list stays, and none comes late. */
  readonly close: () => void;
};

/** The lists of the message box; `post` asks the host what is in them. */
export function createSuggestionLists(post: (message: ToHost) => void): SuggestionLists {
  const mentions = createMentionStore(post);
  const commands = createSlashStore(post);
  const both: readonly List[] = [mentions, commands];
  return {
    mentions,
    commands,
    open: () => both.find(({ choice }) => choice.value !== undefined),
    awaited: () => both.find(({ isAwaited }) => isAwaited),
    look: (text, caret) => {
      for (const list of both) list.look(text, caret);
    },
    close: () => {
      for (const list of both) list.close();
    },
  };
}
