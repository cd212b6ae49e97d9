/**
 * A text for a message of the editor's that holds words from outside: the editor makes a link of `[words](address)` there,
 * also one that runs a command. With a blank before the address it stays text.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll("](", "] (");
}
