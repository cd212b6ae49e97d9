import { longestQuestion } from "../../src/protocol/limits.ts";
import { say } from "../../src/terms/words.ts";
import { formatCount } from "./measuredText.ts";

/** Why a draft of so many characters cannot be sent, when it cannot. */
export function tooLong(length: number): string | undefined {
  return length <= longestQuestion
    ? undefined
    : say(
        "This is too long to send: {0} of at most {1} characters.",
        formatCount(length),
        formatCount(longestQuestion),
      );
}
