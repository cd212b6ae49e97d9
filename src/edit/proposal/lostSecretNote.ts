import { say } from "../../terms/words.ts";

/** Says that a placeholder stands in a proposal where a secret was, which could not be put back. */
export function lostSecretNote(): string {
  return say(
    "A secret was left out of what was sent, and a placeholder stands for it in the answer. Put it back before you save.",
  );
}
