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
    return now === undefined || then === undefined ? now : strictestVerdict([now, then]);
  };
}

/** A chip with the rule that it was shown with, which holds for as long as the conversation does. */
export function asJudged(chip: Attachment, editor: Pick<ChatEditor, "verdict">): Attachment {
  const uri = fileOf(chip.source)?.uri;
  const said = uri === undefined ? undefined : editor.verdict(uri);
  return said?.kind === "deviceOnly" ? { ...chip, stays: said } : chip;
}
