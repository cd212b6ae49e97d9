/**
 * How many of the rows belong to the definition that the first one opens: everything that is indented deeper, and the
 * line that closes it. For language servers that tell where a name is, and not how far its definition goes.
 */
export function blockLength(rows: readonly string[]): number {
  const indentation = (row: string): number => row.search(/\S/);
  const [first = "", ...rest] = rows;
  const margin = indentation(first);
  const end = rest.findIndex((row) => {
    const own = indentation(row);
    return own !== -1 && own <= margin && !/^\s*[)\]}]/.test(row);
  });
  const length = end === -1 ? rows.length : end + 1;
  const lastWritten = rows.slice(0, length).findLastIndex((row) => row.trim() !== "");
  return lastWritten + 1;
}
