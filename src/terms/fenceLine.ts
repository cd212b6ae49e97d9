/** What opens a fenced block of Markdown: how far it is indented, its backticks or tildes, and what stands behind them. */
export type FenceOpening = { readonly indent: number; readonly marker: string; readonly info: string };

/** Reads a line, without its end, that opens a fenced block; `undefined` when it opens none. */
export function fenceOpening(line: string): FenceOpening | undefined {
  const match = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})(.*)$/.exec(line);
  if (match === null) return undefined;
  const [, indent = "", marker = "", info = ""] = match;
  return { indent: indent.length, marker, info: info.trim() };
}

/** Whether a line, without its end, closes the block. */
export function closesFence(line: string, { marker }: Pick<FenceOpening, "marker">): boolean {
  const match = /^ {0,3}(`+|~+) *$/.exec(line)?.[1];
  return match?.startsWith(marker) === true;
}
