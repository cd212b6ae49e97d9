import { isNamed } from "./isNamed.ts";
import type { MentionSource } from "./mentionSource.ts";
import { say } from "../terms/words.ts";

/** The code of the workspace: what of it fits a question is found with the question's own words, when it is sent. */
export const mentionedCodebase: MentionSource = (query) => {
  if (!isNamed(query, "codebase", "workspace", say("Codebase"), say("Workspace"))) return Promise.resolve([]);
  return Promise.resolve([
    {
      ...{ kind: "codebase", key: "all", label: say("Codebase") },
      detail: say("Code that fits your question, found when you send it"),
      read: () => Promise.resolve({ attachments: [], findsCode: true }),
    },
  ]);
};
