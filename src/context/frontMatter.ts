/** A text with the `key: value` lines that stood before it between two lines of `---`. */
export type FrontMatter = {
  /** By lower-case key; what is not one line of `key: value`, such as a list, has only its key. */
  readonly fields: ReadonlyMap<string, string>;
  readonly body: string;
  /** The line of the file in which the body begins, counted from 1. */
  readonly firstLine: number;
};

/**
 * Reads the front matter of a text whose lines end with `\n`. It is a part of YAML that cannot mean two things: one value
 * on one line, in quotes or not. A front matter that does not end is none.
 */
export function readFrontMatter(text: string): FrontMatter {
  const lines = text.split("\n");
  const end =
    lines[0]?.trimEnd() === "---" ? lines.findIndex((line, at) => at > 0 && line.trimEnd() === "---") : -1;
  if (end === -1) return { fields: new Map(), body: text, firstLine: 1 };
  const fields = new Map(lines.slice(1, end).flatMap(fieldIn));
  const blank = lines.slice(end + 1).findIndex((line) => line.trim() !== "");
  const start = end + 1 + Math.max(0, blank);
  return { fields, body: lines.slice(start).join("\n"), firstLine: start + 1 };
}

function fieldIn(line: string): readonly (readonly [key: string, value: string])[] {
  const [, key, value] = /^([A-Za-z][\w-]*):(?:\s+(.*))?$/.exec(line.trimEnd()) ?? [];
  return key === undefined ? [] : [[key.toLowerCase(), unquoted(value?.trim() ?? "")]];
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) && value.length > 1 ? value.slice(1, -1) : value;
}
