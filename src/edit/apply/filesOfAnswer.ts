import { codeLabel } from "../../terms/codeLabel.ts";
import { pathComment } from "./answerForm.ts";
import { fencedBlocks } from "./fencedBlocks.ts";

/** A block of code of an answer, and the file that it is said to be for. */
export type AnswerBlock = {
  readonly code: string;
  /** As its fence says, lower case; may be empty. */
  readonly language: string;
  /** As the answer writes it. */
  readonly file?: string;
  /** The answer ended before the block did. */
  readonly isCutOff: boolean;
};

/**
 * The blocks of code in an answer, in order. A block's file is named by its fence, by the line before it if that is about
 * nothing else (`**src/a.ts**`, `` `a.ts`: ``, `### src/a.ts`), by its first row if that is a comment with a path, or by a
 * diff's header.
 */
export function filesOfAnswer(markdown: string): readonly AnswerBlock[] {
  const text = markdown.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  return fencedBlocks(text).map(({ info, text: code, lead, isOpen }) => {
    const label = codeLabel(info);
    const [first = ""] = code.trimStart().split("\n");
    const file = label.file ?? leadingPath(lead) ?? pathComment(first) ?? diffPath(code);
    return { code, language: label.language, isCutOff: isOpen, ...(file !== undefined && { file }) };
  });
}

const path = /(?:[\w@.-]+\/)*[\w@.-]*\w\.[A-Za-z]\w{0,9}|(?:[\w@.-]+\/)+[\w@.-]+|Dockerfile|Makefile/;

/** The path that a line before a block names: alone but for marks, or as the one path in backticks of a line that ends with a colon. */
function leadingPath(lead: string): string | undefined {
  const bare = lead
    .replace(/^(?:#{1,6}\s+|[-*]\s+|\d+[.)]\s+)/, "")
    .replace(/[*_`:]+/g, (marks) => (marks.includes("_") && !marks.includes("*") ? marks : ""));
  const alone = /^(?:(?:file|filename|path|in|create|update|edit|new file)\s+)?(\S+)$/i.exec(
    bare.trim(),
  )?.[1];
  if (alone !== undefined && new RegExp(`^(?:${path.source})$`).test(alone)) return alone;
  const quoted = [...lead.matchAll(/`([^`\s]+)`/g)].map(([, word = ""]) => word);
  const paths = quoted.filter((word) => new RegExp(`^(?:${path.source})$`).test(word));
  return paths.length === 1 && /[:：]\**\s*$/.test(lead) ? paths[0] : undefined;
}

function diffPath(code: string): string | undefined {
  const header = /^--- (\S+).*\n\+\+\+ (\S+)/m.exec(code);
  const named = header?.[2] === "/dev/null" ? header[1] : header?.[2];
  return named?.replace(/^[ab]\//, "");
}
