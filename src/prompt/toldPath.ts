/** Folders below which installed code is called the same on every machine. */
const installed = ["node_modules", "site-packages"];

/**
 * A file's path as a model is told it: the project's own as it is, of any other no more than its place in what was
 * installed, or its name. The rest would tell about the machine and its user.
 */
export function toldPath(path: string): string {
  if (!/^(?:[\\/~]|[A-Za-z]:)/.test(path)) return path;
  const parts = path.split(/[\\/]/);
  const folder = parts.findLastIndex((part) => installed.includes(part));
  return parts.slice(folder === -1 ? -1 : folder + 1).join("/");
}
