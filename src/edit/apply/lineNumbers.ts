const numbered = /^\s*(\d{1,6})(?:\s*[|│→]\s?|:\s|:$|\.\s|\t| {2,}|\s*$)/;

/**
 * Rows without the line numbers before them, where every row that is not blank has one and they count upwards; the rows
 * as they are, where not. `isKnown` says whether a row stands in the file like that: then its number belongs to it.
 */
export function withoutLineNumbers(
  rows: readonly string[],
  isKnown: (row: string) => boolean,
): readonly string[] {
  if (rows.some(isKnown)) return rows;
  const written = rows.filter((row) => row.trim() !== "");
  if (written.length < 2) return rows;
  let before = -1;
  for (const row of written) {
    const number = Number(numbered.exec(row)?.[1] ?? Number.NaN);
    if (!(number > before)) return rows;
    before = number;
  }
  return rows.map((row) => row.replace(numbered, ""));
}
