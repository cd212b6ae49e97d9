import type { LeftOut } from "../prompt/leftOutParts.ts";
import { oneLine } from "../base/oneLine.ts";
import { say } from "../terms/words.ts";

/** Longer lists are cut: nobody reads them, and each change of the composer carries them. */
const mostLines = 30;

function line(left: LeftOut): string {
  const question = `“${oneLine(left.question, 60)}”`;
  switch (left.kind) {
    case "turn":
      return say("{0} and its answer", question);
    case "file":
      return say("{0}, beside {1}", left.label, question);
    case "code":
      return say("{0} lines of code in the answer to {1}", left.lines, question);
  }
}

/** What of a conversation does not go along with the next question, one line each. */
export function roomLines(leftOut: readonly LeftOut[]): readonly string[] {
  const more = leftOut.length - mostLines;
  return [...leftOut.slice(0, mostLines).map(line), ...(more > 0 ? [say("and {0} more", more)] : [])];
}
