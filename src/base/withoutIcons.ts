/** A text from outside for a place where the editor draws `$(name)` as an icon: there it stays text. */
export function withoutIcons(text: string): string {
  return text.replaceAll("$(", "\\$(");
}
