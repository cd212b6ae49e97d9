import type { Attachment } from "../context/attachment.ts";
import type { Part } from "./draft.ts";
import { sourceHeading } from "./sourceHeading.ts";

/** What stands before and after an attached text or picture. */
export function attachmentFrame({
  source,
  languageId,
  picture,
}: Attachment): readonly [before: Part, after: Part] {
  if (picture !== undefined)
    return [
      { text: `${sourceHeading(source)}\n`, source, isFrame: true },
      { text: "\n", source, isFrame: true },
    ];
  return [
    { text: `${sourceHeading(source)}\n\`\`\`${languageId}\n`, source, isFrame: true },
    { text: "\n```\n\n", source, isFrame: true },
  ];
}

/** The attached text is a part by itself: its lines can be counted from the source's first one. */
export function attachmentParts(attachment: Attachment): readonly Part[] {
  const { source, text, picture } = attachment;
  const [before, after] = attachmentFrame(attachment);
  return [before, { text, source, ...(picture && { picture }) }, after];
}
