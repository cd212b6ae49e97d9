/** The end of a string literal: its closing quote is not escaped. */
function closingQuote(json: string, from: number): number {
  for (let quote = json.indexOf('"', from); ; quote = json.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (json[quote - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return quote;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Every string of a JSON text in order, keys and values, also those of a key that stands twice; `undefined` when it is
 * not JSON.
 */
export function jsonStrings(text: string): readonly string[] | undefined {
  if (!isJson(text)) return undefined;
  const strings: string[] = [];
  for (let start = text.indexOf('"'); start !== -1;) {
    const end = closingQuote(text, start + 1);
    strings.push(JSON.parse(text.slice(start, end + 1)) as string);
    start = text.indexOf('"', end + 1);
  }
  return strings;
}
