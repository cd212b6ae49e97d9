import { say } from "../../terms/words.ts";
import type { WriteOutcome } from "./writeProposal.ts";

type Failure = Exclude<WriteOutcome, { kind: "written" }>;

const words: { readonly [K in Failure["kind"]]: (file: string) => string } = {
  declined: (file) =>
    say("{0} was left as it is. Nothing was written. Accept again to be asked once more.", file),
  changed: (file) =>
    say("{0} changed while you decided. Nothing was written; look at the diff, then accept again.", file),
  missing: (file) =>
    say("{0} is not there any more. Nothing was written. Bring it back, then accept again.", file),
  exists: (file) =>
    say(
      "{0} is there already, and is not written over. Nothing was written. Move it away or reject the new one.",
      file,
    ),
  readOnly: (file) =>
    say("{0} cannot be changed. Nothing was written. Make it writable, then try again.", file),
  notebook: (file) =>
    say(
      "{0} is a notebook, which Drawbridge does not edit. Nothing was written. Copy the code into a cell.",
      file,
    ),
  binary: (file) => say("{0} is not a text file. Nothing was written. Choose a text file instead.", file),
  refused: () => say("The editor did not make the change. Nothing was written. Try again in a moment."),
};

/** Says why nothing was written; `nameOf` makes the name that a person knows out of a URI. */
export function writeWords(outcome: Failure, nameOf: (uri: string) => string): string {
  return words[outcome.kind]("uri" in outcome ? nameOf(outcome.uri) : "");
}
