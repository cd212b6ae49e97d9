/** A conversation's file as one JSON document: its header with the events in a list. A line that is no JSON is left out. */
export function conversationJson(text: string): string {
  const [header, ...events] = text.split("\n").flatMap(parsed);
  return `${JSON.stringify({ ...Object(header), events }, undefined, 2)}\n`;
}

function parsed(line: string): readonly unknown[] {
  try {
    return [JSON.parse(line) as unknown];
  } catch {
    return [];
  }
}
