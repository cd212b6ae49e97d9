export function matches(text: string, first: string, last: string): boolean {
  if (!text.startsWith(first) || !text.endsWith(last))
    return false;
  return text.length > first.length + last.length;
}
