/**
 * What to hold back and what to add at the end of a text that is still being written, so that what is on screen grows
 * instead of flickering: a lone `-` under a paragraph is a heading's underline until the list item it starts goes on.
 */

const marker = /^[\s>]*(?:[-+*=_#~`|:][-+*=_#~`|: \t]*|\d{1,9}[.)]?[ \t]*|[-+*][ \t]+\[[ xX]?\]?)?$/;
const tableHead = /(?:^|\n[ \t]*\n|^\n)( {0,3}\|[^\n]*(?:\n[ \t|:-]*)?)$/;
const longestLine = 2000;

/** How many characters at the end to keep off the screen until more is known. */
export function heldBack(source: string): number {
  const line = lastLine(source);
  if (line.length > longestLine) return 0;
  const head = tableHead.exec(source.slice(-longestLine))?.[1];
  if (head !== undefined) return head.length;
  if (marker.test(line)) return line.length;
  return /[*_~`]*$/.exec(line)?.[0].length ?? 0;
}

/** The delimiters that close what the last line leaves open: "`", "**" or "*", in the order they must come. */
export function openDelimiters(source: string): string {
  const line = lastLine(source);
  if (line.length > longestLine || /^ *(?:`{3,}|~{3,})/m.test(source)) return "";
  const masked = line.replace(/\\.|(?<!`)(`+)(?!`).*?[^`]\1(?!`)/g, (closed) => "x".repeat(closed.length));
  const code = /`+/.exec(masked);
  const prose = masked.slice(0, code?.index);
  const open: string[] = [];
  for (const { 0: run, index } of prose.matchAll(/\*\*|\*/g))
    toggle(open, run, { before: masked[index - 1] ?? " ", after: masked[index + run.length] ?? " " });
  return (code?.[0] ?? "") + open.reverse().join("");
}

function toggle(
  open: string[],
  run: string,
  around: { readonly before: string; readonly after: string },
): void {
  if (open.at(-1) === run && around.before.trim() !== "") open.pop();
  else if (around.after.trim() !== "") open.push(run);
}

function lastLine(source: string): string {
  return source.slice(source.lastIndexOf("\n") + 1);
}
