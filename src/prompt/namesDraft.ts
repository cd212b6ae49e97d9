import type { Attachment } from "../context/attachment.ts";
import { fileOf, sourceKey, type Source } from "../terms/source.ts";
import { attachmentParts } from "./attachmentParts.ts";
import type { Draft, Part } from "./draft.ts";
import type { DraftLimits } from "./draftLimits.ts";
import { instructedDraft } from "./instructedDraft.ts";

/** A symbol that new names are wanted for. */
export type NamesWish = {
  readonly name: string;
  /** The lines that define it. */
  readonly definition: Attachment;
  /** Some of the lines that use it. */
  readonly uses: readonly Attachment[];
};

/** Written for models of one to three billion parameters: one thing to do, and one form to do it in. */
const instructions =
  "You suggest names for things in code. Answer with the names alone, one on each line, and with no other words.";

const own: Source = { kind: "instructions" };

const form =
  ". Each one says in few words what it holds or does, and is written as names are in this code. One name on each line.";

/** Longest answer to ask for, in tokens: a few names, with what some models think before them. */
const longestAnswer = 800;

/**
 * Asks for other names of a symbol. What the user left out is in no part of it, nor is a use in a file that may not go where
 * the route leads; of the definition that is for the gate to say.
 */
export function namesDraft({ name, definition, uses }: NamesWish, { removed, withheld }: DraftLimits): Draft {
  const isKept = ({ source }: Attachment): boolean => !removed.has(sourceKey(source));
  const mayGo = ({ source }: Attachment): boolean => {
    const file = fileOf(source);
    return file === undefined || !withheld(file);
  };
  const user: readonly Part[] = [
    ...[definition, ...uses.filter(mayGo)].filter(isKept).flatMap(attachmentParts),
    { text: "Suggest 5 clearer names for `", source: own },
    { text: name, source: { kind: "question" } },
    { text: `\`${form}`, source: own },
  ];
  return instructedDraft({ task: "edit", instructions, user, maxTokens: longestAnswer });
}
