import { hiddenCharacters } from "../../terms/hiddenCharacters.ts";

/** A path that a model wrote. */
export type NamedFile =
  /** From some folder on; nothing in it leads up. */
  | { readonly kind: "relative"; readonly names: readonly string[] }
  /** From the root of a file system on, with `/` between names whatever the system. */
  | { readonly kind: "absolute"; readonly path: string }
  /** It leads elsewhere, or is no path that a file has on every system. */
  | { readonly kind: "elsewhere" };

/** A name that means another file on some system: blanks and dots at its end fall away, and `a.txt:b` is a part of `a.txt`. */
const unfit = /[. ]$|^ |[:*?"<>|]/;

/** What no path of a file in a workspace begins or ends with. */
const leadsElsewhere = /^\/\/|^~|\/$/;

/** Reads a path out of an answer, which may name anything: what is not plainly the way to a file leads elsewhere. */
export function namedFile(said: string): NamedFile {
  const path = said.replaceAll("\\", "/");
  const [, drive = "", rest = path] = /^([A-Za-z]:)(\/.*)$/.exec(path) ?? [];
  const names = rest.split("/").filter((name) => name !== "" && name !== ".");
  if (isHidden(said) || leadsElsewhere.test(rest) || names.length === 0) return { kind: "elsewhere" };
  if (names.some((name) => unfit.test(name))) return { kind: "elsewhere" };
  if (!rest.startsWith("/")) return { kind: "relative", names };
  // As the editor writes the letter of a drive in an address.
  const root = drive === "" ? "" : `/${drive.toLowerCase()}`;
  return { kind: "absolute", path: [root, ...names].join("/") };
}

/** Whether something stands in a path that nobody sees. */
function isHidden(said: string): boolean {
  return said.search(hiddenCharacters.exact) !== -1 || /[\t\r\n]/.test(said);
}
