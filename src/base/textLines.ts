/** The lines of a text, each with its end, so that put together they are the text again; an empty text has none. */
export function textLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
