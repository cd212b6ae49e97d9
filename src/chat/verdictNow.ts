import type { Attachment } from "../context/attachment.ts";
import { strictestVerdict, type PathVerdict } from "../context/pathVerdict.ts";
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

/** Settles when the path rules have said something about every chip. */
export async function judgeAll(
  chips: readonly Attachment[],
  editor: Pick<ChatEditor, "verdict" | "judge">,
): Promise<void> {
  const unknown = chips.map(({ source }) => source.uri).filter((uri) => editor.verdict(uri) === undefined);
  await Promise.all(unknown.map((uri) => editor.judge(uri)));
}

/** A chip with the rule that it was shown with, which holds for as long as the conversation does. */
export function asJudged(chip: Attachment, editor: Pick<ChatEditor, "verdict">): Attachment {
  const said = editor.verdict(chip.source.uri);
  return said?.kind === "deviceOnly" ? { ...chip, stays: said } : chip;
}
