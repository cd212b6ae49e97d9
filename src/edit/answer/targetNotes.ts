import type { Attachment } from "../../context/attachment.ts";
import { fileOf } from "../../terms/source.ts";
import { say } from "../../terms/words.ts";

/** Says that a change stands on top of what was typed and not saved. */
export function dirtyNote(name: string): string {
  return say(
    "{0} has changes that are not saved. The diff stands on top of them, and nothing is saved for you.",
    name,
  );
}

/** Says that a file is not what the model saw. */
export function olderNote(name: string): string {
  return say("{0} changed since you asked. Read the diff with that in mind.", name);
}

/** Whether a file holds something else now than what stood beside the question, as far as that was all of its lines. */
export function isOlder(beside: readonly Attachment[], uri: string, now: string): boolean {
  const seen = beside.filter(({ source, use, cut }) => {
    const file = fileOf(source);
    return use === undefined && cut === undefined && file?.uri === uri && file.shows === undefined;
  });
  const text = plain(now);
  return seen.some((attachment) => !text.includes(plain(attachment.text)));
}

/** Line ends aside: what the editor gives out has those of the file, what was kept may have others. */
function plain(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
