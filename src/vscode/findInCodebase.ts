import { present } from "../base/present.ts";
import type { FindCode } from "../chat/mentions.ts";
import type { CodeIndex } from "../context/codeIndex/codeIndex.ts";
import type { CodeIndexState } from "../context/codeIndex/codeIndexState.ts";
import { isTrusted } from "./windowPlace.ts";
import { say } from "../terms/words.ts";

/** The code index of a window, as far as it is searched; `undefined`: no folder is open. */
export type SearchedIndex = {
  readonly load: () => Promise<
    | {
        readonly index: {
          readonly search: CodeIndex["search"];
          readonly state: () => Pick<CodeIndexState, "kind">;
        };
      }
    | undefined
  >;
};

/** Finds code in the index of this window, which the first question builds. Where there is none, that is said. */
export function findInCodebase(codeIndex: SearchedIndex): FindCode {
  return async (question, { enough, ...wanted }) => {
    if (!isTrusted()) return nothing(say("Drawbridge does not index a workspace that you do not trust."));
    const open = await codeIndex.load();
    if (open === undefined) return nothing(say("No folder is open, so there is no code to search."));
    const code = await open.index.search(question, { ...wanted, enough });
    const attachments = code.map(({ source, languageId, text }) => ({ source, languageId, text }));
    if (enough.aborted) return { attachments, leftOut: say("Finding code was stopped before its end.") };
    const { kind } = open.index.state();
    if (attachments.length > 0) return { attachments, ...present({ leftOut: partly(kind) }) };
    return nothing(
      kind === "paused"
        ? say("The code index is paused, and nothing in it fits the words of your question.")
        : say("Nothing in the code fits the words of your question."),
    );
  };
}

/** Why an index may not hold all the code there is. */
function partly(kind: CodeIndexState["kind"]): string | undefined {
  if (kind === "paused") return say("The code index is paused. Newer code may be missing.");
  if (kind === "building") return say("The code index is still being built. Some code may be missing.");
  return undefined;
}

function nothing(leftOut: string) {
  return { attachments: [], leftOut };
}
