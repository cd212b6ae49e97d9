/** Whether a line begins or ends a block of code in Markdown. */
export function isFence(line: string): boolean {
  return /^\s*(?:```|~~~)/.test(line);
}
