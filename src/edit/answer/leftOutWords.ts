import { say } from "../../terms/words.ts";
import type { LeftOut } from "./planTarget.ts";

/** Why nothing of an answer comes into a file, besides what is wrong with its code. */
export type Unfit = LeftOut | "elsewhere" | "folder" | "gone" | "readOnly" | "notebook" | "tooLarge";

const words: { readonly [K in Unfit]: (file: string) => string } = {
  empty: (file) =>
    say("There is no code in this block that could go into {0}. Ask for the code, then apply it.", file),
  prose: (file) => say("This block is text and no code for {0}. Ask for the code, then apply it.", file),
  wrongLanguage: (file) =>
    say(
      "This code is in another language than {0}. Choose the file it is for, or open it as a new one.",
      file,
    ),
  partOfNothing: (file) =>
    say(
      "{0} is not there yet, and this is only a part of it. Ask for the whole file, or choose another one.",
      file,
    ),
  binary: (file) => say("{0} is not a text file. Choose the file this code is for.", file),
  conflictMarkers: (file) =>
    say("{0} holds a merge that is not resolved. Resolve it, then apply the code again.", file),
  cutOff: (file) =>
    file === ""
      ? say("The answer ended before this code did. Let it go on or ask again, then apply the code.")
      : say(
          "The answer ended before the code for {0} did. Let it go on or ask again, then apply the code.",
          file,
        ),
  notFound: (file) =>
    say(
      "The lines that this code would change were not found in {0}, or more than once. Ask again with the file beside the question.",
      file,
    ),
  byPerson: (file) => say("You left out a block for {0}.", file),
  elsewhere: (file) =>
    say("The answer names {0}, which is no place in this workspace. Choose the file this code is for.", file),
  folder: (file) => say("{0} is a folder. Choose the file this code is for.", file),
  gone: (file) => say("{0} is not there any more. Choose the file this code is for.", file),
  readOnly: (file) => say("{0} cannot be changed. Choose another file, or copy the code.", file),
  notebook: (file) =>
    say("{0} is a notebook, which Drawbridge does not edit. Copy the code into a cell.", file),
  tooLarge: (file) =>
    say("{0} is too large to find a place in it. Insert the code at the cursor instead.", file),
};

/** Says why nothing came into a file, and what to do; `file` is the name a person knows it by. */
export function leftOutWords(reason: Unfit, file: string): string {
  return words[reason](file);
}

/** What another file than the one that was found may mend. */
const mendable: ReadonlySet<Unfit> = new Set([
  "wrongLanguage",
  "partOfNothing",
  "binary",
  "elsewhere",
  "folder",
  "gone",
  "readOnly",
]);

/** Whether choosing another file is a way on. */
export function mayChooseFile(reason: Unfit): boolean {
  return mendable.has(reason);
}
