/** A text taken apart into rows. */
export type TextRows = {
  /** Without what ends them. */
  readonly texts: readonly string[];
  /** At which offset each row begins; one more says where the last one ends. */
  readonly starts: readonly number[];
  /** The line end that the text mostly has. */
  readonly eol: string;
};

/** Takes a text apart into rows. What ends with a line end has no empty row behind it; an empty text has no rows. */
export function textRows(text: string): TextRows {
  const texts: string[] = [];
  const starts: number[] = [];
  let windows = 0;
  let at = 0;
  while (at < text.length) {
    const feed = text.indexOf("\n", at);
    const isWindows = feed > at && text.charCodeAt(feed - 1) === 13;
    starts.push(at);
    texts.push(text.slice(at, feed === -1 ? text.length : isWindows ? feed - 1 : feed));
    if (isWindows) windows += 1;
    at = feed === -1 ? text.length : feed + 1;
  }
  starts.push(at);
  return { texts, starts, eol: windows * 2 > texts.length ? "\r\n" : "\n" };
}
