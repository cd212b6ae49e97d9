import type { LeftOut } from "../prompt/leftOutParts.ts";
import { oneLine } from "../base/oneLine.ts";

/** Longer lists are cut: nobody reads them, and each change of the composer carries them. */
const mostLines = 30;

function line(left: LeftOut): string {
  const question = `“${oneLine(left.question, 60)}”`;
  switch (left.kind) {
    case "turn":
      return `${question} and its answer`;
    case "file":
      return `${left.label}, beside ${question}`;
    case "code":
      return `${left.lines} lines of code in the answer to ${question}`;
  }
}

/** What of a conversation does not go along with the next question, one line each. */
export function roomLines(leftOut: readonly LeftOut[]): readonly string[] {
  const more = leftOut.length - mostLines;
  return [...leftOut.slice(0, mostLines).map(line), ...(more > 0 ? [`and ${more} more`] : [])];
}
