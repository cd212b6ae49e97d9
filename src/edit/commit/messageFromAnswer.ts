/** Longest first line of a commit message, in characters: what git's own tools show of it. */
const longestSubject = 72;

/** A first line shorter than this says too little to be cut off from its rest. */
const shortestSubject = 24;

/** A line that only announces the message: `Here is a commit message for your changes:`. */
const announces =
  /^(?:(?:sure|certainly|of course|okay|ok|great|absolutely)\b|here(?:'s|’s| is| are)\b|below is\b|based on\b|(?:the |a |suggested |proposed )*commit message\b)[^\n]*:?\s*$/i;

/** What may become such a line while its end is still to come. */
const mayAnnounce =
  /^(?:sure|certainly|of course|okay|ok|great|absolutely|here(?:'s|’s| is| are)?|below|based on|(?:the |a |suggested |proposed )*commit)\b/i;

/** A name of the message that stands before it on its line: `Commit message: …`, `**Subject:** …`. */
const label =
  /^\**(?:(?:suggested |proposed )?commit(?: message)?|subject|title|message)\**\s*:\s*\**\s*(?=\S)/i;

/** A paragraph about the message, which is no part of it. */
const about =
  /^(?:\*{0,2}(?:note|explanation)\b|this (?:commit )?message\b|let me know\b|feel free\b|i (?:hope|have|'ve)\b|if you\b)/i;

const fence = /^(?:`{3,}|~{3,})[^\n]*$/;

/** What of an answer there is. */
export type AnswerSoFar = {
  readonly text: string;
  /** Whether no more comes; until then a line that may turn out to be no part of the message is held back. */
  readonly isWhole: boolean;
};

/**
 * The commit message in a model's answer: without fences, quotes, thoughts and words around it, the first line at most 72
 * characters long and an empty line behind it. Empty: there is none. The same for every answer that is a message already.
 */
export function messageFromAnswer({ text, isWhole }: AnswerSoFar): string {
  const lines = withoutThoughts(text)
    .replaceAll(/\r\n?/g, "\n")
    // Nothing invisible gets into a repository's history.
    .replaceAll(/(?![\n\t\u200C\u200D])[\p{Cc}\p{Cf}]/gu, "")
    .split("\n")
    .map((line) => line.trimEnd());
  const inside = withoutFence(withoutAnnouncement(lines, isWhole));
  const message = unquoted(withoutRemarks(inside).join("\n").trim());
  const [first = "", ...rest] = message.split("\n");
  const subject = unquoted(first.replace(/^#+\s+/, "").replace(label, "")).trim();
  return isWhole ? folded(subject, rest) : joined(subject, rest);
}

function withoutThoughts(text: string): string {
  return text.replaceAll(/<think>[^]*?(?:<\/think>|$)/g, "");
}

function withoutAnnouncement(lines: readonly string[], isWhole: boolean): readonly string[] {
  const start = lines.findIndex((line) => line.trim() !== "");
  if (start === -1) return [];
  const first = lines[start] ?? "";
  const rest = lines.slice(start + 1);
  const next = rest.find((line) => line.trim() !== "");
  // The only line of all is the message, whatever it looks like; but more of it may come.
  if (next === undefined) return isWhole || !mayBecomeOne(first) ? lines.slice(start) : [];
  const isAnnouncement = announces.test(first) && (first.endsWith(":") || fence.test(next));
  return isAnnouncement ? rest : lines.slice(start);
}

/** Whether a line that is still being written may turn out to announce the message, or to name it. */
function mayBecomeOne(line: string): boolean {
  return mayAnnounce.test(line) || label.test(`${line} x`);
}

function withoutFence(lines: readonly string[]): readonly string[] {
  const start = lines.findIndex((line) => line.trim() !== "");
  if (start === -1 || !fence.test(lines[start] ?? "")) return lines;
  const inside = lines.slice(start + 1);
  const end = inside.findIndex((line) => fence.test(line));
  return end === -1 ? inside : inside.slice(0, end);
}

/** What follows the message and speaks about it. */
function withoutRemarks(lines: readonly string[]): readonly string[] {
  const at = lines.findIndex((line, index) => index > 0 && lines[index - 1] === "" && about.test(line));
  return at === -1 ? lines : lines.slice(0, at);
}

const quotes: readonly (readonly [string, string])[] = [
  ["**", "**"],
  ['"', '"'],
  ["'", "'"],
  ["`", "`"],
  ["“", "”"],
  ["„", "“"],
  ["«", "»"],
];

/** A text without the quotes around all of it. */
function unquoted(text: string): string {
  for (const [open, close] of quotes) {
    const inside = text.slice(open.length, text.length - close.length);
    const isAround =
      text.length > open.length + close.length && text.startsWith(open) && text.endsWith(close);
    if (isAround && !inside.includes(open) && !inside.includes(close)) return inside;
  }
  return text;
}

/** Where a long first line is cut: before a new thought if there is one, else between two words. */
function cutAt(subject: string): number {
  const head = subject.slice(0, longestSubject + 1);
  const thought = Math.max(...[". ", "; ", ", ", " - ", " – ", " ("].map((sign) => head.lastIndexOf(sign)));
  if (thought >= shortestSubject) return thought;
  const word = head.lastIndexOf(" ");
  return word >= shortestSubject ? word : longestSubject;
}

/** What is too long for the first line stands below it: nothing of it is lost. */
function folded(subject: string, rest: readonly string[]): string {
  if (subject.length <= longestSubject) return joined(subject, rest);
  const at = cutAt(subject);
  const over = subject.slice(at).replace(/^[\s.;,–-]+/, "");
  return joined(subject.slice(0, at).trimEnd(), over === "" ? rest : ["", over, ...rest]);
}

function joined(subject: string, rest: readonly string[]): string {
  const body = rest
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
  return body === "" ? subject : `${subject}\n\n${body}`;
}
