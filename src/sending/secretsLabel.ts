import type { Screening } from "../terms/screening.ts";
import { say } from "../terms/words.ts";

/** What the gate found in a text, or that it could not look to its end, as a sentence. */
export function secretsLabel({ findings, complete }: Screening): string {
  const [first, ...more] = findings;
  if (first === undefined || !complete) return say("This could not be screened for secrets to its end.");
  return more.length === 0
    ? say("1 possible secret was found ({0}).", first.label)
    : say("{0} possible secrets were found ({1} and others).", findings.length, first.label);
}
