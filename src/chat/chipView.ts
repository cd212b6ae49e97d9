import { sizeWords } from "../base/sizeWords.ts";
import type { Attachment } from "../context/attachment.ts";
import { attachmentTokens } from "../context/attachmentTokens.ts";
import { deviceOnlyNote, type PathVerdict } from "../context/pathVerdict.ts";
import type { ChipView } from "../protocol/messages.ts";
import { pictureSides } from "../terms/picture.ts";
import { fileOf, sourceLabel, sourcePlace } from "../terms/source.ts";
import { chipId } from "./chatTurns.ts";
import { codebaseChip } from "./composerChips.ts";
import { say } from "../terms/words.ts";

/** A text or a picture beside a question, as it is shown; `verdict` is what the path rules are known to say about a document. */
export function chipView(
  attachment: Attachment,
  { verdict }: { readonly verdict: (uri: string) => PathVerdict | undefined },
): ChipView {
  const { source, picture } = attachment;
  const file = fileOf(source);
  const said = file && verdict(file.uri);
  const note = said?.kind === "deviceOnly" ? [deviceOnlyNote(said)] : [];
  return {
    id: chipId(attachment),
    label: sourceLabel(source),
    title: [sourcePlace(source), ...note].join("\n"),
    tokens: attachmentTokens(attachment),
    ...(picture && {
      picture: { id: picture.sha256, words: `${pictureSides(picture)}, ${sizeWords(picture.bytes)}` },
    }),
    ...(note[0] !== undefined && { deviceOnly: note[0] }),
    ...(attachment.cut !== undefined && { cut: attachment.cut }),
    ...handling(attachment),
  };
}

function handling({ source, picture, cut, use }: Attachment): Pick<ChipView, "isCalled" | "isPasted"> {
  const isWhole = picture === undefined && cut === undefined;
  return {
    ...(use === "prompt" && { isCalled: true }),
    ...(source.kind === "pasted" && isWhole && { isPasted: true }),
  };
}

/** What stands for code that is found when the question is sent. */
export const codebaseView: ChipView = {
  id: codebaseChip,
  label: say("Codebase"),
  title: say("Code that fits your question is found when you send it"),
};
