import type { Attachment } from "../context/attachment.ts";
import { strictestVerdict, type PathVerdict } from "../context/pathVerdict.ts";
import { fileOf } from "../terms/source.ts";
import type { ChatEditor } from "./chatPorts.ts";
import { rulesThen, type Conversation } from "./conversation.ts";

/** What is known to be said about a document: by the rules of now, and by those it came into a conversation with. */
export function verdictNow(
  editor: Pick<ChatEditor, "verdict">,
  conversation: Conversation,
): (uri: string) => PathVerdict | undefined {
  const before = rulesThen(conversation);
  return (uri) => {
    const [now, then] = [editor.verdict(uri), before.get(uri)];
    return now === undefined || then === undefined ? (now ?? then) : strictestVerdict([now, then]);
  };
}

/** Whether a chip's text can be a part of a question instead: no rule is about it, and all of it is there. */
export function canBeText(chip: Attachment, editor: Pick<ChatEditor, "verdict">): boolean {
  const uri = fileOf(chip.source)?.uri;
  const isFree = uri === undefined || editor.verdict(uri)?.kind === "allowed";
  return isFree && chip.cut === undefined && chip.picture === undefined;
}

/** Settles when the path rules have said something about every chip that is a file's. */
export async function judgeAll(
  chips: readonly Attachment[],
  editor: Pick<ChatEditor, "verdict" | "judge">,
): Promise<void> {
  const unknown = chips
    .flatMap(({ source }) => fileOf(source)?.uri ?? [])
    .filter((uri) => editor.verdict(uri) === undefined);
  await Promise.all(unknown.map((uri) => editor.judge(uri)));
}

/** A chip with the rule that it was shown with, which holds for as long as the conversation does. */
export function asJudged(chip: Attachment, editor: Pick<ChatEditor, "verdict">): Attachment {
  const uri = fileOf(chip.source)?.uri;
  const said = uri === undefined ? undefined : editor.verdict(uri);
  return said?.kind === "deviceOnly" ? { ...chip, stays: said } : chip;
}
