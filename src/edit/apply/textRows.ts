/** A text taken apart; joined, rows and ends are the text again. */
export type TextRows = {
  readonly texts: readonly string[];
  /** What ends each row; of the last one it may be empty. */
  readonly ends: readonly string[];
  /** The line end that the text mostly has. */
  readonly eol: string;
};

/** Takes a text apart into rows. What ends with a line end has no empty row behind it; an empty text has no rows. */
export function textRows(text: string): TextRows {
  const texts: string[] = [];
  const ends: string[] = [];
  let windows = 0;
  for (let at = 0; at < text.length;) {
    const feed = text.indexOf("\n", at);
    const isWindows = feed > at && text.charCodeAt(feed - 1) === 13;
    const stop = feed === -1 ? text.length : feed - (isWindows ? 1 : 0);
    texts.push(text.slice(at, stop));
    ends.push(feed === -1 ? "" : isWindows ? "\r\n" : "\n");
    if (isWindows) windows += 1;
    at = feed === -1 ? text.length : feed + 1;
  }
  return { texts, ends, eol: windows * 2 > texts.length ? "\r\n" : "\n" };
}
