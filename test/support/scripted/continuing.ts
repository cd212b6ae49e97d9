import { inTokens } from "./answerTokens.ts";
import { cursorIn } from "./cursorIn.ts";
import type { Answer, Asked } from "./serverScript.ts";

/** A model that knows how some texts go on: by how the text before the cursor ends. Elsewhere it has nothing to add. */
export function continuing(
  known: Readonly<Record<string, string>>,
): (asked: Pick<Asked, "prompt">) => Answer {
  return ({ prompt }) => {
    const { before } = cursorIn(prompt);
    const ending = Object.keys(known).find((text) => before.endsWith(text));
    return { tokens: inTokens(ending === undefined ? "" : (known[ending] ?? "")) };
  };
}
