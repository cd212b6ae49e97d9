/** A text with the `key: value` lines that stood before it between two lines of `---`. */
export type FrontMatter = {
  /** By lower-case key. A value of several lines is one line, its parts put together with commas. */
  readonly fields: ReadonlyMap<string, string>;
  readonly body: string;
  /** The line of the file in which the body begins, counted from 1. */
  readonly firstLine: number;
};

/**
 * Reads the front matter of a text whose lines end with `\n`: of YAML only plain keys with texts or lists of texts, in
 * quotes or not. A front matter that does not end is none.
 */
export function readFrontMatter(text: string): FrontMatter {
  const lines = text.split("\n");
  const end = isFence(lines[0]) ? lines.findIndex((line, at) => at > 0 && isFence(line)) : -1;
  if (end === -1) return { fields: new Map(), body: text, firstLine: 1 };
  const blank = lines.slice(end + 1).findIndex((line) => line.trim() !== "");
  const start = end + 1 + Math.max(0, blank);
  return { fields: fieldsIn(lines.slice(1, end)), body: lines.slice(start).join("\n"), firstLine: start + 1 };
}

function isFence(line: string | undefined): boolean {
  return line?.trimEnd() === "---";
}

function fieldsIn(lines: readonly string[]): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  let last: string | undefined;
  for (const line of lines) {
    const [, key, value = ""] = /^([A-Za-z][\w-]*):(?:\s+(.*))?$/.exec(line.trimEnd()) ?? [];
    const [, more] = /^(?:\s+(?:-\s+)?|-\s+)(\S.*)$/.exec(line) ?? [];
    if (key !== undefined) {
      last = key.toLowerCase();
      fields.set(last, unquoted(value.trim()));
    } else if (more !== undefined && last !== undefined) {
      const before = fields.get(last) ?? "";
      fields.set(last, [...(before === "" ? [] : [before]), unquoted(more.trim())].join(", "));
    }
  }
  return fields;
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) && value.length > 1 ? value.slice(1, -1) : value;
}
