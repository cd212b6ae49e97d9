import { posix } from "node:path";

/** Where a document is: a URI's parts, decoded, with no `.` and `..` left in the path. */
export type Place = { readonly scheme: string; readonly host: string; readonly path: string };

/** Documents of these schemes stand at the path of another document, or where one will be saved. */
const borrowed: ReadonlySet<string> = new Set(["untitled:", "vscode-notebook-cell:"]);

/** Reads a URI; throws when it is none. */
export function placeOf(uri: string): Place {
  const { protocol, host, pathname } = new URL(uri);
  return { scheme: protocol, host, path: posix.normalize(decodeURIComponent(pathname)) };
}

/** Writes a place as a URI. */
export function uriOf({ scheme, host, path }: Place): string {
  return `${scheme}//${host}${path.split("/").map(encodeURIComponent).join("/")}`;
}

/** The path below a folder, or `undefined` for what is not in it. */
export function pathWithin(folder: Place, place: Place, foldsCase: boolean): string | undefined {
  const isComparable = folder.scheme === place.scheme || borrowed.has(place.scheme);
  if (!isComparable || folder.host !== place.host) return undefined;
  const fold = (text: string): string => (foldsCase ? text.normalize("NFC").toLowerCase() : text);
  const above = folder.path.split("/").filter((part) => part !== "");
  const parts = place.path.split("/").filter((part) => part !== "");
  const isInside =
    place.path.startsWith("/") &&
    parts.length > above.length &&
    above.every((part, index) => fold(part) === fold(parts[index] ?? ""));
  return isInside ? parts.slice(above.length).join("/") : undefined;
}
