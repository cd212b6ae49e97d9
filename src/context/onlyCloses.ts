/** Whether only what closes stands behind a position on its line: the editor puts such things there by itself. */
export function onlyCloses(lineSuffix: string): boolean {
  return /^[\s)\]}>"'`;,:]*$/.test(lineSuffix);
}
