/** A table in Markdown; whatever is in its cells stays in them, as text. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cellText).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** An address alone is set as code, so that no page makes a link of it. */
function cellText(text: string): string {
  if (/^https?:\S+$/.test(text)) return `\`${text.replaceAll("|", "\\|")}\``;
  return text.replace(/[\\`*_<[\]|]/g, "\\$&").replace(/\s+/g, " ");
}
