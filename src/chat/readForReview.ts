import type { MentionDesk } from "./mentionDesk.ts";
import { say } from "../terms/words.ts";

/** Puts what is not committed yet beside the next question, of every repository; says so when there is nothing. */
export async function readForReview(mentioning: Pick<MentionDesk, "readEvery">): Promise<void> {
  await mentioning.readEvery("changes", {
    isMeant: (id) => id.endsWith("#all"),
    nothing: say("No changes were found that are not committed. What is beside the question is reviewed."),
  });
}
