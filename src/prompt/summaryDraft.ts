import type { Route } from "../routing/route.ts";
import type { FileSource } from "../terms/source.ts";
import { chatDraft } from "./chatDraft.ts";
import type { ChatTurn } from "./chatTurn.ts";
import type { Draft, Part } from "./draft.ts";
import { makeDraft } from "./makeDraft.ts";

/** Written for small models: one task, in words that leave little to misread. */
const wish: Part = {
  text:
    "Write a summary of our conversation so far, so that it can go on without the messages above. Say what I want, what " +
    "was found and decided, which files, functions and values it is about, and what is still open. At most 150 words, no code.",
  source: { kind: "instructions" },
};

/** Longest summary to ask for, in tokens: 150 words, and some more for languages with more tokens in a word. */
const longestSummary = 400;

const asked: ChatTurn = { question: "", attachments: [], answer: "" };

/**
 * Asks for a summary of some turns. Without rules of the project it begins with the text that these turns were sent with
 * before, so that the server has read nearly all of it already; what rules say is no part of what was talked about.
 */
export function summaryDraft(
  turns: readonly ChatTurn[],
  route: Route,
  withheld: (source: FileSource) => boolean,
): Draft {
  const draft = chatDraft([...turns, asked], route, withheld);
  const messages = draft.messages.map((message, index, { length }) =>
    index < length - 1
      ? message
      : { ...message, parts: message.parts.map((part) => (part.source.kind === "question" ? wish : part)) },
  );
  return makeDraft({ ...draft, messages, maxTokens: longestSummary });
}
