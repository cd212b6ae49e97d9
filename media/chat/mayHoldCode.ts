/** Whether Markdown may have a block of code in it, fenced or indented: where this says no, there is none. */
export function mayHoldCode(markdown: string): boolean {
  return /```|~~~| {4}|\t/.test(markdown);
}
