import type { KeptBody } from "../ledger/ledgerReader.ts";
import { sizeLabel } from "./ledgerWords.ts";
import { hiddenCharacters } from "../terms/hiddenCharacters.ts";
import { say } from "../terms/words.ts";

/** Bytes of a body that are shown; a browser takes its time with more. */
const mostBytes = 200_000;

/** A body as text, and what a reader must know about it. */
export type BodyText = { readonly text: string; readonly note: string };

const match = (matches: boolean | undefined): string => {
  if (matches === undefined) return say("Nothing tells any more whether they were changed since.");
  return matches
    ? say("They match the mark in the record.")
    : say("They do not match the mark in the record: they were changed since.");
};

/** Characters that could hide others or turn the direction of writing, as one can read them. */
function visible(text: string): string {
  return text.replace(
    hiddenCharacters.exact,
    (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ""}}`,
  );
}

/** What left, to be read; `undefined` stands for a body that is not kept. */
export function bodyText(body: KeptBody | undefined): BodyText {
  if (body === undefined)
    return {
      text: "",
      note: say("This is not kept, or not any more: what left is kept for a few days only."),
    };
  const { bytes, matches } = body;
  const size = sizeLabel(bytes.length);
  const shown = bytes.subarray(0, mostBytes);
  const cut =
    shown.length < bytes.length ? ` ${say("Only the first {0} are shown.", sizeLabel(shown.length))}` : "";
  return {
    text: visible(new TextDecoder().decode(shown)),
    note: `${say("The {0} that left, exactly.", size)} ${match(matches)}${cut}`,
  };
}
